import { expect, test } from "vitest";
import { withoutComments } from "../../src/document/without-comments.ts";

test.each([
  ['{ "a": 1 } // end', '{ "a": 1 }       '],
  ['// a\n{ /* b\n */ "a": [1, 2,], }', '    \n{     \n    "a": [1, 2 ]  }'],
  ['{ "a": "// b", "c": "/* d */ , ]", "e": "\\"// f" }', '{ "a": "// b", "c": "/* d */ , ]", "e": "\\"// f" }'],
  ['{ "a": 1 } /* open', '{ "a": 1 }        '],
  ["a: 1 // b\n", "a: 1 // b\n"],
  ["", ""],
])("%j becomes %j, with everything in its place", (text, expected) => {
  expect(withoutComments(text)).toBe(expected);
});

test.each([",    ", "/*", '"', String.raw`\"`, "//", "/* */", "/*\n"])("many %j take a time that grows with them", (part) => {
  const startMs = performance.now();
  withoutComments(`{${part.repeat(100_000)}`);
  expect(performance.now() - startMs).toBeLessThan(2000);
});
