/* oxlint-disable unicorn/no-thenable -- `then` is a keyword of JSON Schema, and nothing awaits these. */
import { expect, test } from "vitest";
import type { Bump } from "../../src/diff/policy.ts";
import type { JsonObject } from "../../src/document/json.ts";
import { compareDocuments } from "./compare-documents.ts";

function documentOf(schema: JsonObject, way: "read" | "sent", openapi = "3.1.0"): JsonObject {
  const content = {
    content: { "application/json": { schema: { type: "object", required: ["field"], properties: { field: schema } } } },
  };
  const operation = {
    operationId: "post",
    ...(way === "sent" ? { requestBody: content } : {}),
    responses: { "200": { description: "Done.", ...(way === "read" ? content : {}) } },
  };
  return {
    openapi,
    info: { title: "T", version: "1" },
    paths: { "/": { post: operation } },
    components: {
      schemas: { C: { type: "object", properties: { id: { type: "string" } } }, E: { type: "string", enum: ["a", "b"] } },
    },
  };
}

type Equal = readonly [JsonObject, JsonObject, version?: string];
type Other = readonly [before: JsonObject, after: JsonObject, sent: Bump, read: Bump, version?: string];

/** Both schemas allow the same values. */
const EQUAL: readonly Equal[] = [
  [
    { type: "integer", minimum: 1 },
    { type: "integer", exclusiveMinimum: 0 },
  ],
  [
    { type: "integer", minimum: 0.5 },
    { type: "integer", minimum: 1 },
  ],
  [
    { type: "integer", maximum: 10 },
    { type: "integer", exclusiveMaximum: 11 },
  ],
  [
    { type: "integer", maximum: 10.5 },
    { type: "integer", maximum: 10 },
  ],
  [
    { type: "integer", exclusiveMinimum: 0.5 },
    { type: "integer", minimum: 1 },
  ],
  [{ type: "number", multipleOf: 1 }, { type: "integer" }],
  [
    { type: "number", multipleOf: 2 },
    { type: "integer", multipleOf: 2 },
  ],
  [
    { type: "number", multipleOf: 1, exclusiveMinimum: 0 },
    { type: "integer", minimum: 1 },
  ],
  [{ type: "integer", multipleOf: 1 }, { type: "integer" }],
  [{ type: "integer", multipleOf: 0.5 }, { type: "integer" }],
  [{ type: "integer", minimum: 0, exclusiveMinimum: true }, { type: "integer", minimum: 1 }, "3.0.3"],
  [{ type: "number", minimum: 0, exclusiveMinimum: false }, { type: "number", minimum: 0 }, "3.0.3"],
  [{ type: "number", exclusiveMaximum: false }, { type: "number" }, "3.0.3"],
  [{ type: "number", exclusiveMinimum: true }, { type: "number" }, "3.0.3"],
  [{ type: "string", minLength: 0 }, { type: "string" }],
  [
    { type: "array", items: { type: "string" }, minItems: 0 },
    { type: "array", items: { type: "string" } },
  ],
  [
    { type: "object", properties: { a: { type: "string" } }, minProperties: 0 },
    { type: "object", properties: { a: { type: "string" } } },
  ],
  [
    { type: "object", properties: { a: { type: "string" } }, required: [] },
    { type: "object", properties: { a: { type: "string" } } },
  ],
  [
    { type: "object", properties: { a: { type: "string" } }, required: ["a", "a"] },
    { type: "object", properties: { a: { type: "string" } }, required: ["a"] },
  ],
  [
    { type: "object", properties: { a: { type: "string" } }, additionalProperties: true },
    { type: "object", properties: { a: { type: "string" } } },
  ],
  [
    { type: "object", properties: { a: { type: "string" } }, additionalProperties: {} },
    { type: "object", properties: { a: { type: "string" } } },
  ],
  [
    { type: "object", properties: { a: { type: "string" } }, additionalProperties: { "x-y": 1 } },
    { type: "object", properties: { a: { type: "string" } } },
  ],
  [
    { type: "object", properties: { a: { type: "string" } }, unevaluatedProperties: true },
    { type: "object", properties: { a: { type: "string" } } },
  ],
  [
    { type: "object", properties: { a: { type: "string" } }, unevaluatedProperties: {} },
    { type: "object", properties: { a: { type: "string" } } },
  ],
  [
    { type: "object", properties: { a: { type: "string" } }, unevaluatedProperties: false },
    { type: "object", properties: { a: { type: "string" } }, additionalProperties: false },
  ],
  [{ type: "array", items: {} }, { type: "array" }],
  [{ type: "array", items: true }, { type: "array" }],
  [{ type: "array", items: { "x-a": 1 } }, { type: "array" }],
  [
    { type: "string", pattern: "^a.*$" },
    { type: "string", pattern: "^a" },
  ],
  [
    { type: "string", pattern: "^.*a$" },
    { type: "string", pattern: "a$" },
  ],
  [{ type: "string", pattern: ".*" }, { type: "string" }],
  [{ type: "string", pattern: "^.*$" }, { type: "string" }],
  [{ type: "string", pattern: "" }, { type: "string" }],
  [
    { type: "string", pattern: "^\\d+$" },
    { type: "string", pattern: "^[0-9]+$" },
  ],
  [
    { type: "string", pattern: "^\\w+$" },
    { type: "string", pattern: "^[a-zA-Z0-9_]+$" },
  ],
  [
    { type: "string", pattern: "^[a-zA-Z0-9]+$" },
    { type: "string", pattern: "^[0-9A-Za-z]+$" },
  ],
  [
    { type: "string", pattern: "^a\\-b$" },
    { type: "string", pattern: "^a-b$" },
  ],
  [
    { type: "string", pattern: "^\\/a" },
    { type: "string", pattern: "^/a" },
  ],
  [
    { type: "string", pattern: "^a[.]b$" },
    { type: "string", pattern: "^a\\.b$" },
  ],
  [
    { type: "string", pattern: "^(?:a|b)$" },
    { type: "string", pattern: "^(a|b)$" },
  ],
  [
    { type: "string", pattern: "^a{1,}$" },
    { type: "string", pattern: "^a+$" },
  ],
  [
    { type: "string", pattern: "^a{0,1}$" },
    { type: "string", pattern: "^a?$" },
  ],
  [
    { type: "string", pattern: "^\\u0041$" },
    { type: "string", pattern: "^A$" },
  ],
  [{ type: ["string", "null"], enum: ["a", null] }, { enum: ["a", null] }],
  [{ type: "string", nullable: true, enum: ["a", "b", null] }, { type: "string", nullable: true, enum: ["a", "b"] }, "3.0.3"],
  [{ const: null }, { type: "null" }],
  [{ enum: [null] }, { type: "null" }],
  [{ type: ["null"] }, { type: "null" }],
  [{ anyOf: [{ type: "string" }, { const: null }] }, { type: ["string", "null"] }],
  [{ type: ["string"] }, { type: "string" }],
  [{ type: ["string", "null"], default: null }, { type: ["string", "null"] }],
  [{ type: "string", nullable: true, default: null }, { type: "string", nullable: true }, "3.0.3"],
  [
    { type: "array", items: { type: "string" }, uniqueItems: false },
    { type: "array", items: { type: "string" } },
  ],
  [{ type: "string", readOnly: false, deprecated: false, nullable: false }, { type: "string" }, "3.0.3"],
  [
    { type: "array", contains: { type: "string" }, minContains: 1 },
    { type: "array", contains: { type: "string" } },
  ],
  [{ type: "array", minContains: 2 }, { type: "array" }],
  [{ type: "array", contains: { type: "string" }, minContains: 0 }, { type: "array" }],
  [
    { type: "object", properties: { a: { type: "string" } }, dependentRequired: {} },
    { type: "object", properties: { a: { type: "string" } } },
  ],
  [
    { type: "object", properties: { a: { type: "string" } }, dependentRequired: { a: [] } },
    { type: "object", properties: { a: { type: "string" } } },
  ],
  [
    { type: "object", properties: { a: { type: "string" } }, dependentSchemas: {} },
    { type: "object", properties: { a: { type: "string" } } },
  ],
  [
    { type: "object", properties: { a: { type: "string" } }, patternProperties: {} },
    { type: "object", properties: { a: { type: "string" } } },
  ],
  [{ type: "object", properties: {} }, { type: "object" }],
  [{ type: "string", not: false }, { type: "string" }],
  [{ type: "string", allOf: [] }, { type: "string" }],
  [{ type: "string", allOf: [{}] }, { type: "string" }],
  [{ type: "string", allOf: [true] }, { type: "string" }],
  [{ type: "string", anyOf: [{}] }, { type: "string" }],
  [{ type: "string", if: { minLength: 1 } }, { type: "string" }],
  [{ type: "string", then: { minLength: 1 } }, { type: "string" }],
  [{ type: "string", if: { minLength: 1 }, then: {}, else: true }, { type: "string" }],
  [
    { type: "object", properties: { a: { type: "string" } }, propertyNames: {} },
    { type: "object", properties: { a: { type: "string" } } },
  ],
  [
    { type: "object", properties: { a: { type: "string" } }, propertyNames: { type: "string" } },
    { type: "object", properties: { a: { type: "string" } } },
  ],
  [
    { type: "string", enum: ["a", "b"], maxLength: 5 },
    { type: "string", enum: ["a", "b"] },
  ],
  [
    { type: "string", enum: ["a", "b"], pattern: "^[ab]$" },
    { type: "string", enum: ["a", "b"] },
  ],
  [
    { type: "integer", enum: [1, 2], minimum: 0 },
    { type: "integer", enum: [1, 2] },
  ],
  [
    { type: "integer", enum: [1, 2], format: "int32" },
    { type: "integer", enum: [1, 2] },
  ],
  [{ type: "boolean", enum: [true, false] }, { type: "boolean" }],
  [
    { type: "object", properties: { a: { type: "string" } }, required: ["a"], minProperties: 1 },
    { type: "object", properties: { a: { type: "string" } }, required: ["a"] },
  ],
  [
    { type: "number", minimum: 3, exclusiveMinimum: 5 },
    { type: "number", exclusiveMinimum: 5 },
  ],
  [{ anyOf: [{ type: "string" }, { type: "string" }] }, { type: "string" }],
  [{ anyOf: [{ $ref: "#/components/schemas/C" }, { $ref: "#/components/schemas/C" }] }, { $ref: "#/components/schemas/C" }],
  [{ $ref: "#/components/schemas/E" }, { type: "string", enum: ["b", "a"] }],
  [
    { anyOf: [{ allOf: [{ $ref: "#/components/schemas/C" }] }, { type: "null" }] },
    { oneOf: [{ type: "null" }, { $ref: "#/components/schemas/C" }] },
  ],
  [{ type: "boolean", format: "int32" }, { type: "boolean" }],
  [{ type: "string", maxItems: 1 }, { type: "string" }],
  [
    { type: "array", prefixItems: [], items: { type: "string" } },
    { type: "array", items: { type: "string" } },
  ],
  [{ type: ["string", "number", "boolean", "object", "array", "null"] }, {}],
  [{ type: ["string", "number", "integer", "boolean", "object", "array", "null"] }, {}],
  [
    {
      anyOf: [
        { type: "string" },
        { type: "number" },
        { type: "boolean" },
        { type: "object" },
        { type: "array" },
        { type: "null" },
      ],
    },
    {},
  ],
  [
    { type: "object", properties: { a: { type: "string" } }, discriminator: { propertyName: "a" } },
    { type: "object", properties: { a: { type: "string" } } },
  ],
  [{ type: "string", $comment: "a" }, { type: "string" }],
  [
    { anyOf: [{ $ref: "#/components/schemas/C" }, { nullable: true }] },
    { allOf: [{ $ref: "#/components/schemas/C" }], nullable: true },
    "3.0.3",
  ],
];

test.each(EQUAL.map((pair) => ({ pair })))("$pair.0 is $pair.1", ({ pair: [left, right, version] }) => {
  for (const way of ["sent", "read"] as const) {
    for (const [before, after] of [
      [left, right],
      [right, left],
    ] as const) {
      expect([way, compareDocuments(documentOf(before, way, version), documentOf(after, way, version))]).toEqual([
        way,
        { bump: "none", changes: [] },
      ]);
    }
  }
});

/** The schemas allow different values: the bump if the value is sent, and if it is read. */
const OTHERS: readonly Other[] = [
  [{ type: "integer", minimum: 1 }, { type: "integer", minimum: 2 }, "major", "patch"],
  [{ type: "integer", minimum: 1 }, { type: "integer", exclusiveMinimum: 1 }, "major", "patch"],
  [{ type: "integer", exclusiveMinimum: 0 }, { type: "integer", minimum: 0 }, "minor", "major"],
  [{ type: "number", exclusiveMinimum: 0 }, { type: "number", minimum: 1 }, "major", "patch"],
  [{ type: "number", minimum: 1 }, { type: "number", exclusiveMinimum: 0 }, "minor", "major"],
  [{ type: "number", minimum: 0 }, { type: "number", minimum: 0, exclusiveMinimum: true }, "major", "patch", "3.0.3"],
  [{ type: "number", minimum: 0, exclusiveMinimum: true }, { type: "number", minimum: 0 }, "minor", "major", "3.0.3"],
  [{ type: "number", multipleOf: 1 }, { type: "number", multipleOf: 2 }, "major", "patch"],
  [{ type: "number", multipleOf: 2 }, { type: "number", multipleOf: 1 }, "minor", "major"],
  [{ type: "number" }, { type: "number", multipleOf: 1 }, "major", "minor"],
  [{ type: "number" }, { type: "integer" }, "major", "minor"],
  [{ type: "number", multipleOf: 0.1 }, { type: "number" }, "minor", "major"],
  [{ type: "number", maximum: 5 }, { type: "number" }, "minor", "major"],
  [{ type: "string", minLength: 0 }, { type: "string", minLength: 1 }, "major", "patch"],
  [
    { type: "array", items: { type: "string" }, minItems: 1 },
    { type: "array", items: { type: "string" }, minItems: 0 },
    "minor",
    "major",
  ],
  [
    { type: "object", properties: { a: { type: "string" } }, required: [] },
    { type: "object", properties: { a: { type: "string" } }, required: ["a"] },
    "major",
    "minor",
  ],
  [
    { type: "object", properties: { a: { type: "string" } }, additionalProperties: true },
    { type: "object", properties: { a: { type: "string" } }, additionalProperties: false },
    "major",
    "minor",
  ],
  [
    { type: "object", properties: { a: { type: "string" } }, additionalProperties: true },
    { type: "object", properties: { a: { type: "string" } }, additionalProperties: { type: "string" } },
    "major",
    "minor",
  ],
  [
    { type: "object", properties: { a: { type: "string" } }, unevaluatedProperties: true },
    { type: "object", properties: { a: { type: "string" } }, unevaluatedProperties: false },
    "major",
    "minor",
  ],
  [{ type: "string", pattern: "^a" }, { type: "string", pattern: "^b" }, "major", "major"],
  [{ type: "string", pattern: "^a.+$" }, { type: "string", pattern: "^a" }, "major", "major"],
  [{ type: "string", pattern: "^\\d$" }, { type: "string", pattern: "^\\w$" }, "major", "major"],
  [{ type: "string", pattern: "^a.b$" }, { type: "string", pattern: "^a\\.b$" }, "major", "major"],
  [{ type: "string", pattern: ".*" }, { type: "string", pattern: ".+" }, "major", "patch"],
  [{ enum: ["a", null] }, { enum: ["a"] }, "major", "minor"],
  [{ type: "string", enum: ["a", "b"] }, { type: ["string", "null"], enum: ["a", "b", null] }, "minor", "major"],
  [{ type: "string", nullable: true, enum: ["a", null] }, { type: "string", enum: ["a"] }, "major", "minor", "3.0.3"],
  [{ const: null }, { type: "string" }, "major", "major"],
  [{ type: "null" }, { type: ["string", "null"] }, "minor", "major"],
  [{ type: ["string", "null"], default: null }, { type: ["string", "null"], default: "a" }, "minor", "patch"],
  [{ type: ["string", "null"], default: "a" }, { type: ["string", "null"], default: null }, "minor", "patch"],
  [{ type: "string", enum: ["a", "bb"] }, { type: "string", enum: ["a", "bb"], maxLength: 1 }, "major", "minor"],
  [{ type: "string", enum: ["a", "b"] }, { type: "string", minLength: 1 }, "minor", "minor"],
  [{ type: "string", minLength: 1 }, { type: "string", enum: ["a", "b"] }, "major", "minor"],
  [{ type: "string", maxLength: 3 }, { type: "string", enum: ["abcd", "a"] }, "major", "major"],
  [{ type: "string", enum: ["ab", "b"] }, { type: "string", maxLength: 1 }, "major", "minor"],
  [
    { type: "array", items: { type: "string" } },
    { type: "array", items: { type: "string" }, uniqueItems: true },
    "major",
    "patch",
  ],
  [{ type: "array" }, { type: "array", contains: { type: "string" } }, "major", "patch"],
  [
    { type: "array", contains: { type: "string" } },
    { type: "array", contains: { type: "string" }, minContains: 2 },
    "major",
    "patch",
  ],
  [
    { type: "object", properties: { a: { type: "string" } } },
    { type: "object", properties: { a: { type: "string" } }, dependentRequired: { a: ["b"] } },
    "major",
    "patch",
  ],
  [{ type: "string" }, { type: "string", not: { const: "x" } }, "major", "patch"],
  [{ type: "string" }, { type: "string", if: { minLength: 3 }, then: { pattern: "^a" } }, "major", "patch"],
  [{ type: "array", items: {} }, { type: "array", items: { type: "string" } }, "major", "minor"],
  [
    { type: "object", properties: { a: { type: "string" } }, required: ["a"], minProperties: 1 },
    { type: "object", properties: { a: { type: "string" } }, required: ["a"], minProperties: 2 },
    "major",
    "patch",
  ],
  [{}, { type: ["string", "number", "boolean", "object", "array"] }, "major", "minor"],
];

test.each(OTHERS.map((pair) => ({ pair })))("$pair.0 is not $pair.1", ({ pair: [before, after, sent, read, version] }) => {
  expect(compareDocuments(documentOf(before, "sent", version), documentOf(after, "sent", version))).toMatchObject({ bump: sent });
  expect(compareDocuments(documentOf(before, "read", version), documentOf(after, "read", version))).toMatchObject({ bump: read });
});
