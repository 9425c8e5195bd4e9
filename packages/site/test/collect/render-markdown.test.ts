import { expect, test } from "vitest";
import { blockMarkdown, inlineMarkdown, renderMarkdown } from "../../src/collect/render-markdown.ts";

const stay = (address: string): string => address;

test.each([
  "<script>alert(1)</script>",
  '<img src=x onerror="alert(1)">',
  '<a href="javascript:alert(1)">x</a>',
  "<details ontoggle=alert(1) open>",
  "<br/onload=alert(1)>",
  "<iframe srcdoc=x>",
  "<svg><script>alert(1)</script></svg>",
  "<!-- --><script>alert(1)</script>",
  "<br><script>alert(1)</script>",
  "<x<br><script>",
])("%s is text", (html) => {
  for (const made of [
    inlineMarkdown(html),
    blockMarkdown(html),
    blockMarkdown(`a ${html} b`),
    blockMarkdown(`| ${html} |\n| --- |`),
  ])
    expect(made.replaceAll(/<\/?(?:p|br|details|summary|table|thead|tr|th|div class="scrolled"[^>]*|div)>/g, "")).not.toMatch(
      /<[^>]/,
    );
});

test.each(["javascript:alert(1)", "data:text/html,x", "vbscript:x", "JaVaScRiPt:alert(1)"])(
  "a link to %s is its text",
  (address) => {
    expect(inlineMarkdown(`[x](${address})`)).not.toMatch(/href|<a/);
  },
);

test("a picture leads to itself, where a phone shows it large", () => {
  const { blocks } = renderMarkdown("![a](b.png)", stay);
  expect(blocks).toEqual([{ kind: "html", html: '<p><a href="b.png"><img src="b.png" alt="a"></a></p>\n' }]);
});

test("a link that has no place on the site is its text, and closes as it opened", () => {
  expect(inlineMarkdown("[**x**](/docs/a.md) [y](https://example.com)")).toBe(
    '<span><strong>x</strong></span> <a href="https://example.com">y</a>',
  );
});

test("a picture of another site is not loaded", () => {
  expect(inlineMarkdown("![logo](https://example.com/a.png)")).toBe("logo");
});

test("tags of our reports stay, and comments are left out", () => {
  expect(blockMarkdown("<details>\n<summary>a</summary>\n\nb\n\n</details>\n\n<!-- c -->")).toMatch(
    /^<details>\n<summary>a<\/summary>\n<p>b<\/p>\n<\/details>\n\s*$/,
  );
});

test("a text is a page: title, places of headings, code apart", () => {
  const { title, headings, blocks } = renderMarkdown("# A `b`\n\n## Same\n\nx\n\n```ts\nlet a;\n```\n\n## Same\n", stay);
  expect(title).toBe("A b");
  expect(headings).toEqual([
    { depth: 2, slug: "same", text: "Same" },
    { depth: 2, slug: "same-1", text: "Same" },
  ]);
  expect(blocks).toEqual([
    { kind: "html", html: '<h2 id="same">Same</h2>\n<p>x</p>\n' },
    { kind: "code", language: "ts", text: "let a;" },
    { kind: "html", html: '<h2 id="same-1">Same</h2>\n' },
  ]);
});

test("code with an indent alone is code, and scrolls", () => {
  expect(renderMarkdown("x\n\n    npx a\n    npx b\n", stay).blocks.slice(1)).toEqual([
    { kind: "code", language: "text", text: "npx a\nnpx b" },
  ]);
  expect(blockMarkdown("- x\n\n      a <b>\n")).toContain('<pre class="plain" tabindex="0"><code>a &lt;b&gt;\n</code></pre>');
});
