import { expect, test } from "vitest";
import { inspect } from "../../src/run/inspect.ts";

test.each([
  ["a\nb", "a\nb"],
  [1, "1"],
  [undefined, "undefined"],
  [{ a: "b", "c-d": [1, null] }, '{ a: "b", "c-d": [1, null] }'],
  [new Date(0), "1970-01-01T00:00:00.000Z"],
  [[], "[]"],
  [/a+/g, "/a+/g"],
  [{ at: new URL("https://api.example/a") }, "{ at: https://api.example/a }"],
  [new Headers({ "x-id": "1" }), '{ "x-id": "1" }'],
  [new Map([["a", 1]]), 'Map [["a", 1]]'],
])("%j is shown as %s", (value, text) => {
  expect(inspect(value)).toBe(text);
});

test("a value that is too long for a line has a line for each part", () => {
  const value = { list: Array.from({ length: 30 }, (_, index) => `item ${index}`) };
  expect(inspect(value).split("\n").slice(0, 3)).toEqual(["{", "  list: [", '    "item 0",']);
});

test("a value inside of itself ends", () => {
  const value: { self?: unknown } = {};
  value.self = value;
  expect(inspect(value)).toBe("{ self: [circular] }");
});
