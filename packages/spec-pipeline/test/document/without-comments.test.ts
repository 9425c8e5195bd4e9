import { expect, test } from "vitest";
import { growthOf, LINEAR } from "../../../../test/growth-of.ts";
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

test.each([",    ", "/*", '"', String.raw`\"`, "//", "/* */", "/*\n"])(
  "many %j take a time that grows with them",
  async (part) => {
    expect(await growthOf((count) => `{${part.repeat(count)}`, withoutComments, 50_000)).toBeLessThan(LINEAR);
  },
);
