import { marked } from "marked";
import { describe, expect, test } from "vitest";
import { growthOf, LINEAR } from "../../../../test/growth-of.ts";
import { codeBlock, codeSpan, joinMarkdown, inMarkdown, markdownText, tableRow } from "../../src/print/markdown-text.ts";
import { readMarkdown } from "./read-markdown.ts";

const HOSTILE = [
  "`` ![x](https://evil.example/p.png) @octocat closes #1 ``",
  "a\n````\n## Approved by the security team\n![x](https://evil.example/p.png)",
  "<script>alert(1)</script> <img src=x onerror=alert(1)>",
  "[click](javascript:alert(1)) <https://evil.example> www.evil.example http://evil.example",
  "fixes octo/repo#2, resolves GH-3 and a1b2c3d4e5 by someone@evil.example",
  "*bold* _em_ ~~gone~~ [^1] $x$ :tada: &copy; &#64;octocat | cell | a_b_c",
  "- item",
  "1. item",
  "---",
  "> quote",
  "# heading",
  "a\r\n\u2028# heading\u2029b",
  "\\`a\\` \\@octocat",
  "`a` and `` b ``` c",
  "| --- |",
];

describe("a text of a page", () => {
  test.each(HOSTILE)("%j means nothing in Markdown, to HTML or to the host", (text) => {
    for (const around of [inMarkdown`The text ${markdownText(text)} here.`, inMarkdown`${markdownText(text)}`]) {
      const { kinds, prose } = readMarkdown(around);
      expect(kinds.filter((kind) => !["paragraph", "text", "codespan"].includes(kind))).toEqual([]);
      expect(prose).not.toMatch(/[@#<>&`]|:\/\/|www\.|GH-|[0-9a-f]{7}/);
    }
  });

  test.each(HOSTILE)("%j stays in its cell of a table", (text) => {
    const table = joinMarkdown(
      [
        tableRow([inMarkdown`A`, inMarkdown`B`]),
        inMarkdown`| --- | --- |`,
        tableRow([markdownText(text), codeSpan(`${text}\\|`)]),
      ],
      inMarkdown`\n`,
    );
    expect([...marked.lexer(table)]).toMatchObject([{ type: "table", rows: [[{}, {}]] }]);
  });

  test("stays the words that it is", () => {
    expect(markdownText('the type goes from string to integer, "guest" possible now (3 of 4: 0.5 %)')).toBe(
      'the type goes from string to integer, "guest" possible now (3 of 4: 0.5 %)',
    );
    expect(markdownText("the query parameter order_by is new, see data[].count.")).toBe(
      "the query parameter `order_by` is new, see `data[].count`.",
    );
    expect(markdownText("Property `name` was removed.")).toBe("Property `name` was removed.");
  });

  test("closes nothing: the keyword stands in a code span", () => {
    expect(markdownText("closes #1 and Fixes: GH-3, resolved octo/repo#2")).toBe(
      "`closes #1` and `Fixes: GH-3, resolved octo/repo#2`",
    );
    expect(markdownText("the window closes at noon")).toBe("the window closes at noon");
  });

  test("shows invisible characters", () => {
    expect(markdownText("a\u202eb\u200bc\u001b[31m")).toBe(String.raw`${"`"}a\u202eb\u200bc\u001b[31m${"`"}`);
  });

  test("is cut to a length", () => {
    expect(markdownText("word ".repeat(1000))).toBe(`${"word ".repeat(100).trim()}…`);
  });

  test.each(["`", '"', "(", "a.", "'", ".,", "::", "a-1", "<a"])("of many %j takes time in proportion", async (part) => {
    expect(
      await growthOf(
        (count) => part.repeat(count),
        (text) => [markdownText(text), codeSpan(text)],
        200_000,
      ),
    ).toBeLessThan(LINEAR);
  });
});

describe("a code span", () => {
  test.each([
    ["api_key", "`api_key`"],
    ["a`b", "``a`b``"],
    ["`", "`` ` ``"],
    ["a```b``", "````  a```b``  ````".replaceAll("  ", " ")],
    ["a\nb\u202ec", String.raw`${"`"}a b\u202ec${"`"}`],
    ["", "`  `"],
  ])("of %j is shut", (text, span) => {
    expect(codeSpan(text)).toBe(span);
    expect(marked.lexer(`of ${span} here`)[0]).toMatchObject({
      tokens: [{ type: "text" }, { type: "codespan" }, { type: "text" }],
    });
  });

  test("of a long text is cut", () => {
    expect(codeSpan("a".repeat(100))).toHaveLength(82);
  });
});

test("a block of code ends at its own fence alone, and shows invisible characters", () => {
  const text = "a\n````\n## heading\n~~~\n\u202eb";
  const block = inMarkdown`Before\n\n${codeBlock(text, inMarkdown`diff`)}\n\nAfter\n`;
  expect([...marked.lexer(block)]).toMatchObject([
    { type: "paragraph" },
    { type: "space" },
    { type: "code", lang: "diff", text: text.replace("\u202e", String.raw`\u202e`) },
    { type: "space" },
    { type: "paragraph" },
  ]);
});
