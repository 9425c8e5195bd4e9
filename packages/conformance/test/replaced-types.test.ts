import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { compareTypes } from "../src/suites/replaced-types/compare-types.ts";
import { compareDocument } from "../src/suites/replaced-types/replaced-types.ts";

async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "specloom-replaced-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Types of one operation and one schema. */
function typesOf({ query = "{ limit?: number }", body = "{ name: string }", pet = "{ name: string; tag?: string }" }): string {
  return `
    export interface paths {
      "/pets": {
        parameters: { query?: never };
        get?: never;
        post: {
          parameters: { query?: ${query}; header?: never };
          requestBody: { content: { "application/json": ${body} } };
          responses: { 200: { headers: {}; content: { "application/json": { pets: ${pet}[] } } }; 204: { content?: never } };
        };
      };
    }
    export interface components { schemas: { Pet: ${pet} } }`;
}

async function compare(before: string, after: string): Promise<ReturnType<typeof compareTypes>> {
  const folder = await emptyFolder();
  const files = [join(folder, "before.ts"), join(folder, "after.ts")] as const;
  await writeFile(files[0], before);
  await writeFile(files[1], after);
  return compareTypes(...files);
}

test("equal types have no difference, and each question is asked", async () => {
  expect(await compare(typesOf({}), typesOf({}))).toEqual({ questions: 5, differences: [] });
});

test("what a program gives must fit the types after, and what it gets those before", async () => {
  const after = typesOf({ query: "{ limit: number }", body: "{ name: 'a' | 'b' }", pet: "{ name: string; tag: string | null }" });
  const { differences } = await compare(typesOf({}), after);
  expect(differences).toEqual([
    {
      question: "POST /pets: parameters",
      place: "query.limit",
      before: "optional number | undefined",
      after: "required number",
    },
    { question: "POST /pets: requestBody", place: "content.application/json.name", before: "string", after: '"a" | "b"' },
    { question: "POST /pets: 200 application/json", place: "pets[].tag", before: "string | undefined", after: "null" },
    { question: "Pet, given", place: "tag", before: "optional string | undefined", after: "required string | null" },
    { question: "Pet, got", place: "tag", before: "string | undefined", after: "null" },
  ]);
});

test("types that say more of a response, and less of a request, are no difference", async () => {
  const after = typesOf({ query: "{ limit?: number | string; all?: boolean }", body: "unknown" });
  expect((await compare(typesOf({}), after)).differences).toEqual([]);
});

test("an operation that is not there any more is a difference", async () => {
  const { differences } = await compare(typesOf({}), typesOf({}).replace("post:", "put:"));
  expect(differences.map(({ question, after }) => [question, after])).toEqual([
    ["POST /pets: parameters", "missing"],
    ["POST /pets: requestBody", "missing"],
    ["POST /pets: 200 application/json", "missing"],
  ]);
});

test("the places that openapi-typescript reads wrong differ as they are published, and not if they are said plainly", async () => {
  const document = {
    openapi: "3.0.3",
    info: { title: "Pets", version: "1" },
    paths: {
      "/pets": {
        get: {
          operationId: "listPets",
          parameters: [{ name: "Accept", in: "header", required: true, schema: { type: "string" } }],
          requestBody: { content: { "application/json": { schema: { $ref: "#/components/schemas/Pet" } } } },
          responses: {
            200: { description: "Pets", content: { "application/json": { schema: { $ref: "#/components/schemas/Pets" } } } },
            204: { description: "None", content: { "application/json": { schema: { type: "string" } } } },
          },
        },
      },
    },
    components: {
      schemas: {
        Pets: { items: { $ref: "#/components/schemas/Pet" } },
        Owner: { type: "object" },
        Animal: { type: "object", properties: { name: { type: "string" }, age: { type: "integer", default: 1 } } },
        Pet: {
          allOf: [
            { $ref: "#/components/schemas/Animal" },
            {
              type: "object",
              required: ["name", "id"],
              properties: { owner: { $ref: "#/components/schemas/Owner", nullable: true } },
            },
          ],
        },
      },
    },
  };
  const { questions, differences, asPublished } = await compareDocument(await emptyFolder(), document);
  expect(questions).toBe(10);
  expect(differences).toEqual([]);
  expect(asPublished).toBeGreaterThan(5);
});
