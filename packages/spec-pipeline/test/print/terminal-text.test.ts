import { stripVTControlCharacters } from "node:util";
import { describe, expect, test } from "vitest";
import {
  paintColours,
  inTerminal,
  terminalLine,
  terminalText,
  workflowCommand,
  type TerminalText,
} from "../../src/print/terminal-text.ts";

/** Lines that GitHub's runner takes for an order: blanks before `::` do not count, and `##[` is looked for everywhere. */
function ordersIn(text: TerminalText): readonly string[] {
  return text.split(/\r\n|\r|\n/).filter((line) => /^\s*::/.test(line) || line.includes("##["));
}

describe("a text of a page at a terminal", () => {
  test.each([
    "a\n::stop-commands::x\n::error file=README.md::forged\u001b]0;pwn\u0007",
    "  ::error::x",
    "\u00a0\u2003::error::x",
    "before ##[error]x",
    "##[group]x\n##[endgroup]",
    "\r::error::x",
    "\u2028::error::x",
    "\u009b31m",
  ])("%j gives no order", (text) => {
    for (const printed of [terminalLine(text), terminalText(text), inTerminal`  ${terminalText(text)}\n${terminalLine(text)}`]) {
      expect(ordersIn(printed)).toEqual([]);
      expect(stripVTControlCharacters(printed)).toBe(printed);
      expect(printed).not.toMatch(/(?![\n\t])[\p{Cc}\p{Cf}\u2028\u2029]/u);
    }
  });

  test("gives no order together with another", () => {
    expect(ordersIn(inTerminal`${terminalLine(":")}${terminalLine(":error::x")}`)).toEqual([]);
  });

  test("shows invisible characters, and those that change the order of reading", () => {
    expect(terminalLine("admin\u202e\u2066\u200b\ufeff\u00ad\u{e0041}\ud800")).toBe(
      String.raw`admin\u202e\u2066\u200b\ufeff\u00ad\udb40\udc41\ud800`,
    );
    expect(terminalLine("Müller 東京 हिन्दी ❤️")).toBe("Müller 東京 हिन्दी ❤️");
  });

  test("is on one line where it is a name, and keeps its lines where it is a message", () => {
    expect(terminalLine("a\r\n  b\tc")).toBe("a b c");
    expect(terminalText("a\r\n  b")).toBe("a\n  b");
  });

  test("is coloured by us alone", () => {
    expect(paintColours("red", terminalLine("a\u001b[0mb"))).toBe("\u001b[31ma\\u001b[0mb\u001b[39m");
  });
});

test("an order of ours holds the text of a page as data", () => {
  expect(workflowCommand("error", { file: "a:b,c.md", line: "3" }, "100 %\n::error::x\u202e")).toBe(
    `${String.raw`::error file=a%3Ab%2Cc.md,line=3::100 %25%0A::error::x\u202e`}\n`,
  );
});
