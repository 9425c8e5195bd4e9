import { expect, test } from "vitest";
import { growthOf, LINEAR } from "../../../test/growth-of.ts";
import { withoutComments } from "../src/document/without-comments.ts";
import { htmlText } from "../src/print/html-text.ts";
import { codeSpan, markdownText } from "../src/print/markdown-text.ts";
import { terminalText } from "../src/print/terminal-text.ts";
import { docComment, source, stringLiteral } from "../src/source/source-text.ts";
import { extract } from "../src/stages/extract/extract.ts";

/** Texts that make a careless search read the same place again and again. */
const TEXTS = {
  blanks: " ",
  tabs: "\t",
  "empty lines": "\n",
  "carriage returns": "\r",
  backticks: "`",
  slashes: "/",
  "opening comments": "/*",
  asterisks: "*",
  brackets: "](",
  "at signs": "@",
  "number signs": "#",
  fences: "```json\n",
  "ends of documents": "--- ",
};

const SEARCHES: Readonly<Record<string, (text: string) => unknown>> = {
  "a page of Mintlify": (text) => extract([pageOf(text)], { dialect: "mintlify" }),
  "a page of GitBook": (text) => extract([pageOf(`\`\`\`json\n${text}\n\`\`\``)], { dialect: "gitbook" }),
  "a document": (text) => extract([pageOf(text)], { dialect: "openapi" }),
  comments: (text) => withoutComments(`{${text}`),
  "a string": (text) => stringLiteral(text),
  "a doc comment": (text) => docComment([text], source``),
  Markdown: (text) => [markdownText(text), codeSpan(text)],
  HTML: (text) => htmlText(text),
  "a terminal": (text) => terminalText(text),
};

function pageOf(text: string): Parameters<typeof extract>[0][number] {
  return { name: "page.md", file: "page.md", hash: "", text };
}

test.each(Object.entries(SEARCHES))("%s takes time in proportion to its length", async (_name, search) => {
  for (const part of Object.values(TEXTS))
    expect(await growthOf((length) => part.repeat(length / part.length), search, 25_000)).toBeLessThan(LINEAR);
});
