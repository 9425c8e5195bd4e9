import { expect, test } from "vitest";
import { writePrograms } from "../../src/diff/write-programs.ts";

const USER = {
  type: "object",
  required: ["id", "kind"],
  properties: {
    id: { type: "string" },
    kind: { const: "user" },
    role: { enum: ["admin", "guest"] },
    level: { type: ["integer", "null"] },
    boss: { $ref: "#/components/schemas/User" },
    tags: { type: "array", items: { type: "string" } },
    secret: { type: "string", writeOnly: true },
  },
};
const DOCUMENT = {
  paths: {
    "/users/{id}": {
      parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
      put: {
        operationId: "putUser",
        parameters: [{ name: "dry", in: "query", schema: { type: "boolean" } }],
        requestBody: {
          required: true,
          content: {
            "application/json": {
              schema: {
                type: "object",
                required: ["name"],
                properties: {
                  name: { type: "string" },
                  role: { enum: ["admin", "guest"] },
                  at: { type: "string", readOnly: true },
                },
              },
            },
          },
        },
        responses: {
          "200": {
            content: {
              "application/json": {
                schema: {
                  anyOf: [
                    { $ref: "#/components/schemas/User" },
                    { type: "object", required: ["kind"], properties: { kind: { const: "none" } } },
                  ],
                },
              },
            },
          },
        },
      },
    },
  },
  components: { schemas: { User: USER } },
};

function send(operationId: string, content: unknown): unknown {
  return { post: { operationId, requestBody: { required: true, content } } };
}

test("programs send the fields of a form by name, and its files as such", () => {
  const fields = { note: { type: "string" }, file: { type: "string", contentMediaType: "image/png" }, raw: { format: "binary" } };
  const schema = { type: "object", required: ["file"], properties: fields };
  const { text, untyped } = writePrograms(
    {
      paths: {
        "/typed": send("typed", { "multipart/form-data": { schema } }),
        "/free": send("free", { "application/x-www-form-urlencoded": { schema: { type: "object" } } }),
      },
    },
    "acme",
  );
  expect(text.split("\n").filter((line) => line.startsWith("await"))).toEqual([
    'await client.call("typed", { body: { "file": new Blob(["a"]) } });',
    'await client.call("typed", { body: { "note": "a", "file": new Blob(["a"]), "raw": new Blob(["a"]) } });',
    'await client.call("free", { body: new URLSearchParams() });',
  ]);
  expect([...untyped]).toEqual(["POST /free"]);
});

test("programs send little, then all with every value, and read every field on its way", () => {
  const { text, lines } = writePrograms(DOCUMENT, "acme");
  const put = 'await client.call("putUser", ';
  const call = "PUT /users/{id}";
  const program = text.split("\n");
  const linesOf = (direction: string): readonly string[] =>
    [...lines].flatMap(([line, what]) => (what.direction === direction && what.call === call ? [program[line - 1] ?? ""] : []));
  expect(linesOf("input")).toEqual([
    `${put}{ path: { "id": "a" }, body: { "name": "a" } });`,
    `${put}{ path: { "id": "a" }, query: { "dry": true }, body: { "name": "a", "role": "admin" } });`,
    `${put}{ path: { "id": "a" }, query: { "dry": true }, body: { "name": "a", "role": "guest" } });`,
  ]);
  const told = 'if (output["kind"] === "user") ';
  expect(linesOf("output")).toEqual([
    `const output = ${put}{ path: { "id": "a" }, body: { "name": "a" } });`,
    "{ const value: unknown = output; void value; }",
    `${told}{ const value: object = output; void value; }`,
    `${told}{ const value: string = output["id"]; void value; }`,
    `${told}{ const value: "user" = output["kind"]; void value; }`,
    `${told}{ const value: unknown | undefined = output["role"]; void value; }`,
    `${told}{ const value: number | null | undefined = output["level"]; void value; }`,
    `${told}{ const value: readonly unknown[] | undefined = output["tags"]; void value; }`,
    `${told}{ const value: string | undefined = output["tags"]?.[0]!; void value; }`,
    'if (output["kind"] === "none") { const value: object = output; void value; }',
    'if (output["kind"] === "none") { const value: "none" = output["kind"]; void value; }',
  ]);
});
