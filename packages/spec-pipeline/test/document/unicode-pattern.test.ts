import { expect, test } from "vitest";
import { unicodePattern } from "../../src/document/unicode-pattern.ts";

test.each([
  [String.raw`^[a-z]+$`, String.raw`^[a-z]+$`],
  [String.raw`^[a-zA-Z0-9\-\_]`, String.raw`^[a-zA-Z0-9\-_]`],
  [String.raw`^\d{2}\-\d{2}\@x\.y$`, String.raw`^\d{2}-\d{2}@x\.y$`],
  [String.raw`\\_\"`, String.raw`\\_"`],
  [String.raw`[\w\-\ ]\-[a\-b]`, String.raw`[\w\- ]-[a\-b]`],
  [String.raw`^\p{L}+$`, String.raw`^\p{L}+$`],
  ["(", undefined],
  [String.raw`\k`, undefined],
])("%s is read as %s", (pattern, expected) => {
  expect(unicodePattern(pattern)).toBe(expected);
});
