import { expect, test } from "vitest";
import { isObject, type Json } from "../../src/document/json.ts";
import { readFacts, type OperationFacts } from "../../src/init/sample-call.ts";
import { readApi } from "../../src/model/api.ts";
import { PETS_3_2 } from "../commands/init-documents.ts";

test("a README shows a read, a walk through all pages and a write, of the document's own operations", () => {
  const document: unknown = JSON.parse(JSON.stringify(PETS_3_2));
  if (!isObject(document)) throw new Error("no document");
  const { sample, walk, write } = readFacts(readApi(document).value);
  expect(sample).toMatchObject({ name: { resource: "toys", method: "list" }, given: "" });
  expect(walk).toEqual({ name: { resource: "toys", method: "listAll" }, given: "" });
  expect(write).toEqual({
    name: { resource: "toys", method: "create" },
    response: "none",
    given: '{ name: "1", colour: "red" }',
    isUpload: false,
  });
});

const FILE = { type: "string", format: "binary" };

/** The README's call that writes, for an API with one operation with this body. */
function writeOf(media: string, schema: Json, parameters: Json = []): OperationFacts["write"] {
  const requestBody = { required: true, content: { [media]: { schema } } };
  const post = { operationId: "createFile", parameters, requestBody, responses: { 204: { description: "Kept" } } };
  return readFacts(readApi({ openapi: "3.1.0", paths: { "/files": { post } } }).value).write;
}

test.each([
  [
    "a file beside a field",
    "multipart/form-data",
    { type: "object", required: ["file", "purpose"], properties: { file: FILE, purpose: { enum: ["batch", "vision"] } } },
    '{ body: { file: new File(["1"], "1.txt"), purpose: "batch" } }',
  ],
  [
    "a list of files",
    "multipart/form-data",
    { type: "object", required: ["files"], properties: { files: { type: "array", items: FILE } } },
    '{ body: { files: [new File(["1"], "1.txt")] } }',
  ],
  [
    "a file that a form can do without",
    "multipart/form-data",
    { type: "object", properties: { name: { type: "string" }, file: FILE } },
    '{ body: { file: new File(["1"], "1.txt") } }',
  ],
  ["bytes", "application/octet-stream", FILE, '{ body: new File(["1"], "1.txt") }'],
  ["a picture", "image/png", FILE, '{ body: new File(["1"], "1.txt") }'],
])("a README uploads %s", (_what, media, schema, given) => {
  expect(writeOf(media, schema)).toMatchObject({ given, isUpload: true });
});

test("a README shows a create before a delete", () => {
  const body = { content: { "application/json": { schema: { type: "object", properties: { id: { type: "string" } } } } } };
  const post = (operationId: string) => ({ operationId, requestBody: body, responses: { 204: { description: "Done" } } });
  const parameters = [{ name: "name", in: "path", required: true, schema: { type: "string" } }];
  const paths = {
    "/files/delete": { post: post("deleteFile") },
    "/files/{name}": { put: { ...post("replaceFile"), parameters } },
  };
  expect(readFacts(readApi({ openapi: "3.1.0", paths }).value).write).toMatchObject({
    name: { method: "replace" },
    given: '{ name: "1", id: "1" }',
  });
});

test("a README shows no call whose name takes a line of its own, where another one does", () => {
  const long = "x".repeat(2000);
  const responses = { 200: { description: "ok", content: { "application/json": { schema: { type: "string" } } } } };
  const requestBody = { content: { "application/json": { schema: { type: "object", properties: { id: { type: "string" } } } } } };
  const parameters = [{ name: "team", in: "query", required: true, schema: { type: "string" } }];
  const paths = {
    "/a": {
      get: { operationId: "getA", tags: [long], responses },
      post: { operationId: "createA", tags: [long], requestBody, responses },
    },
    "/b": {
      get: { operationId: "getB", parameters, responses },
      post: { operationId: "createB", parameters, requestBody, responses },
    },
  };
  const { sample, write } = readFacts(readApi({ openapi: "3.1.0", paths }).value);
  expect(sample?.path).toBe("/b");
  expect(write?.name.resource).not.toBe(long);
});

test("a README writes a form without a file, and no body whose content it would have to guess", () => {
  const schema = { type: "object", required: ["name"], properties: { name: { type: "string", maxLength: 80 } } };
  expect(writeOf("application/x-www-form-urlencoded", schema)).toMatchObject({
    given: '{ body: { name: "1" } }',
    isUpload: false,
  });
  expect(writeOf("application/xml", { type: "string" })).toBeUndefined();
  expect(writeOf("image/png", FILE, [{ name: "body", in: "query", schema: { type: "string" } }])).toBeUndefined();
  const impossible = { type: "object", required: ["name"], properties: { name: { type: "integer", minimum: 3, maximum: 2 } } };
  expect(writeOf("application/json", impossible)).toBeUndefined();
});

test.each([
  [{ type: "string", minLength: 2 }, /^"\w{2,}"$/],
  [{ type: "string", pattern: "^[A-Z]{3}$" }, /^"[A-Z]{3}"$/],
  [{ type: "string", format: "uuid" }, /^"[\da-f-]{36}"$/],
  [{ type: "string", example: "Rex" }, /^"Rex"$/],
  [{ type: "integer", minimum: 20 }, /^[2-9]\d$/],
  [{ anyOf: [{ type: "integer" }, { type: "null" }] }, /^\d+$/],
  [{ type: "array", minItems: 1, items: { type: "boolean" } }, /^\[true(?:, true)?\]$/],
  [{ type: "object", required: ["of"], properties: { of: { const: 1 }, other: { type: "string" } } }, /^\{ of: 1 \}$/],
])("a README writes a value that %j allows", (name, value) => {
  const write = writeOf("application/json", { type: "object", required: ["name"], properties: { name } });
  expect(/^\{ name: (.*) \}$/.exec(write?.given ?? "")?.[1]).toMatch(value);
});
