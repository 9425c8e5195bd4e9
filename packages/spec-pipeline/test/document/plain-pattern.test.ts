import * as fc from "fast-check";
import { expect, test } from "vitest";
import { plainPattern } from "../../src/document/plain-pattern.ts";

test.each([
  ["^a.*$", "^a"],
  ["^.*a$", "a$"],
  [".*a.*", "a"],
  ["^[\\d\\D]*a", "a"],
  ["^\\d+$", "^[0-9]{1,}$"],
  ["^\\w{2}$", "^[a-zA-Z0-9_][_0-9A-Za-z]$"],
  ["^a\\-b\\/c[.]$", "^a-b/c\\.$"],
  ["^(?:a|b)$", "^[ba]$"],
  ["^(cat|dog)s?$", "^(?:dog|cat)s{0,1}$"],
  ["^(?:a)(bc)$", "^abc$"],
  ["^aa*$", "^a+$"],
  ["^\\x41\\u0042$", "^AB$"],
  ["^a|b.*$", "b|^a"],
])("%s asks what %s does", (left, right) => {
  expect(plainPattern(left)).toBe(plainPattern(right));
  expect(plainPattern(left)).not.toBe("");
});

test.each(["", ".*", "^.*$", "^", "$", "^(.*)$", "a|", "(?:)"])("every text matches %j", (pattern) => {
  expect(plainPattern(pattern)).toBe("");
});

test.each([
  ["^a.+$", "^a"],
  ["^a$", "^a"],
  ["^a.b$", "^a\\.b$"],
  ["^(ab)+$", "^ab+$"],
  ["^[ab]$", "^ab$"],
  ["^(?=a)", "^(?!a)"],
  ["^\\ba", "^\\Ba"],
  ["(a|b)\\1", "(b|a)\\1b"],
  ["^é$", "^ü$"],
  ["^\\u00e9$", "^\\u00e8$"],
  ["^\\p{L}$", "^\\p{N}$"],
  ["^(?i:a)$", "^a$"],
  ["^\\s$", "^[ \\t]$"],
  ["^$", ""],
  ["^^$$", ""],
  ["[", "("],
])("%s asks something else than %s", (left, right) => expect(plainPattern(left)).not.toBe(plainPattern(right)));

const atom = fc.constantFrom("a", "b", "[ab]", "\\d", "[0-9]", ".", "(?:a|b)", "(ab|a)", "^", "$", "\\.", "[^a]");
const pattern = fc
  .array(fc.tuple(atom, fc.constantFrom("", "", "*", "+", "?", "{2}", "{1,}")), { maxLength: 4 })
  .map((parts) => parts.map(([text, count]) => (text === "^" || text === "$" ? text : text + count)).join(""));

test("patterns that look alike match the same texts", () => {
  const texts = fc.sample(fc.string({ unit: fc.constantFrom("a", "b", "1", "."), maxLength: 5 }), { numRuns: 200, seed: 1 });
  const first = new Map<string, string>();
  fc.assert(
    fc.property(pattern, (written) => {
      const other = first.get(plainPattern(written)) ?? written;
      first.set(plainPattern(written), other);
      const [left, right] = [new RegExp(written), new RegExp(other)];
      expect(texts.filter((text) => left.test(text))).toEqual(texts.filter((text) => right.test(text)));
    }),
    { numRuns: 3000 },
  );
});
