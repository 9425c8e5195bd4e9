import { readFileSync } from "node:fs";
import { marked, type Tokens } from "marked";
import { describe, expect, test } from "vitest";
import { findForeignCode } from "../../src/source/find-foreign-code.ts";

const page = marked.lexer(readFileSync(new URL("../../../../docs/generated-code.md", import.meta.url), "utf8"));

const sample = page.find((token): token is Tokens.Code => token.type === "code" && token["lang"] === "ts")?.text ?? "";

/** The rows of the page's table: code, and the findings in it. */
const refused = page
  .filter((token): token is Tokens.Table => token.type === "table")
  .flatMap(({ rows }) => rows.map(([code, finding]) => [codeIn(code), finding?.text ?? ""] as const));

function codeIn(cell: Tokens.TableCell | undefined): string {
  const [token] = cell?.tokens ?? [];
  return token?.type === "codespan" ? String(token["text"]) : "";
}

describe("the grammar of generated code", () => {
  test("takes the file that its page shows", () => {
    expect(sample).toContain("export interface Pet");
    expect(findForeignCode(sample)).toEqual([]);
  });

  test.each(refused)("refuses %s", (code, finding) => {
    const found = findForeignCode(`${code}\n${sample}\n`);
    expect(found.map(({ message }) => message)).toContain(finding);
    expect(new Set(found.map(({ line }) => line))).toEqual(new Set([1]));
  });

  test("says where", () => {
    expect(findForeignCode("const a = {\n  b: fetch,\n};\n")).toEqual([
      { line: 2, column: 6, message: "a name that the file does not declare: fetch" },
    ]);
  });
});
