import { describe, expect, test } from "vitest";
import { writeRows, type Format } from "../../src/output/write-rows.ts";
import { collect } from "../support/collect.ts";

async function write(
  rows: readonly unknown[],
  format: Format,
  options: { columns?: readonly string[]; known?: readonly string[]; width?: number } = {},
) {
  const sink = collect();
  const warnings: string[] = [];
  const count = await writeRows(rows, sink, {
    format,
    columns: options.columns,
    known: options.known,
    width: options.width ?? Number.POSITIVE_INFINITY,
    warn: (line) => void warnings.push(line),
  });
  return { text: sink.text(), warnings, count };
}

describe("CSV", () => {
  test("writes a cell that a spreadsheet would run as text, and leaves numbers as they are", async () => {
    const cells = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "plain", "＝1", "\u00A0=1"];
    const { text } = await write(
      cells.map((a) => ({ a, n: -5 })),
      "csv",
    );
    expect(text.split("\n").slice(1, 10)).toEqual([
      "'=1+1,-5",
      "'+1,-5",
      "'-1,-5",
      "'@SUM(A1),-5",
      "'\t=1,-5",
      "' =1,-5",
      "plain,-5",
      "'＝1,-5",
      "'\u00A0=1,-5",
    ]);
  });

  test("has a head without rows if the columns are known or named, and otherwise a warning", async () => {
    expect(await write([], "csv", { known: ["a", "b"] })).toEqual({ text: "a,b\n", warnings: [], count: 0 });
    expect(await write([], "tsv", { known: ["a", "b"], columns: ["b"] })).toEqual({ text: "b\n", warnings: [], count: 0 });
    const unknown = await write([], "csv");
    expect(unknown).toMatchObject({ text: "", warnings: [expect.stringContaining("--columns names those of the head")] });
    expect((await write([], "table")).warnings).toEqual(["there are no rows"]);
  });

  test("writes the name of a column as text as well", async () => {
    expect((await write([{ "=cmd": 1 }], "csv")).text).toBe("'=cmd\n1\n");
  });

  test("quotes commas, quotes and line breaks, and has a column for each value within an object", async () => {
    const { text } = await write([{ a: 'x,"y"\nz', b: { c: 1, d: ["p", "q"] }, e: null, f: [1] }], "csv");
    expect(text).toBe('a,b.c,b.d,e,f\n"x,""y""\nz",1,p; q,,[1]\n');
  });

  test("refuses a new column after the head, and names the option for it", async () => {
    const rows = [...Array.from({ length: 1000 }, () => ({ a: 1 })), { a: 1, b: 2 }];
    await expect(write(rows, "csv")).rejects.toThrow("--columns a,b");
    expect((await write(rows, "csv", { columns: ["b", "a"] })).text.split("\n").at(-2)).toBe("2,1");
  });

  test("has a head without rows if the columns are named", async () => {
    expect((await write([], "csv", { columns: ["a", "b"] })).text).toBe("a,b\n");
  });
});

test("TSV keeps tabs of a value in quotes", async () => {
  expect((await write([{ a: "x\ty", b: true }], "tsv")).text).toBe('a\tb\n"x\ty"\ttrue\n');
});

test("JSON of rows is one list, also of none, and NDJSON one line each", async () => {
  expect(JSON.parse((await write([{ a: 1 }, { a: 2 }], "json")).text)).toEqual([{ a: 1 }, { a: 2 }]);
  expect((await write([], "json")).text).toBe("[]\n");
  expect((await write([{ a: 1 }, { a: "\n" }], "ndjson")).text).toBe('{"a":1}\n{"a":"\\n"}\n');
});

describe("a table", () => {
  const rows = [
    { name: "a name that is far too long for a narrow terminal", count: 12, share: 0.038274812 },
    { name: "short", count: 12345, share: 0.5 },
  ];

  test.each([24, 40, 80, 120])("fits into %i columns, with numbers whole and to the right", async (width) => {
    const { text, warnings } = await write(rows, "table", { width });
    const lines = text.trimEnd().split("\n");
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(width);
    expect(lines[2]).toMatch(/short.* 12345 {8}0\.5$|short.*12345 {2,}0\.5$/);
    expect([lines.length, warnings]).toEqual([3, []]);
  });

  test("says which columns it has no room for", async () => {
    const { text, warnings } = await write([{ a: "x".repeat(30), b: 123456789, c: 123456789, d: 1 }], "table", { width: 20 });
    expect(text.split("\n")[0]).toMatch(/^a +b$/);
    expect(warnings).toEqual(["no room for c, d: choose with --columns, or take --format csv"]);
  });

  test("shows an escape sequence of the server and obeys none, and counts wide characters", async () => {
    const { text } = await write([{ a: "\u001b[2Jevil\nline", b: "日本" }], "table");
    expect(text).not.toContain("\u001b");
    expect(text).toContain("\\u001b[2Jevil line  日本");
  });
});

describe("a table", () => {
  test("cuts between signs, and an emoji of several is one", async () => {
    const family = "👨‍👩‍👧‍👦";
    const { text } = await write([{ a: `${family}${family}👩🏽‍🚀 far too long for the column`, b: "日本語の長い識別子" }], "table", {
      width: 20,
    });
    const [, row = ""] = text.split("\n");
    expect(row).toContain(family);
    expect(row).not.toMatch(/\\u|\p{Cs}/u);
    expect(row).toMatch(/日本[^]*…$/);
  });

  test("rounds behind the point alone", async () => {
    const { text } = await write(
      [{ n: 1_234_567.89 }, { n: -98_765_432.1 }, { n: 0.1 + 0.2 }, { n: 1e-9 }, { n: 1.5e300 }],
      "table",
    );
    expect(text.split("\n").map((line) => line.trim())).toEqual(["n", "1234568", "-98765432", "0.3", "1e-9", "1.5e+300", ""]);
  });

  test("shows signs that a terminal hides, such as a joiner between letters", async () => {
    const { text } = await write([{ a: "pay\u200Dpal", b: "\u001B[31mred", c: "\u202Eevil" }], "table");
    expect(text).toContain("pay\\u200dpal  \\u001b[31mred  \\u202eevil");
  });
});
