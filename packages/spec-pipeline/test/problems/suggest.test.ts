import { expect, test } from "vitest";
import { suggest } from "../../src/problems/suggest.ts";

test.each([
  ["generat", "generate"],
  ["GENERATE", "generate"],
  ["chekc", "check"],
  ["profoudn", "profound"],
])("%s was meant as %s", (word, meant) => {
  expect(suggest(word, ["generate", "check", "mock", "profound"])).toBe(meant);
});

test.each(["", "x", "frobnicate"])("nothing is suggested for “%s”", (word) => {
  expect(suggest(word, ["generate", "check"])).toBeUndefined();
});
