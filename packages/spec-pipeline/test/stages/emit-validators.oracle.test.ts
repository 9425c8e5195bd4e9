import { Ajv2020 } from "ajv/dist/2020.js";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { isList, isObject, type Json, type JsonObject } from "../../src/document/json.ts";
import { documentOf, loadValidators } from "./load-validators.ts";

// Names and values are few, so that random values often meet random schemas.
const NAMES = ["a", "b", "c", "x-y"];
const scalar: fc.Arbitrary<Json> = fc.constantFrom(null, true, false, 0, 1, -1, 1.5, 3, 10, "", "a", "b", "abc", "🙂");
const { value: anyValue } = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    scalar,
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...NAMES), tie("value"), { maxKeys: 3, noNullPrototype: true }),
  ),
}));

const small = fc.integer({ min: 0, max: 3 });
const optional = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(arbitrary, { nil: undefined, freq: 3 });
const types = fc.constantFrom("string", "number", "integer", "boolean", "null", "array", "object");

// Without `unevaluated…`: what Ajv 8 looks at in a part that then fails, it counts as looked at.
const { schema: anySchema } = fc.letrec<{ schema: Json }>((tie) => {
  const schema = tie("schema");
  const names = fc.uniqueArray(fc.constantFrom(...NAMES), { maxLength: 2 });
  return {
    schema: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      fc.record({ type: types }),
      fc.record({ type: fc.uniqueArray(types, { minLength: 1, maxLength: 3 }) }),
      fc.record({ enum: fc.uniqueArray(scalar, { minLength: 1, maxLength: 3 }) }),
      fc.record({ const: anyValue }),
      fc.constantFrom<Json>(true, false, {}, { $ref: "#/components/schemas/Tree" }),
      partial({ type: fc.constant("string"), minLength: small, maxLength: small, pattern: fc.constantFrom("^a", "b$", ".") }),
      partial({
        minimum: small,
        maximum: small,
        exclusiveMinimum: small,
        exclusiveMaximum: small,
        multipleOf: fc.constantFrom(0.01, 0.5, 1, 2),
      }),
      partial({
        items: schema,
        prefixItems: fc.array(schema, { minLength: 1, maxLength: 2 }),
        minItems: small,
        maxItems: small,
        uniqueItems: fc.boolean(),
      }),
      // Apart, since Ajv 8 accepts an empty list for `contains` beside `prefixItems`.
      fc.record({ contains: schema, minContains: optional(small), maxContains: optional(small) }).map(asJson),
      partial({
        type: fc.constant("object"),
        properties: fc.dictionary(fc.constantFrom(...NAMES), schema, { maxKeys: 3 }),
        required: names,
        additionalProperties: schema,
        patternProperties: fc.dictionary(fc.constantFrom("^a", "-"), schema, { maxKeys: 1 }),
        propertyNames: fc.constantFrom<Json>({ maxLength: 1 }, { enum: ["a", "b"] }),
        minProperties: small,
        maxProperties: small,
        dependentRequired: fc.dictionary(fc.constantFrom(...NAMES), names, { maxKeys: 1 }),
        dependentSchemas: fc.dictionary(fc.constantFrom(...NAMES), schema, { maxKeys: 1 }),
      }),
      partial({
        allOf: fc.array(schema, { minLength: 1, maxLength: 2 }),
        anyOf: fc.array(schema, { minLength: 1, maxLength: 3 }),
      }),
      partial({ oneOf: fc.array(schema, { minLength: 1, maxLength: 3 }), not: schema }),
      // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema; nothing awaits it.
      partial({ if: schema, then: schema, else: schema }),
    ),
  };
});

function partial(members: Readonly<Record<string, fc.Arbitrary<unknown>>>): fc.Arbitrary<JsonObject> {
  const model = Object.fromEntries(Object.entries(members).map(([name, arbitrary]) => [name, optional(arbitrary)]));
  return fc.record(model).map(asJson);
}

/** Without undefined members, and with the prototype that parsed JSON has. */
function asJson(value: unknown): JsonObject {
  return JSON.parse(JSON.stringify(value));
}

const TREE: JsonObject = {
  type: "object",
  properties: { a: { $ref: "#/components/schemas/Tree" }, b: { type: "integer" } },
  additionalProperties: { anyOf: [{ $ref: "#/components/schemas/Tree" }, { type: "string" }] },
};

function oracle(schema: Json, tree: Json): (value: unknown) => boolean {
  const ajv = new Ajv2020({ strict: false, validateFormats: false, validateSchema: false });
  const validate = ajv.compile({ components: { schemas: { Tree: tree, Root: schema } }, $ref: "#/components/schemas/Root" });
  return (value) => validate(value);
}

const DROPPED: ReadonlySet<string> = new Set(["not", "if", "then", "else", "propertyNames", "maxContains"]);

function isOpen(values: readonly Json[]): boolean {
  return values.filter((value) => value !== null).length > 1 && values.some((value) => typeof value === "string");
}

/** Read data is checked less strictly: open enums, unknown keys, alternatives that may overlap. */
function loosened(schema: Json): Json {
  if (!isObject(schema)) return schema;
  const { oneOf, ...others } = schema;
  const rules = Object.entries(others).flatMap(([key, value]): [string, Json][] => {
    if (DROPPED.has(key) || (key === "additionalProperties" && value === false)) return [];
    if (key === "enum" && isList(value) && isOpen(value)) return [];
    if (["const", "enum", "required", "dependentRequired"].includes(key)) return [[key, value]];
    if (["properties", "patternProperties", "dependentSchemas"].includes(key) && isObject(value)) {
      return [[key, Object.fromEntries(Object.entries(value).map(([name, part]) => [name, loosened(part)]))]];
    }
    return [[key, isList(value) ? value.map(loosened) : loosened(value)]];
  });
  const rest = Object.fromEntries(rules);
  return isList(oneOf) ? { allOf: [rest, { anyOf: oneOf.map(loosened) }] } : rest;
}

test("a request is judged as Ajv judges it", async () => {
  await fc.assert(
    fc.asyncProperty(anySchema, fc.array(anyValue, { minLength: 8, maxLength: 8 }), async (schema, values) => {
      const { inputValidators } = await loadValidators(documentOf(schema, { Tree: TREE }));
      const accepts = oracle(schema, TREE);
      for (const value of values)
        expect([value, inputValidators["check"]?.({ body: value }).length === 0]).toEqual([value, accepts(value)]);
    }),
    { numRuns: 300, seed: 20261121 },
  );
});

test("a response is judged as Ajv judges the loosened schema", async () => {
  await fc.assert(
    fc.asyncProperty(anySchema, fc.array(anyValue, { minLength: 8, maxLength: 8 }), async (schema, values) => {
      const { outputValidators } = await loadValidators(documentOf(schema, { Tree: TREE }));
      const accepts = oracle(loosened(schema), loosened(TREE));
      for (const value of values)
        expect([value, outputValidators["check"]?.(value).length === 0]).toEqual([value, accepts(value)]);
    }),
    { numRuns: 300, seed: 20261122 },
  );
});
