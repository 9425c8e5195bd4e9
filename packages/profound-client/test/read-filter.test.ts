import * as fc from "fast-check";
import { expect, test } from "vitest";
import { readFilter } from "../src/read-filter.ts";

const leaf = (field: string, op: string, value?: unknown) => ({ field, op, ...(value === undefined ? {} : { value }) });

test.each([
  ["domain contains example", leaf("domain", "contains", "example")],
  [
    "domain contains example and model is ChatGPT",
    { and: [leaf("domain", "contains", "example"), leaf("model", "is", "ChatGPT")] },
  ],
  ['model is "Google Gemini"', leaf("model", "is", "Google Gemini")],
  [String.raw`topic is 'it\'s'`, leaf("topic", "is", "it's")],
  ["model in (ChatGPT, Claude)", leaf("model", "in", ["ChatGPT", "Claude"])],
  ["model not in ChatGPT,Claude", leaf("model", "not_in", ["ChatGPT", "Claude"])],
  ["domain not contains example", leaf("domain", "not_contains", "example")],
  ["domain is not example.com", leaf("domain", "not_is", "example.com")],
  ["page is https://example.com/a?b=c", leaf("page", "is", "https://example.com/a?b=c")],
  ["persona exists", leaf("persona", "exists")],
  ["not persona exists", { not: leaf("persona", "exists") }],
  [
    "model is a or model is b and model is c",
    { or: [leaf("model", "is", "a"), { and: [leaf("model", "is", "b"), leaf("model", "is", "c")] }] },
  ],
  [
    "(model is a or model is b) AND topic is c",
    { and: [{ or: [leaf("model", "is", "a"), leaf("model", "is", "b")] }, leaf("topic", "is", "c")] },
  ],
])("%s", (text, tree) => {
  expect(readFilter(text)).toEqual(tree);
});

test.each([
  ["", "at the end: a field (model, topic"],
  ["domian contains x", "at column 1, “domian”: a field (model"],
  ["domain iz x", "at column 8, “iz”: an operator of domain (is, in"],
  ["analysis_type contains x", "an operator of analysis_type (is, in, not_is, not_in)"],
  ["model is Google Gemini", 'at column 17, “Gemini”: and, or, or the end; a value of several words has quotes: "Google Gemini"'],
  ["model is", "at the end: a value for model is is expected"],
  ['model is "open', 'at column 10, “"”: this quote is not closed'],
  ["(model is a", "at the end: and, or, or ) is expected"],
  ["model is a)", "at column 11, “)”: and, or, or the end"],
  ["model in (a b)", "at column 13, “b”: , or ) is expected"],
  ["model is a and", "at the end: a field"],
])("“%s” is refused with its place", (text, message) => {
  expect(() => readFilter(text)).toThrow(message);
});

/** The error of a filter that is refused. */
function failureOf(text: string): unknown {
  try {
    return void readFilter(text);
  } catch (error) {
    return error;
  }
}

test("every text is read, or refused with a place", () => {
  const words = fc.constantFrom(
    "model",
    "is",
    "not",
    "and",
    "or",
    "(",
    ")",
    "in",
    ",",
    '"',
    "'",
    "a",
    " ",
    "=",
    "!=",
    "exists",
    "\\",
  );
  const parts = fc.array(fc.oneof(words, fc.string({ unit: "binary", maxLength: 4 })), { maxLength: 12 });
  fc.assert(
    fc.property(parts, (given) => {
      const error = failureOf(given.join(" "));
      expect(error === undefined || (error instanceof SyntaxError && /^at (column \d+|the end)/.test(error.message))).toBe(true);
    }),
    { numRuns: 2000, seed: 20261129 },
  );
});
