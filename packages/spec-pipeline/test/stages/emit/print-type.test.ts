import { describe, expect, test } from "vitest";
import type { CanonicalSchema } from "../../../src/model/canonical-schema.ts";
import { describeWords, printType } from "../../../src/stages/emit/print-type.ts";

const string: CanonicalSchema = { form: "string" };
const number: CanonicalSchema = { form: "number" };
const pet: CanonicalSchema = { form: "component", name: "a/b" };
const either: CanonicalSchema = { form: "union", parts: [string, number] };
const both: CanonicalSchema = { form: "intersection", parts: [pet, { form: "record" }] };
const objectOf = (name: string, schema: CanonicalSchema, required = true): CanonicalSchema => ({
  form: "object",
  properties: [{ name, required, schema }],
});

describe("a type", () => {
  test.each<[string, CanonicalSchema]>([
    ["unknown", { form: "unknown" }],
    ["never", { form: "never" }],
    ["Record<string, unknown>", { form: "record" }],
    ["Record<string, never>", { form: "empty" }],
    ['components["schemas"]["a/b"]', pet],
    ["string[]", { form: "list", items: string }],
    ["(string | number)[]", { form: "list", items: either }],
    ['(components["schemas"]["a/b"] & Record<string, unknown>)[]', { form: "list", items: both }],
    ['components["schemas"]["a/b"] & (string | number)', { form: "intersection", parts: [pet, either] }],
    [
      '(components["schemas"]["a/b"] & Record<string, unknown>) | string | number',
      { form: "union", parts: [both, either, string] },
    ],
  ])("is written as %s", (text, schema) => {
    expect(printType(schema)).toBe(text);
  });

  test("of an object has one property a line, and an optional one may be undefined", () => {
    const schema: CanonicalSchema = {
      form: "object",
      properties: [
        { name: "a-b", required: true, schema: { ...string, words: { text: "One.\nTwo.", deprecated: true } } },
        { name: "c", required: false, schema: both },
        { name: "__proto__", required: false, schema: { form: "unknown" } },
      ],
      index: either,
    };
    expect(printType(schema).split("\n")).toEqual([
      "{",
      "    /**",
      "     * One.",
      "     * Two.",
      "     * @deprecated",
      "     */",
      '    "a-b": string;',
      "    /** Not described. */",
      '    c?: (components["schemas"]["a/b"] & Record<string, unknown>) | undefined;',
      "    /** Not described. */",
      "    __proto__?: unknown;",
      "} & {",
      "    [key: string]: string | number;",
      "}",
    ]);
    expect(printType({ form: "list", items: schema })).toMatch(/^\(\{[^]*\}\)\[\]$/);
  });

  test("of an object in an object is moved to the right, and its texts are not", () => {
    const inner = objectOf("b", { form: "values", values: ["x\ny"], open: false });
    expect(printType(objectOf("a", inner))).toBe(
      '{\n    /** Not described. */\n    a: {\n        /** Not described. */\n        b: "x\\ny";\n    };\n}',
    );
  });

  test("of a list with known places has them first, with those that may be missing marked", () => {
    const rest: CanonicalSchema = { form: "never" };
    expect(printType({ form: "tuple", first: [string, either], required: 1, rest })).toBe(
      "[\n    string,\n    (string | number)?\n]",
    );
    expect(printType({ form: "tuple", first: [string], required: 1, rest: either })).toBe(
      "[\n    string,\n    ...(string | number)[]\n]",
    );
  });

  test("of values has each as a literal, and any other where it is open", () => {
    const values = ["a", 'b"', -1.5, true, null, [1, []], { k: "v" }, Number.POSITIVE_INFINITY];
    expect(printType({ form: "values", values, open: false })).toBe(
      String.raw`"a" | "b\"" | -1.5 | true | null | [1, never[]] | {` + '\n    k: "v";\n} | number',
    );
    expect(printType({ form: "values", values: ["a", 1], open: true })).toBe('"a" | 1 | (string & {}) | (number & {})');
  });

  test("that is nested deep is printed in time that grows with it", () => {
    let schema: CanonicalSchema = string;
    for (let depth = 0; depth < 60; depth += 1) schema = { form: "list", items: { form: "union", parts: [schema, number] } };
    expect(printType(schema)).toHaveLength(6 + 60 * "( | number)[]".length);
  });
});

test("a schema's words are a comment's text and tags", () => {
  expect(describeWords({ text: "Text.", format: "uuid", deprecated: true, default: { a: 1 }, examples: ["x", [1]] })).toEqual([
    "Text.",
    "Format: uuid",
    { tag: "deprecated", text: "" },
    { tag: "default", text: '{\n  "a": 1\n}' },
    { tag: "example", text: "x" },
    { tag: "example", text: "[\n  1\n]" },
  ]);
  expect(describeWords()).toEqual([]);
});
