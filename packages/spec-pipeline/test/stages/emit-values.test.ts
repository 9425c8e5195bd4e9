import { expect, test } from "vitest";
import { parse } from "yaml";
import { isObject, type JsonObject } from "../../src/document/json.ts";
import { modelOf, VENDOR } from "./emit-cases.ts";
import { emitValues } from "../../src/stages/emit/emit-values.ts";

function document(body: string): JsonObject {
  const value: unknown = parse(`
paths:
  /things:
    post:
      operationId: makeThing
      parameters:
        - { name: mood, in: query, schema: { enum: [calm, wild] } }
        - { name: note, in: query, schema: { type: string } }
      requestBody: { content: { application/json: { schema: { $ref: "#/components/schemas/Thing" } } } }
      responses: { 204: { description: Done. } }
components:
  schemas:
    Thing:
      type: object
      properties:
${body.replaceAll(/^/gm, " ".repeat(8))}
`);
  if (!isObject(value)) throw new TypeError("the case is no object");
  return value;
}

const lines = async (body: string): Promise<string[]> =>
  (await emitValues(modelOf(document(body)).value, VENDOR)).value.split("\n").filter((line) => line.startsWith("    "));

test("enums of parameters and of the body are listed by their place", async () => {
  expect(await lines("kinds: { type: array, items: { type: string, enum: [a, b] } }")).toEqual([
    '    "kinds[]": ["a", "b"],',
    '    mood: ["calm", "wild"],',
  ]);
});

test("the alternatives of a place are listed together, and null is none of them", async () => {
  const body =
    "part: { oneOf: [{ properties: { kind: { const: x } } }, { properties: { kind: { enum: [y, null] } } }, { type: 'null' }] }";
  expect(await lines(body)).toContain('    "part.kind": ["x", "y"],');
});

test("a place that takes any text in one alternative is not listed, whatever their order", async () => {
  expect(await lines("free: { anyOf: [{ type: string }, { enum: [a] }] }")).toEqual(['    mood: ["calm", "wild"],']);
  expect(await lines("free: { anyOf: [{ enum: [a] }, { type: string }] }")).toEqual(['    mood: ["calm", "wild"],']);
});

test("a schema that contains itself comes to an end", async () => {
  expect(await lines('next: { $ref: "#/components/schemas/Thing" }\nsize: { enum: [s, l] }')).toEqual([
    '    mood: ["calm", "wild"],',
    '    size: ["s", "l"],',
  ]);
});

test("a document without enums gives a module without values", async () => {
  const { value } = await emitValues(modelOf({ paths: {} }).value, VENDOR);
  expect(value).toMatch(/\nexport \{\};\n$/);
});

function get(operationId: string): JsonObject {
  return { get: { operationId, parameters: [{ name: "mood", in: "query", schema: { enum: ["calm"] } }], responses: {} } };
}

test("each operation has a constant with a name of its own, whatever its id", async () => {
  const ids = ["listThings", "2faStatus", "a-b", "a_b", "a.b", "日本", "class"];
  const paths = Object.fromEntries(ids.map((id, index) => [`/${index}`, get(id)]));
  const { value } = await emitValues(modelOf({ paths }).value, VENDOR);
  expect(new Set([...value.matchAll(/export const (\S+): Values/g)].map(([, name]) => name))).toEqual(
    new Set(["_2faStatusValues", "_Values", "a_bValues", "a_bValues2", "a_bValues3", "classValues", "listThingsValues"]),
  );
});
