import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import type { JsonObject } from "../../src/document/json.ts";
import { formSchema } from "../../src/model/form-schema.ts";
import { readParamRule, type ParamRule } from "../../src/model/param-rule.ts";

const document: JsonObject = {
  components: {
    schemas: {
      Pet: { type: "object", properties: { name: { type: "string" }, id: { type: "string", readOnly: true }, tag: {} } },
      Named: { allOf: [{ $ref: "#/components/schemas/Pet" }, { required: ["name"] }] },
    },
  },
};
const pet = { $ref: "#/components/schemas/Pet" };

test.each<readonly [sentence: string, schema: JsonObject, required: readonly string[] | undefined]>([
  ["in a part beside a reference", { allOf: [pet, { required: ["name"] }] }, ["name"]],
  ["beside a reference", { ...pet, required: ["name"] }, ["name"]],
  ["around the parts", { allOf: [pet], required: ["tag"] }, ["tag"]],
  ["in a component and around it", { allOf: [{ $ref: "#/components/schemas/Named" }, { required: ["tag"] }] }, ["name", "tag"]],
  ["in each of several variants", { ...pet, anyOf: [{ required: ["name", "tag"] }, { required: ["name"] }] }, ["name"]],
  ["and nowhere, where the server writes it", { allOf: [pet, { required: ["id", "name"] }] }, ["name"]],
  ["and nowhere, where a variant needs it alone", { ...pet, oneOf: [{ required: ["name"] }, { required: ["tag"] }] }, []],
  ["of an object with other keys", { type: "object", required: ["any"], additionalProperties: { type: "string" } }, ["any"]],
])("a name of another part is required %s", (_, schema, required) => {
  expect(readParamRule(document, schema).required).toEqual(required);
});

test("a value that may have the headers of a part around it is not looked into", () => {
  const schema = { type: "object", properties: { meta: pet, tag: pet } };
  const part = { contentType: undefined, headers: [{ name: "X-Hash", required: false }] };
  const rule = readParamRule(document, formSchema(document, schema, new Map([["meta", part]])));
  expect(rule.properties?.["meta"]).toEqual({});
  expect(rule.properties?.["tag"]?.types).toEqual(["object"]);
});

const RUNTIME = pathToFileURL(join(import.meta.dirname, "../../../client-runtime/src/check-params.ts")).href;
const { checkParams }: { readonly checkParams: (rule: ParamRule, value: unknown) => void } = await import(RUNTIME);

/** Whether a rule lets a value pass, by the runtime's own check. */
function passes(schema: JsonObject, value: unknown): boolean {
  try {
    checkParams(readParamRule(document, schema), value);
    return true;
  } catch {
    return false;
  }
}

test("bytes in JSON are text, so that a file there is refused", () => {
  const file = { type: "string", format: "binary" };
  const schema = {
    type: "object",
    properties: { file, files: { type: "array", items: file }, image: { ...file, contentMediaType: "image/png" } },
  };
  expect(passes(schema, { file: "aGk=", files: ["aGk="], image: "aGk=" })).toBe(true);
  for (const body of [{ file: new Blob() }, { files: [new Uint8Array()] }, { image: new File([], "a") }])
    expect(passes(schema, body)).toBe(false);
});

const closed: JsonObject = { type: "object", properties: { name: { type: "string" } } };

test.each<readonly [sentence: string, schema: JsonObject, value: object]>([
  ["by unevaluatedProperties", { ...closed, unevaluatedProperties: {} }, { name: "x", more: 1 }],
  ["by unevaluatedProperties around its parts", { allOf: [closed], unevaluatedProperties: { type: "integer" } }, { more: 1 }],
  [
    "by additionalProperties beside closed parts",
    { allOf: [closed, { additionalProperties: true, properties: {} }] },
    { more: 1 },
  ],
  ["by patternProperties beside closed parts", { allOf: [closed, { patternProperties: { "^x-": {} } }] }, { "x-more": 1 }],
  [
    "by one of its variants",
    { anyOf: [closed, { type: "object", properties: { a: {} }, additionalProperties: {} }] },
    { more: 1 },
  ],
  [
    "by a variant that takes the other's name for another value",
    { anyOf: [closed, { type: "object", properties: { a: {} }, additionalProperties: { type: "integer" } }] },
    { name: 1 },
  ],
  [
    "by a variant of any object",
    { anyOf: [{ type: "object", additionalProperties: { type: "integer" } }, { type: "object" }] },
    { a: "x" },
  ],
  [
    "by a discriminator",
    { oneOf: [closed, { type: "object", properties: { a: {} } }], discriminator: { propertyName: "kind" } },
    { kind: "cat", name: "x" },
  ],
  [
    "as deep as no rule looks",
    nested(6, { type: "object", properties: { a: {} }, additionalProperties: { type: "string" } }),
    nestedValue(6, { b: "x" }),
  ],
])("a name that a schema takes %s passes", (_, schema, value) => {
  expect(passes(schema, value)).toBe(true);
});

test.each<readonly [sentence: string, schema: JsonObject, value: object]>([
  ["of a closed object", closed, { more: 1 }],
  ["that no variant has", { anyOf: [closed, { type: "object", properties: { a: {} } }] }, { more: 1 }],
  ["with a value that other keys do not have", { ...closed, unevaluatedProperties: { type: "integer" } }, { more: "x" }],
])("a name %s is refused", (_, schema, value) => {
  expect(passes(schema, value)).toBe(false);
});

function nested(levels: number, schema: JsonObject): JsonObject {
  return levels === 0 ? schema : { type: "object", properties: { in: nested(levels - 1, schema) } };
}

function nestedValue(levels: number, value: object): object {
  return levels === 0 ? value : { in: nestedValue(levels - 1, value) };
}
