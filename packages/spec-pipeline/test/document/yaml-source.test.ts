import { describe, expect, test } from "vitest";
import { locate, readYaml, type YamlSource } from "../../src/document/yaml-source.ts";

function source(text: string, changes: Partial<YamlSource> = {}): YamlSource {
  return { file: "a.md", text, firstLine: 1, ...changes };
}

describe("locating", () => {
  const yaml = source("a:\n  b:\n    - x\n    - y: 1\n200: {c: 1}\n", { firstLine: 11, indent: 2 });

  test.each([
    ["/a", 11, 3],
    ["/a/b/1", 14, 9],
    ["/a/b/1/y", 14, 9],
    ["/200/c", 15, 9],
  ])("%s is at line %i, column %i of the file", (pointer, line, column) => {
    expect(locate(yaml, pointer)).toEqual({ file: "a.md", line, column });
  });

  test("a missing node has the place of the nearest node above it", () => {
    expect(locate(yaml, "/a/b/9/z")).toMatchObject({ line: 12 });
    expect(locate(yaml, "/nowhere")).toEqual({ file: "a.md", line: 11 });
  });

  test("comments in JSON move nothing", () => {
    const json = source('/* a */ {\n  // b: {\n  "c": "\\"//", /* d */ "e": [1, { "f": 2 }, ],\n}\n');
    expect(locate(json, "/e/1/f")).toEqual({ file: "a.md", line: 3, column: 35 });
    expect(locate(source('{ // c\n"a": 1, "a": 2 }'), "/a")).toMatchObject({ line: 2 });
  });

  test("JSON on one line has columns", () => {
    expect(locate(source('{"a":{"b/c":[1,{"d":2}]}}'), "/a/b~1c/1/d")).toEqual({ file: "a.md", line: 1, column: 17 });
  });
});

describe("reading", () => {
  test.each([
    ["yes: no\n", { yes: "no" }],
    ["a: 2026-01-01\n", { a: "2026-01-01" }],
    ["a: 0o17\n", { a: 15 }],
    ["200: {}\n", { 200: {} }],
    ["", null],
    ["a: &x {b: 1}\nc: *x\n", { a: { b: 1 }, c: { b: 1 } }],
    ['{"a": 1}', { a: 1 }],
    ["{a: 1}", { a: 1 }],
    ['// a\n{ "a": "b // c /* d */", /* e\n */ "f": [1, 2, ], }\n', { a: "b // c /* d */", f: [1, 2] }],
  ])("%j is %j", (text, value) => {
    expect(readYaml(source(text), "unreadable-block")).toEqual({ value, problems: [] });
  });

  test.each([
    ["a: 1\na: 2\n", 2],
    ["a: [1\nb: 2\n", 2],
    ["a: !custom 1\n", 1],
    ["a: 1\n---\nb: 2\n", 2],
    ["a: *lost\n", 1],
    ["a: &x\n  b: [*x]\n", 2],
  ])("%j is refused at its line", (text, line) => {
    const { value, problems } = readYaml(source(text), "unreadable-block");
    expect(value).toBeUndefined();
    expect(problems[0]).toMatchObject({ rule: "unreadable-block", severity: "error", location: { file: "a.md", line } });
  });

  test.each([
    ["a: 1\na: 2\n", "this key stands twice in its object"],
    ['{ "a": 1, "a": 2 }', "this key stands twice in its object"],
    ["a: 1\n---\nb: 2\n", "a second YAML document starts here, and a file may have only one"],
  ])("what is wrong with %j is said in words for its writer", (text, message) => {
    expect(readYaml(source(text), "unreadable-block").problems).toMatchObject([{ message }]);
  });
});

test("merge keys are read as the members that they stand for, and own members win", () => {
  const text =
    "base: &base { a: 1, b: 2 }\nmore: &more { c: 3 }\none: { <<: *base, b: 4 }\nall: { <<: [*base, *more] }\n'<<': data\n";
  const { value, problems } = readYaml(source(text), "unreadable-block");
  expect(problems).toEqual([]);
  expect(value).toEqual({
    base: { a: 1, b: 2 },
    more: { c: 3 },
    one: { a: 1, b: 4 },
    all: { a: 1, b: 2, c: 3 },
    "<<": "data",
  });
});

describe("keys are the text that stands in the document", () => {
  test.each([
    "1.10",
    "007",
    "0x10",
    "0o17",
    "1e3",
    "+1",
    "1_000",
    ".5",
    "1.0",
    "12345678901234567890",
    "null",
    "~",
    "true",
    "True",
    "on",
    "no",
    ".inf",
    ".NaN",
    "2026-01-01",
  ])("%s", (key) => {
    for (const text of [`${key}: a\n`, `{ ${key}: a }`, `? ${key}\n: a\n`, `base: &x\n  ${key}: a\n<<: *x\n`]) {
      const { value, problems } = readYaml(source(text), "unreadable-block");
      expect([text, problems]).toEqual([text, []]);
      expect(value).toHaveProperty([key], "a");
    }
    const below = source(`a: b\n'${key}':\n  ${key}: c\n`);
    expect(locate(below, `/${key}/${key}`)).toMatchObject({ line: 3 });
  });

  test("keys that are one number in YAML stay two keys", () => {
    expect(readYaml(source("1.1: a\n1.10: b\n16: c\n0x10: d\n"), "unreadable-block")).toEqual({
      value: { 1.1: "a", "1.10": "b", 16: "c", "0x10": "d" },
      problems: [],
    });
    expect(readYaml(source("1.10: a\n'1.10': b\n"), "unreadable-block").problems).toHaveLength(1);
  });

  test("values are read as YAML reads them", () => {
    expect(
      readYaml(source("[1.10, 0x10, null, on]: x\na: 1.10\nb: [0x10, ~, true]\n1: { 2: 0x11 }\n"), "unreadable-block"),
    ).toMatchObject({
      value: { a: 1.1, b: [16, null, true], 1: { 2: 17 } },
    });
  });
});
