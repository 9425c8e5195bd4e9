import { expect, test } from "vitest";
import { jsonText } from "../../src/print/json-text.ts";

test("a program reads the value, a person sees every character", () => {
  const value = { "a\u202e": ["\u200b\u2028\u001b", "é"] };
  expect(JSON.parse(jsonText(value))).toEqual(value);
  expect(jsonText(value)).toBe(String.raw`{
  "a\u202e": [
    "\u200b\u2028\u001b",
    "é"
  ]
}
`);
});
