import { expect, test } from "vitest";
import { shortDiff } from "../../src/host/short-diff.ts";

test("the first differing line and both sides are shown", () => {
  expect(shortDiff("a\nb\nc\n", "a\nB\nc\n")).toEqual({ line: 2, text: "- b\n+ B" });
});

test("a long stretch is cut to its first lines", () => {
  expect(shortDiff("a\nz\n", `a\n${"x\n".repeat(6)}z\n`)).toEqual({ line: 2, text: "+ x\n+ x\n+ x\n+ … 3 more lines" });
});

test("a missing end of line is seen", () => {
  expect(shortDiff("a", "a\n")).toEqual({ line: 2, text: "+ " });
});

test("invisible characters are written out", () => {
  expect(shortDiff("\u{FEFF}a\n", "a\r\n").text).toBe(String.raw`- \ufeffa` + "\n" + String.raw`+ a\u000d`);
});

test("a long line is cut", () => {
  expect(shortDiff("", "x".repeat(500)).text).toBe(`- \n+ ${"x".repeat(120)}…`);
});
