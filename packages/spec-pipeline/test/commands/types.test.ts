import { join } from "node:path";
import { fileURLToPath } from "node:url";
import openapiTS, { astToString, type OpenAPI3 } from "openapi-typescript";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { emptyWorkspace, type TemporaryWorkspace } from "../temporary-workspace.ts";

/** One of each part that a document can name, and of each kind of schema for which both tools print equal types. */
const DOCUMENT = {
  openapi: "3.1.0",
  info: { title: "Pets", version: "1" },
  servers: [{ url: "https://pets.example" }],
  paths: {
    "/pets": {
      get: {
        operationId: "listPets",
        parameters: [
          { $ref: "#/components/parameters/Limit" },
          { name: "kind", in: "query", schema: { type: "array", items: { enum: ["cat", "dog"] } } },
        ],
        responses: {
          200: {
            description: "Pets",
            content: { "application/json": { schema: { type: "array", items: { $ref: "#/components/schemas/Pet" } } } },
          },
          default: { $ref: "#/components/responses/Failure" },
        },
      },
      post: {
        operationId: "addPet",
        requestBody: { $ref: "#/components/requestBodies/Pet" },
        responses: {
          201: { description: "Added", content: { "application/json": { schema: { $ref: "#/components/schemas/Pet" } } } },
        },
      },
    },
    "/pets/{id}": {
      get: {
        parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
        responses: {
          200: { description: "A pet", content: { "application/json": { schema: { $ref: "#/components/schemas/Pet" } } } },
          404: { $ref: "#/components/responses/Failure" },
        },
      },
    },
  },
  webhooks: {
    petAdded: {
      post: {
        operationId: "petAdded",
        parameters: [{ name: "X-Delivery", in: "header", required: true, schema: { type: "string" } }],
        requestBody: { content: { "application/json": { schema: { $ref: "#/components/schemas/Pet" } } } },
        responses: { 200: { description: "Heard" } },
      },
    },
  },
  components: {
    parameters: { Limit: { name: "limit", in: "query", schema: { type: "integer" } } },
    headers: { Remaining: { schema: { type: "integer" } } },
    requestBodies: { Pet: { required: true, content: { "application/json": { schema: { $ref: "#/components/schemas/Pet" } } } } },
    responses: {
      Failure: { description: "Failed", content: { "application/json": { schema: { $ref: "#/components/schemas/Problem" } } } },
    },
    schemas: {
      Pet: {
        type: "object",
        required: ["name", "kind"],
        properties: {
          name: { type: "string" },
          kind: { enum: ["cat", "dog"] },
          age: { type: ["integer", "null"] },
          owner: { oneOf: [{ $ref: "#/components/schemas/Owner" }, { type: "null" }] },
          tags: { type: "object", additionalProperties: { type: "string" } },
        },
      },
      Owner: {
        allOf: [
          { type: "object", properties: { id: { type: "string" } } },
          { type: "object", properties: { pets: { type: "array", items: { $ref: "#/components/schemas/Pet" } } } },
        ],
      },
      Problem: { type: "object", required: ["message"], properties: { message: { type: "string" } } },
      Unused: { type: "object", properties: { a: { type: "boolean" } } },
    },
  },
};

/** A program as somebody wrote it for the file of openapi-typescript. */
const PROGRAM = `
import createClient from "openapi-fetch";
import createQueryClient from "openapi-react-query";
import type { components, operations, paths, webhooks } from "./schema";

type Pet = components["schemas"]["Pet"];
const client = createClient<paths>({ baseUrl: "https://pets.example" });
const { data, error } = await client.GET("/pets", { params: { query: { limit: 5, kind: ["cat"] } } });
const first: Pet | undefined = data?.[0];
const kind: "cat" | "dog" | undefined = first?.kind;
const age: number | null | undefined = first?.age;
const owner: string | undefined = first?.owner?.id;
const tag: string | undefined = first?.tags?.["colour"];
const message: string | undefined = error?.message;
const pet: Pet = { name: "Tom", kind: "cat" };
const added = await client.POST("/pets", { body: pet });
const again: Pet | undefined = added.data;
const one = await client.GET("/pets/{id}", { params: { path: { id: "a" } } });
const failure: components["responses"]["Failure"]["content"]["application/json"] | undefined = one.error;
const limit: components["parameters"]["Limit"] = 3;
const sent: components["requestBodies"]["Pet"]["content"]["application/json"] = pet;
const remaining: components["headers"]["Remaining"] = 3;
const unused: components["schemas"]["Unused"] = { a: true };
const query: operations["listPets"]["parameters"]["query"] = { limit };
const told = (hook: webhooks["petAdded"]["post"]["requestBody"]): string | undefined => hook?.content["application/json"].name;
const delivery = (hook: operations["petAdded"]): string => hook.parameters.header["X-Delivery"];
const queries = createQueryClient(client);
const cached: Pet[] | undefined = queries.useQuery("get", "/pets", { params: { query } }).data;
// @ts-expect-error a path that is not there
void client.GET("/dogs");
// @ts-expect-error a value that is not in the list
void client.GET("/pets", { params: { query: { kind: ["bird"] } } });
export { again, age, cached, delivery, failure, kind, message, owner, remaining, sent, tag, told, unused };
`;

/** The same for a document that describes no operation. */
const PROGRAM_WITHOUT_PATHS = `
import type { components, operations, paths, webhooks } from "./schema";

export const pet: components["schemas"]["Pet"] = { name: "Tom", kind: "cat" };
export const told = (hook: webhooks["petAdded"]["post"]): operations["petAdded"] => hook;
// @ts-expect-error there are no paths
export const path: paths["/pets"] = 1;
`;

/** The compiler's findings in the program beside a file of types. */
function compile(folder: TemporaryWorkspace, schema: string, text = PROGRAM): readonly string[] {
  folder.write("app/schema.d.ts", schema);
  folder.write("app/program.ts", text);
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: [],
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    // The folder is outside of the workspace.
    paths: { "*": [fileURLToPath(new URL("../../node_modules/*", import.meta.url))] },
  };
  const program = ts.createProgram([join(folder.root, "app/program.ts")], options);
  return ts.getPreEmitDiagnostics(program).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
}

describe("types", () => {
  test("a program written for openapi-typescript's file compiles against ours", async () => {
    const folder = emptyWorkspace();
    folder.write("pets.yaml", stringify(DOCUMENT));
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a document that its own type describes more narrowly
    const old = astToString(await openapiTS(DOCUMENT as unknown as OpenAPI3));
    expect(compile(folder, old)).toEqual([]);
    const { exitCode, output } = await folder.run(["types", "pets.yaml", "--output", "schema.d.ts"]);
    expect([exitCode, output]).toEqual([0, expect.stringContaining("schema.d.ts: written")]);
    expect(compile(folder, folder.read("schema.d.ts"))).toEqual([]);
  });

  test.each([
    ["webhooks and schemas", { ...DOCUMENT, paths: undefined }, PROGRAM_WITHOUT_PATHS],
    ["schemas", { ...DOCUMENT, paths: {}, webhooks: undefined }, PROGRAM_WITHOUT_PATHS.replace(/.*petAdded.*/, "")],
  ])("a document of %s alone has types too", async (_, document, program) => {
    const folder = emptyWorkspace();
    folder.write("pets.yaml", stringify(document));
    expect(await folder.run(["types", "pets.yaml", "--output", "schema.d.ts"])).toMatchObject({ exitCode: 0 });
    expect(compile(folder, folder.read("schema.d.ts"), program)).toEqual([]);
  });

  test("a document of nothing is refused", async () => {
    const folder = emptyWorkspace();
    folder.write("pets.yaml", stringify({ ...DOCUMENT, paths: {}, webhooks: undefined, components: undefined }));
    const { exitCode, output } = await folder.run(["types", "pets.yaml", "--output", "schema.d.ts"]);
    expect([exitCode, output]).toEqual([1, expect.stringContaining("no-operation")]);
  });

  test("nothing else is written, and the same document gives the same bytes", async () => {
    const folder = emptyWorkspace();
    folder.write("pets.yaml", stringify(DOCUMENT));
    const before = [...folder.snapshot().keys()];
    await folder.run(["types", "pets.yaml", "--output", "a.d.ts"]);
    await folder.run(["types", "pets.yaml", "--output", "b.d.ts"]);
    expect([...folder.snapshot().keys()]).toEqual(["a.d.ts", "b.d.ts", ...before].toSorted());
    expect(folder.read("a.d.ts")).toBe(folder.read("b.d.ts"));
  });

  test("a document with an error is not written, and the file that is there stays", async () => {
    const folder = emptyWorkspace();
    folder.write("pets.yaml", stringify({ ...DOCUMENT, components: {} }));
    folder.write("schema.d.ts", "mine");
    const { exitCode, output } = await folder.run(["types", "pets.yaml", "--output", "schema.d.ts"]);
    expect(exitCode).toBe(1);
    expect(output).toMatch(/^ +\d+:\d+ +error .*dangling-reference$/m);
    expect(output).toContain("schema.d.ts: not written");
    expect(folder.read("schema.d.ts")).toBe("mine");
  });

  test("the folder of the output may be new, and a folder is no output", async () => {
    const folder = emptyWorkspace();
    folder.write("pets.yaml", stringify(DOCUMENT));
    const { output } = await folder.run(["types", "pets.yaml", "--output", "src/api/schema.d.ts"]);
    expect(folder.read("src/api/schema.d.ts")).toContain("export interface paths");
    expect(output).not.toMatch(/, 0 ms$/m);
    const refused = await folder.run(["types", "pets.yaml", "--output", "src/api"]);
    expect([refused.exitCode, refused.errors]).toEqual([1, "specloom: src/api cannot be written: it is a folder; name a file\n"]);
  });

  test("an interruption is said in a line, also while a thread runs the stages", async () => {
    const folder = emptyWorkspace();
    const name = { type: "string", pattern: "^[a-z]+$" };
    folder.write(
      "pets.yaml",
      stringify({ ...DOCUMENT, components: { ...DOCUMENT.components, schemas: { ...DOCUMENT.components.schemas, name } } }),
    );
    const interrupted = await folder.run(["types", "pets.yaml", "--output", "a.d.ts"], { signal: AbortSignal.abort() });
    expect(interrupted).toMatchObject({ exitCode: 130, output: "", errors: "interrupted, nothing written\n" });
  });

  test.each([
    [["types", "--output", "a.d.ts"], "the document is missing"],
    [["types", "a.yaml"], "--output is missing"],
    [["types", "a.yaml", "--output", "a.d.ts"], "there is no file or folder a.yaml"],
  ])("%j is wrong usage", async (argv, message) => {
    expect(await emptyWorkspace().run(argv)).toMatchObject({ exitCode: 2, output: "", errors: expect.stringContaining(message) });
  });
});
