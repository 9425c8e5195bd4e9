import { marked } from "marked";
import { expect, test } from "vitest";
import { growthOf, LINEAR } from "../../../../test/growth-of.ts";
import { plainWords } from "../../src/print/plain-words.ts";

test.each([
  ["Acme Mail API (v2), 3.1", "Acme Mail API (v2), 3.1"],
  ["AT&T Inc. – L’été “élan”", "AT&T Inc. – L’été “élan”"],
  ["Müller 東京 हिन्दी", "Müller 東京 हिन्दी"],
  ["a\nb\tc\u2028d", "a b c d"],
  ["<b>Acme</b> <img src=x onerror=evil()>", "Acme"],
  ["![Acme](https://evil.example/a.png)", "Acme ("],
  ["see https://evil.example/a, www.evil.example or ftp://x", "see or"],
  ["@evil and evil@evil.example", "evil and evil evil.example"],
  ["fixes #1, closes a/b#2, resolves GH-3", "fixes 1, closes a/b 2, resolves GH 3"],
  ["`code` *a* _b_ ~~c~~ [d] | e > f \\ g", "code a b c d e f g"],
  ["&lt;script&gt; &#60;", "&lt script&gt & 60"],
  ["\u202eevil\u202c a\u200bb", "evil a b"],
  ["", ""],
  ["<>", ""],
])("%j becomes %j", (text, words) => {
  expect(plainWords(text)).toBe(words);
  expect(marked.parseInline(`of ${words}`)).not.toMatch(/<[a-z]/);
});

test("a long text is cut, of any characters", () => {
  expect(plainWords("word ".repeat(100))).toHaveLength(80);
  expect(plainWords("word ".repeat(100), 10)).toBe("word word…");
  expect(plainWords("\u{1F600}\u{20000}".repeat(100), 5)).toBe("\u{20000} \u{20000}…");
});

test.each(["<", "<a", "(", " (", "a://", "GH-"])("a text of many %j takes time in proportion", async (part) => {
  expect(await growthOf((count) => part.repeat(count), plainWords, 50_000)).toBeLessThan(LINEAR);
});
