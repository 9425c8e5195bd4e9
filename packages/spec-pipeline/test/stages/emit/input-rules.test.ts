import { expect, test } from "vitest";
import { parse } from "yaml";
import { isObject, type JsonObject } from "../../../src/document/json.ts";
import { emitOperations } from "../../../src/stages/emit/emit-operations.ts";
import { modelOf, VENDOR } from "../emit-cases.ts";

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

const linesOf = async (body: string): Promise<string[]> =>
  (await emitOperations(modelOf(document(body)).value, VENDOR)).value.split("\n").map((line) => line.trim());

test("the names of a query and a body are listed, with types and values", async () => {
  const { value } = await emitOperations(
    modelOf(document("kinds: { type: array, items: { type: string, enum: [a, b] } }")).value,
    VENDOR,
  );
  expect(value).toContain(`    rules: {
        query: { properties: {
            mood: { types: ["string"], values: ["calm", "wild"] },
            note: { types: ["string"] },
        } },
        body: { types: ["object"], properties: {
            kinds: { types: ["array"], items: { types: ["string"], values: ["a", "b"] } },
        } },
    },
`);
});

test("the alternatives of a value are listed together", async () => {
  const body =
    "part: { oneOf: [{ type: object, required: [kind, a], properties: { kind: { const: x }, a: {} } }, { type: object, required: [kind], properties: { kind: { enum: [y, null] } } }, { type: 'null' }] }";
  const lines = await linesOf(body);
  expect(lines).toContain('part: { types: ["object", "null"], required: ["kind"], properties: {');
  expect(lines).toContain('kind: { types: ["string", "null"], values: ["x", "y"] },');
});

test.each([
  ["text that is free in one alternative", "free: { anyOf: [{ type: string }, { enum: [a] }] }", 'free: { types: ["string"] },'],
  ["the same the other way round", "free: { anyOf: [{ enum: [a] }, { type: string }] }", 'free: { types: ["string"] },'],
  ["anything in one alternative", "free: { anyOf: [{ type: string }, {}] }", "free: {},"],
  ["names that are free", "free: { type: object, properties: { a: {} }, additionalProperties: true }", "}, others: {} },"],
  ["bytes, which are text in JSON", "free: { type: string, format: binary }", 'free: { types: ["string"] },'],
  ["an enum of numbers", "free: { enum: [1, 2] }", "free: {},"],
])("only rules of the spec are listed: %s", async (_, body, line) => {
  expect(await linesOf(body)).toContain(line);
});

test.each([
  ["{ type: integer, minimum: 0, maximum: 9 }", '{ types: ["integer"], minimum: 0, maximum: 9 }'],
  ["{ type: integer, exclusiveMinimum: 0, exclusiveMaximum: 10 }", '{ types: ["integer"], minimum: 1, maximum: 9 }'],
  ["{ type: integer, exclusiveMinimum: 0.5, exclusiveMaximum: 9.5 }", '{ types: ["integer"], minimum: 1, maximum: 9 }'],
  ["{ type: number, exclusiveMinimum: 0 }", '{ types: ["number"] }'],
  ["{ anyOf: [{ type: integer, maximum: 50 }, { type: 'null' }] }", '{ types: ["integer", "null"], maximum: 50 }'],
  ["{ anyOf: [{ type: integer, maximum: 50 }, { type: integer, maximum: 80 }] }", '{ types: ["integer"], maximum: 80 }'],
  ["{ anyOf: [{ type: integer, maximum: 50 }, { type: integer }] }", '{ types: ["integer"] }'],
  ["{ allOf: [{ type: integer, maximum: 50 }, { type: number, maximum: 80 }] }", '{ types: ["integer"], maximum: 50 }'],
])("limits of a number: %s", async (schema, rule) => {
  expect(await linesOf(`size: ${schema}`)).toContain(`size: ${rule},`);
});

test("the values of names that are free have a rule where the spec has one", async () => {
  expect(await linesOf("order: { type: object, additionalProperties: { enum: [asc, desc] } }")).toContain(
    'order: { types: ["object"], others: { types: ["string"], values: ["asc", "desc"] } },',
  );
});

test("a schema that contains itself comes to an end, and one that is deep is looked at for four levels", async () => {
  expect(await linesOf('next: { $ref: "#/components/schemas/Thing" }\nsize: { enum: [s, l] }')).toContain("next: {},");
  const deep = "a: { type: object, properties: { ".repeat(6) + "end: { type: string }" + " } }".repeat(6);
  expect((await linesOf(deep)).filter((line) => line.startsWith("a: {"))).toEqual([
    ...Array.from({ length: 4 }, () => 'a: { types: ["object"], properties: {'),
    "a: {},",
  ]);
});

test("an operation without params has no rules", async () => {
  const { value } = await emitOperations(
    modelOf({ paths: { "/a": { get: { operationId: "a", responses: {} } } } }).value,
    VENDOR,
  );
  expect(value).toContain('id: "a"');
  expect(value).not.toContain("rules");
});

function get(operationId: string): JsonObject {
  return { get: { operationId, parameters: [{ name: "mood", in: "query", schema: { enum: ["calm"] } }], responses: {} } };
}

test("each operation has a constant with a name of its own, whatever its id", async () => {
  const ids = ["listThings", "2faStatus", "a-b", "a_b", "a.b", "日本", "class"];
  const paths = Object.fromEntries(ids.map((id, index) => [`/${index}`, get(id)]));
  const { value } = await emitOperations(modelOf({ paths }).value, VENDOR);
  expect(new Set([...value.matchAll(/export const (\S+): OperationDescriptor/g)].map(([, name]) => name))).toEqual(
    new Set([
      "_2faStatusOperation",
      "_Operation",
      "a_bOperation",
      "a_bOperation2",
      "a_bOperation3",
      "classOperation",
      "listThingsOperation",
    ]),
  );
});

test("values that are not of the type beside them may be sent", async () => {
  expect(await linesOf("version: { type: string, enum: [1, 2] }")).toContain('version: { types: ["string", "number"] },');
});

test("a name that only the server writes is not required", async () => {
  const owner = "{ type: object, required: [id, name], properties: { id: { allOf: [{ readOnly: true }] }, name: {} } }";
  expect(await linesOf(`owner: ${owner}`)).toContain('owner: { types: ["object"], required: ["name"], properties: {');
});

test("schemas that all refer to each other are looked at near the top, and soon", async () => {
  const names = Array.from({ length: 25 }, (_, index) => `T${index}`);
  const properties = Object.fromEntries(names.map((name) => [name, { $ref: `#/components/schemas/${name}` }]));
  const schemas = Object.fromEntries(names.map((name) => [name, { type: "object", properties }]));
  const content = { "application/json": { schema: { $ref: "#/components/schemas/T0" } } };
  const paths = { "/t": { post: { operationId: "send", requestBody: { content }, responses: {} } } };
  const { value } = await emitOperations(modelOf({ paths, components: { schemas } }).value, VENDOR);
  expect(value).toContain('\n            T24: { types: ["object"], properties: {\n                T0: {},');
});

/** Schemas each of which has the next one as its parent. */
function chain(length: number): JsonObject {
  const parts = Array.from({ length }, (_, index) => [
    `T${index}`,
    { allOf: index + 1 < length ? [{ $ref: `#/components/schemas/T${index + 1}` }] : [], properties: { [`p${index}`]: {} } },
  ]);
  return Object.fromEntries(parts);
}

test("a schema behind a long chain of parents has no rule, since a rule would lack the names of the last parent", async () => {
  const content = { "application/json": { schema: { $ref: "#/components/schemas/T0" } } };
  const paths = { "/t": { post: { operationId: "send", requestBody: { content }, responses: {} } } };
  const rules = async (length: number): Promise<string> =>
    (await emitOperations(modelOf({ paths, components: { schemas: chain(length) } }).value, VENDOR)).value;
  expect(await rules(20)).toContain("    p19: {},");
  expect(await rules(40)).toContain("        body: {},\n");
});

test("a list that stands in several places is written once", async () => {
  const mood = { name: "mood", in: "query", schema: { enum: ["calm", "wild", "sad", "glad"] } };
  const operation = (operationId: string): JsonObject => ({ get: { operationId, parameters: [mood], responses: {} } });
  const { value } = await emitOperations(modelOf({ paths: { "/a": operation("a"), "/b": operation("b") } }).value, VENDOR);
  expect(value.match(/= \[.*"wild"/g)).toHaveLength(1);
  expect(value).toContain('const valuesMood: readonly string[] = ["calm", "wild", "sad", "glad"];');
  expect(value).toContain('    mood: { types: ["string"], values: valuesMood },\n');
});
