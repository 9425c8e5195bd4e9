import { expect, test } from "vitest";
import type { Json, JsonObject } from "../../src/document/json.ts";
import { emitResponses } from "../../src/stages/emit/emit-responses.ts";
import { modelOf, VENDOR } from "./emit-cases.ts";

async function responsesOf(operation: JsonObject) {
  const document = { paths: { "/pets": { post: { operationId: "getPet", "x-client-safe": true, ...operation } } } };
  const { value, problems } = await emitResponses(modelOf(document).value, VENDOR);
  const lineOf = (name: string) => new RegExp(`const ${name}[^{]*\\{\\n {4}getPet: (.*),\\n`).exec(value)?.[1];
  return { response: lineOf("responses"), input: lineOf("inputs"), problems };
}

const json = (schema: Json, more: JsonObject = {}): JsonObject => ({
  responses: { 201: { description: "Fine", content: { "application/json": { schema, ...more } } } },
});

test.each<readonly [sentence: string, operation: JsonObject, response: string | undefined]>([
  [
    "a value of the schema",
    json({ type: "object", properties: { a: { const: 1 } } }),
    '{ status: 201, type: "application/json", json: { a: 1 } }',
  ],
  [
    "the document's example",
    json({ type: "string" }, { example: "Rex" }),
    '{ status: 201, type: "application/json", json: "Rex" }',
  ],
  [
    "its first example that has a name",
    json({ type: "string" }, { examples: { tom: { value: "Tom" } } }),
    '{ status: 201, type: "application/json", json: "Tom" }',
  ],
  ["no example that is wrong", json({ const: 5 }, { example: "Rex" }), '{ status: 201, type: "application/json", json: 5 }'],
  [
    "a value of the default media type, with its parameters",
    {
      "x-client-accept": "application/json;v=2",
      responses: {
        200: {
          description: "Fine",
          content: { "application/json;v=1": { schema: { const: 1 } }, "application/json;v=2": { schema: { const: 2 } } },
        },
      },
    },
    '{ status: 200, type: "application/json;v=2", json: 2 }',
  ],
  ["nothing", { responses: { 204: { description: "Gone" } } }, "{ status: 204 }"],
  [
    "text",
    { responses: { 200: { description: "Fine", content: { "text/csv": {} } } } },
    '{ status: 200, type: "text/csv", text: "text" }',
  ],
  [
    "bytes",
    { responses: { 200: { description: "Fine", content: { "image/png": {} } } } },
    '{ status: 200, type: "image/png", text: "bytes" }',
  ],
  [
    "lines",
    { responses: { 200: { description: "Fine", content: { "application/jsonl": { itemSchema: { const: "a" } } } } } },
    '{ status: 200, type: "application/jsonl", lines: ["a"] }',
  ],
  [
    "events, and the mark at their end",
    {
      responses: {
        200: {
          description: "Fine",
          content: { "text/event-stream": { schema: { oneOf: [{ type: "object", const: { a: 1 } }, { const: "[DONE]" }] } } },
        },
      },
    },
    '{ status: 200, type: "text/event-stream", events: [{ data: { a: 1 } }], endMark: true }',
  ],
  [
    "the last page",
    {
      parameters: [{ name: "cursor", in: "query", schema: { type: "string" } }],
      ...json({
        type: "object",
        properties: {
          data: { type: "array", items: { type: "boolean" } },
          next_cursor: { type: ["string", "null"] },
          has_more: { type: "boolean" },
        },
      }),
    },
    '{ status: 201, type: "application/json", json: { data: [true, true], next_cursor: null, has_more: false } }',
  ],
])("a response is %s", async (_, operation, response) => {
  expect(await responsesOf(operation)).toMatchObject({ response, problems: [] });
});

test("an operation without a valid response is reported", async () => {
  expect(await responsesOf(json({ type: "string", minLength: 5, maxLength: 2 }))).toMatchObject({
    response: undefined,
    problems: [{ rule: "mock-response", severity: "info" }],
  });
});

test.each<readonly [sentence: string, operation: JsonObject, input: string | undefined]>([
  ["nothing where nothing is required", { parameters: [{ name: "limit", in: "query", schema: { type: "integer" } }] }, "{}"],
  [
    "what is required",
    {
      parameters: [
        { name: "X-Id", in: "header", required: true, schema: { enum: ["a"] } },
        { name: "size", in: "query", required: true, schema: { const: 2 } },
      ],
      requestBody: {
        required: true,
        content: { "application/json": { schema: { type: "object", required: ["b"], properties: { a: {}, b: { const: 1 } } } } },
      },
    },
    '{ query: { size: 2 }, header: { "X-Id": "a" }, body: { b: 1 } }',
  ],
  [
    "left out where a form is required",
    { requestBody: { required: true, content: { "multipart/form-data": { schema: { type: "object" } } } } },
    undefined,
  ],
])("an input has %s", async (_, operation, input) => {
  expect((await responsesOf({ ...json(true), ...operation })).input).toBe(input);
});
