import { expect, test } from "vitest";
import type { Json, JsonObject } from "../../../src/document/json.ts";
import { layOutTypes } from "../../../src/stages/emit/lay-out-types.ts";
import { markedDocument } from "../../../src/stages/emit/marked-document.ts";
import { modelOf } from "../emit-cases.ts";

// Every name and text of a document, each in a form of its own.
const WORDS = ["PATH", "ID", "TEXT", "PARAM", "STATUS", "MEDIA", "COMPONENT", "FIELD", "VALUE"];
const DOCUMENT: JsonObject = {
  openapi: "3.1.0",
  paths: {
    '/PATH"/{PARAM */}': {
      post: {
        operationId: "ID */ x",
        summary: "TEXT */ one",
        deprecated: true,
        parameters: [{ name: "PARAM */", in: "path", description: "TEXT", schema: { type: "string" } }],
        requestBody: { description: "TEXT", content: { "MEDIA/x": { schema: { $ref: "#/components/schemas/COMPONENT" } } } },
        responses: {
          200: { description: "TEXT", content: { "MEDIA/json": { schema: { example: { $ref: "VALUE" } } } } },
          STATUS: { description: "TEXT" },
        },
      },
    },
  },
  components: {
    schemas: {
      COMPONENT: {
        description: "TEXT",
        properties: { FIELD: { enum: ["VALUE", { $ref: "VALUE" }], default: { $ref: "VALUE" } } },
      },
    },
  },
};

test("openapi-typescript is given no word of a document", () => {
  const { operations, types } = modelOf(DOCUMENT).value;
  let count = 0;
  const text = JSON.stringify(markedDocument(operations, types, () => `$${count++}`, new Map()).document);
  expect(count).toBeGreaterThan(WORDS.length);
  expect(WORDS.filter((word) => text.includes(word))).toEqual([]);
  expect(text).not.toContain("$ref");
});

test("every word stands where openapi-fetch looks for it", async () => {
  const { operations, types } = modelOf(DOCUMENT).value;
  const text = await layOutTypes(operations, types);
  expect(text.match(/^export interface \w+/gm)).toEqual([
    "export interface paths",
    "export interface components",
    "export interface operations",
  ]);
  for (const line of [
    String.raw`    "/PATH\"/{PARAM */}": {`,
    String.raw`         * TEXT *\/ one`,
    "         * @deprecated",
    '        post: operations["ID */ x"];',
    '    "ID */ x": {',
    '                "PARAM */": string;',
    "        requestBody?: {",
    '                "MEDIA/x": components["schemas"]["COMPONENT"];',
    "            200: {",
    "            STATUS: {",
    "            /** TEXT */",
    "        COMPONENT: COMPONENT;",
    "type COMPONENT = {",
  ]) {
    expect(text.split("\n")).toContain(line);
  }
});

test("a document without operations and components has types nevertheless", async () => {
  const { operations, types } = modelOf({ paths: {} } satisfies Json).value;
  expect(await layOutTypes(operations, types)).toContain("export type paths = Record<string, never>;");
});
