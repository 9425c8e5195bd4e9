import { describe, expect, test } from "vitest";
import {
  firstDifference,
  isEqual,
  member,
  pointerSegments,
  resolvePointer,
  shorten,
  withMembers,
} from "../../src/document/json.ts";

describe("comparing", () => {
  test("the order of keys does not matter, that of items does", () => {
    expect(isEqual({ a: 1, b: [1, 2] }, { b: [1, 2], a: 1 })).toBe(true);
    expect(isEqual({ a: [1, 2] }, { a: [2, 1] })).toBe(false);
  });

  test.each([
    [{ a: { b: 1 } }, { a: { b: 2 } }, "/a/b"],
    [{ a: 1 }, {}, "/a"],
    [{}, { "a/b~": null }, "/a~1b~0"],
    [[1, 2], [1], "/1"],
    [{ a: null }, { a: {} }, "/a"],
    ["x", ["x"], ""],
  ])("the first difference of %j and %j is at %j", (left, right, pointer) => {
    expect(firstDifference(left, right)?.pointer).toBe(pointer);
  });
});

describe("pointers", () => {
  test("segments are unescaped, in pointers and in references", () => {
    expect(pointerSegments("#/paths/~1users~1{id}/get")).toEqual(["paths", "/users/{id}", "get"]);
    expect(pointerSegments("#/components/schemas/A%20B")).toEqual(["components", "schemas", "A B"]);
    expect(pointerSegments("#/100%")).toEqual(["100%"]);
  });

  test("a missing member is undefined, and never inherited", () => {
    const document = { list: ["a"], object: { key: null } };
    expect(resolvePointer(document, "#/list/0")).toBe("a");
    expect(resolvePointer(document, "#/object/key")).toBeNull();
    expect(resolvePointer(document, "#/list/length")).toBeUndefined();
    expect(resolvePointer(document, "#/object/toString")).toBeUndefined();
    expect(member({}, "__proto__")).toBeUndefined();
  });
});

test("changed members keep their place, new ones come last, undefined ones go", () => {
  expect(Object.entries(withMembers({ a: 1, b: 2, c: 3 }, { b: 20, d: 4, a: undefined }))).toEqual([
    ["b", 20],
    ["c", 3],
    ["d", 4],
  ]);
});

test("a long value is cut", () => {
  expect(shorten("x".repeat(100), 10)).toBe('"xxxxxxxxx…');
  expect(shorten(undefined)).toBe("nothing");
});
