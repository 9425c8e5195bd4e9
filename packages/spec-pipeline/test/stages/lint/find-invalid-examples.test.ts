import { createConfig, lintDocument } from "@redocly/openapi-core";
import { describe, expect, test } from "vitest";
import type { Json, JsonObject } from "../../../src/document/json.ts";
import { SealedResolver } from "../../../src/document/sealed-resolver.ts";
import { toRedoclyDocument } from "../../../src/document/to-redocly-document.ts";
import {
  EXAMPLE_RULES,
  findInvalidExamples,
  type ExampleRule,
  type ExampleRuleSettings,
} from "../../../src/stages/lint/find-invalid-examples.ts";

const SETTINGS = new Map<ExampleRule, ExampleRuleSettings>(
  Object.values(EXAMPLE_RULES).map((rule) => [rule, { severity: "warning", allowAdditionalProperties: false }]),
);

const SCHEMAS = {
  Animal: { type: "object", required: ["name"], properties: { name: { type: "string" } } },
  Dog: { allOf: [{ $ref: "#/components/schemas/Animal" }, { type: "object", properties: { barks: { type: "boolean" } } }] },
  Tree: { type: "object", properties: { children: { type: "array", items: { $ref: "#/components/schemas/Tree" } } } },
  Account: {
    type: "object",
    required: ["id", "secret"],
    properties: { id: { type: "integer", readOnly: true }, secret: { type: "string", writeOnly: true } },
  },
};

const ref = (name: keyof typeof SCHEMAS): JsonObject => ({ $ref: `#/components/schemas/${name}` });

function documentOf(requestBody: JsonObject, response: JsonObject, more: JsonObject = {}): JsonObject {
  return {
    openapi: "3.1.0",
    info: { title: "T", version: "1" },
    paths: {
      "/a": {
        post: {
          ...more,
          requestBody: { content: { "application/json": requestBody } },
          responses: { 200: { description: "Fine", content: { "application/json": response } } },
        },
      },
    },
    components: { schemas: SCHEMAS, examples: { shared: { value: { name: 5 } } } },
  };
}

const found = (document: JsonObject): readonly string[] =>
  findInvalidExamples(document, SETTINGS).map(({ pointer = "", message }) => `${pointer.replace(/^.*json\//, "")}: ${message}`);

/** Whether the general linter, by its own rules, finds anything in the same document. */
async function redoclyObjects(document: JsonObject): Promise<boolean> {
  const config = await createConfig({ rules: Object.fromEntries(Object.values(EXAMPLE_RULES).map((rule) => [rule, "warn"])) });
  const findings = await lintDocument({
    document: toRedoclyDocument(document),
    config,
    externalRefResolver: new SealedResolver(),
  });
  return findings.length > 0;
}

const RESPONSES: readonly (readonly [what: string, schema: Json, example: Json, found: readonly string[]])[] = [
  ["a value that fits", { type: "integer", minimum: 3 }, 3, []],
  [
    "a value of another type",
    { type: "integer" },
    "3",
    ['example: the example does not fit its schema: instance type "string" is invalid. Expected "integer"'],
  ],
  ["null where a union allows it", { anyOf: [{ type: "string" }, { type: "null" }] }, null, []],
  [
    "a value deep within",
    { type: "object", properties: { "a/b": { type: "array", items: { type: "string", enum: ["x"] } } } },
    { "a/b": ["x", "y"] },
    ['example/a~1b/1: the example does not fit its schema: instance does not match any of ["x"]'],
  ],
  [
    "a property that the schema does not name",
    ref("Animal"),
    { name: "Rex", nmae: "Rex" },
    ["example/nmae: the example does not fit its schema: the schema does not describe this value"],
  ],
  ["properties of each part", ref("Dog"), { name: "Rex", barks: true }, []],
  [
    "a property that no part names",
    ref("Dog"),
    { name: "Rex", meows: true },
    ["example/meows: the example does not fit its schema: the schema does not describe this value"],
  ],
  ["any property where the schema names none", { type: "object" }, { a: 1 }, []],
  ["any property where the schema says so", { ...SCHEMAS.Animal, additionalProperties: true }, { name: "Rex", a: 1 }, []],
  [
    "a property that is missing",
    ref("Animal"),
    {},
    ['example: the example does not fit its schema: instance does not have required property "name"'],
  ],
  [
    "a mistake below a schema that contains itself",
    ref("Tree"),
    { children: [{ children: [{}, { children: 1 }] }] },
    [
      'example/children/0/children/1/children: the example does not fit its schema: instance type "number" is invalid. Expected "array"',
    ],
  ],
  [
    "a value that fits no variant, without a word of each",
    { oneOf: [ref("Animal"), { type: "integer" }] },
    "Rex",
    ["example: the example does not fit its schema: instance does not match exactly one subschema (0 matches)"],
  ],
  [
    "a format",
    { type: "string", format: "uuid" },
    "1",
    ['example: the example does not fit its schema: string does not match format "uuid"'],
  ],
  ["a fraction that decimals can tell", { type: "number", multipleOf: 0.01 }, 19.99, []],
];

/** The general linter looks for no unknown property where the schema is an `allOf`, and divides in floating point. */
const LINTER_IS_WRONG: ReadonlySet<string> = new Set(["a property that no part names", "a fraction that decimals can tell"]);

describe("an example of a response", () => {
  test.each(RESPONSES)("%s", async (_, schema, example, expected) => {
    const document = documentOf({ schema: {} }, { schema, example });
    expect(found(document)).toEqual(expected);
  });

  test.each(RESPONSES)("%s: the general linter says the same", async (what, schema, example, expected) => {
    expect(await redoclyObjects(documentOf({ schema: {} }, { schema, example }))).toBe(
      expected.length > 0 !== LINTER_IS_WRONG.has(what),
    );
  });
});

describe("an example", () => {
  test("may lack a field that only the other side writes", () => {
    expect(found(documentOf({ schema: ref("Account"), example: { secret: "s" } }, { schema: {} }))).toEqual([]);
    expect(found(documentOf({ schema: {} }, { schema: ref("Account"), example: { id: 1 } }))).toEqual([]);
    expect(found(documentOf({ schema: ref("Account"), example: { id: 1 } }, { schema: {} }))).toEqual([
      'example: the example does not fit its schema: instance does not have required property "secret"',
    ]);
  });

  test("is found by name, in a component, of a parameter, and of a schema", () => {
    const examples = {
      one: { value: { name: 1 } },
      two: { $ref: "#/components/examples/shared" },
      three: { value: { name: "x" } },
    };
    const parameters = [
      { name: "limit", in: "query", example: "ten", schema: { type: "integer", examples: [1, "two"] } },
      { name: "page", in: "query", examples: { none: { value: null } }, schema: { type: "integer", example: 4 } },
    ];
    const document = documentOf({ schema: ref("Animal"), examples }, { schema: {} }, { parameters });
    expect(findInvalidExamples(document, SETTINGS).map(({ rule, pointer }) => [rule, pointer])).toEqual([
      ["no-invalid-schema-examples", "#/paths/~1a/post/parameters/0/schema/examples/1"],
      ["no-invalid-parameter-examples", "#/paths/~1a/post/parameters/0/example"],
      ["no-invalid-parameter-examples", "#/paths/~1a/post/parameters/1/examples/none/value"],
      ["no-invalid-media-type-examples", "#/paths/~1a/post/requestBody/content/application~1json/examples/one/value/name"],
      ["no-invalid-media-type-examples", "#/components/examples/shared/value/name"],
    ]);
  });

  test("is not checked if its rule is off, and may have more fields if the rule allows it", () => {
    const document = documentOf({ schema: {} }, { schema: ref("Animal"), example: { name: "Rex", a: 1 } });
    expect(findInvalidExamples(document, new Map())).toEqual([]);
    const lenient = new Map<ExampleRule, ExampleRuleSettings>([
      ["no-invalid-media-type-examples", { severity: "error", allowAdditionalProperties: true }],
    ]);
    expect(findInvalidExamples(document, lenient)).toEqual([]);
  });

  test("of a schema with an unreadable pattern is a finding, and no exception", () => {
    const document = documentOf({ schema: {} }, { schema: { type: "string", pattern: "(" }, example: "a" });
    expect(found(document)).toEqual([expect.stringContaining("it cannot be checked: Invalid regular expression")]);
  });
});
