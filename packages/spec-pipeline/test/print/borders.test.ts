import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const SRC = join(import.meta.dirname, "../../src");

test.each([
  ["Markdown", "markdown-text.ts"],
  ["TerminalText", "terminal-text.ts"],
  ["Html", "html-text.ts"],
  ["JsonText", "json-text.ts"],
])("one file alone turns a text into %s", (type, file) => {
  const assertion = new RegExp(String.raw`\bas ${type}\b|(?<!\w)<${type}>`);
  const found = readdirSync(SRC, { recursive: true, encoding: "utf8" }).filter(
    (path) => path.endsWith(".ts") && assertion.test(readFileSync(join(SRC, path), "utf8")),
  );
  expect(found).toEqual([join("print", file)]);
});
