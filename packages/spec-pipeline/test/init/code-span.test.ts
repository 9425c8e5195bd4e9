import { marked } from "marked";
import { expect, test } from "vitest";
import { codeSpan } from "../../src/init/code-span.ts";

test.each([
  ["api_key", "`api_key`"],
  ["a`b", "``a`b``"],
  ["`", "`` ` ``"],
  ["a```b``", "````  a```b``  ````".replaceAll("  ", " ")],
  ["a\nb\u202ec", "`a b c`"],
  ["", "`  `"],
])("%j is shut in", (text, span) => {
  expect(codeSpan(text)).toBe(span);
  expect(marked.lexer(`of ${span} here`)[0]).toMatchObject({
    tokens: [{ type: "text" }, { type: "codespan" }, { type: "text" }],
  });
});

test("a long text is cut", () => {
  expect(codeSpan("a".repeat(100))).toHaveLength(82);
});
