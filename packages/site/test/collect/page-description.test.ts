import { expect, test } from "vitest";
import { pageDescription } from "../../src/collect/page-description.ts";

const describe = (html: string): string | undefined => pageDescription([{ kind: "html", html }]);

test("a page is described by its first paragraph, as text", () => {
  expect(
    describe('<p class="crumb">a</p><p>Defined in: <a href="x">y</a></p><p>A <code>b&lt;c&gt;</code> &amp;\nd.</p><p>e</p>'),
  ).toBe("A b<c> & d.");
  expect(describe("<h2>a</h2>")).toBeUndefined();
});

test("a long paragraph is cut after a sentence, else after a word", () => {
  expect(describe(`<p>${"One word more. ".repeat(20)}</p>`)).toMatch(/^(?:One word more\. ){9}One word more\.$/);
  expect(describe(`<p>${"word ".repeat(50)}</p>`)).toMatch(/^(?:word ){30}word…$/);
});
