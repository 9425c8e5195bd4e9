import { expect, test } from "vitest";
import type { JsonObject } from "../../src/document/json.ts";
import { eachNode, listOperations, mapNodes } from "../../src/document/nodes.ts";

const schema = { type: "object" };

test("every place that holds a schema is known, and no place that only looks like one", () => {
  const document: JsonObject = {
    paths: {
      "/a": {
        parameters: [{ name: "p", in: "query", schema }],
        post: {
          requestBody: {
            content: { "application/json": { schema, example: { schema }, encoding: { a: { headers: { h: { schema } } } } } },
          },
          responses: {
            200: {
              content: { "text/event-stream": { itemSchema: schema } },
              headers: { h: { schema } },
              links: { l: { schema } },
            },
          },
          callbacks: { done: { "{$request.body#/url}": { post: { responses: { 200: { content: { "a/b": { schema } } } } } } } },
        },
      },
    },
    webhooks: { hook: { post: { requestBody: { content: { "a/b": { schema } } } } } },
    components: {
      schemas: {
        A: { properties: { schema: { items: [schema], not: schema, allOf: [schema], enum: [schema], default: schema } } },
      },
      examples: { e: { value: { schema } } },
    },
  };
  const pointers: string[] = [];
  eachNode(document, (_node, kind, pointer) => {
    if (kind === "schema") pointers.push(pointer);
  });
  expect(pointers).toEqual([
    "#/paths/~1a/parameters/0/schema",
    "#/paths/~1a/post/requestBody/content/application~1json/schema",
    "#/paths/~1a/post/requestBody/content/application~1json/encoding/a/headers/h/schema",
    "#/paths/~1a/post/responses/200/content/text~1event-stream/itemSchema",
    "#/paths/~1a/post/responses/200/headers/h/schema",
    "#/paths/~1a/post/callbacks/done/{$request.body#~1url}/post/responses/200/content/a~1b/schema",
    "#/webhooks/hook/post/requestBody/content/a~1b/schema",
    "#/components/schemas/A/properties/schema/not",
    "#/components/schemas/A/properties/schema/allOf/0",
    "#/components/schemas/A/properties/schema",
    "#/components/schemas/A",
  ]);
});

test("mapping gives a copy and leaves the document as it is", () => {
  const document: JsonObject = { components: { schemas: { A: schema } } };
  const before = structuredClone(document);
  const mapped = mapNodes(document, (node, kind) => (kind === "schema" ? { ...node, title: "A" } : node));
  expect(document).toEqual(before);
  expect(mapped).toEqual({ components: { schemas: { A: { type: "object", title: "A" } } } });
});

test("operations are those below the methods of paths, in order", () => {
  const document: JsonObject = {
    paths: { "/b": { post: {}, get: {}, summary: "S", parameters: [] }, "/a": { delete: {} }, "/c": null },
  };
  expect(listOperations(document).map(({ pointer }) => pointer)).toEqual([
    "#/paths/~1b/get",
    "#/paths/~1b/post",
    "#/paths/~1a/delete",
  ]);
});
