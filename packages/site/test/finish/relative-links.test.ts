import { expect, test } from "vitest";
import { relativeLinks } from "../../src/finish/relative-links.ts";

test("links to the site lead from where the page lies", () => {
  const html = '<html lang="en"><a href="/a/b.html#c">x</a><img src="/p.svg"><a href="/">home</a></html>';
  expect(relativeLinks(html, "one/two/page.html")).toBe(
    '<html data-site-root="../../" lang="en"><a href="../../a/b.html#c">x</a><img src="../../p.svg"><a href="../../index.html">home</a></html>',
  );
  expect(relativeLinks(html, "page.html")).toContain('href="./a/b.html#c"');
});

test("other links stay", () => {
  const html = '<a href="https://example.com/a">x</a><a href="//example.com">x</a><a href="#c">x</a>';
  expect(relativeLinks(html, "a/b.html")).toBe(html);
});
