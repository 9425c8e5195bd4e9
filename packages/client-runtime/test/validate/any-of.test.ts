import { describe, expect, test } from "vitest";
import { allOf, anyOf, anything, items, maximum, minimum, object, oneOf, types, values } from "../../src/validate.ts";
import { issuesOf } from "./issues-of.ts";

describe("alternatives", () => {
  test("accept a value that fits one of them, or several unless only one may fit", () => {
    const variants = [minimum(1), maximum(3)];
    for (const value of [0, 2, 5]) expect(issuesOf(anyOf(variants), value)).toEqual([]);
    expect(issuesOf(oneOf(variants), 0)).toEqual([]);
    expect(issuesOf(oneOf(variants), 2)).toEqual([": must fit one alternative only, and fits 2"]);
  });

  test("are told together where a value fits none of them in kind", () => {
    expect(issuesOf(anyOf([types("string"), types("null"), types("string")]), 1)).toEqual([": must be string or null"]);
    expect(issuesOf(anyOf([minimum(5), allOf(types("integer"), maximum(1))]), 3)).toEqual([": must be at least 5 or at most 1"]);
  });

  test("are told as the one that a value fits in kind, where it fails further in", () => {
    const check = anyOf([types("string"), allOf(types("array"), items(types("string")))]);
    expect(issuesOf(check, ["a", 1])).toEqual(["/1: must be string"]);
  });
});

describe("a tag", () => {
  const cat = object({ properties: { kind: values("cat"), lives: types("integer") }, required: ["kind"] });
  const dog = object({ properties: { kind: values("dog", "puppy"), name: types("string") }, required: ["kind"] });
  const tag = { property: "kind", values: [["cat"], ["dog", "puppy"]] };

  test("decides which variant a value is checked by", () => {
    for (const union of [anyOf([cat, dog], tag), oneOf([cat, dog], tag)]) {
      expect(issuesOf(union, { kind: "puppy", name: "x" })).toEqual([]);
      expect(issuesOf(union, { kind: "cat", lives: "nine", name: 1 })).toEqual(["/lives: must be integer"]);
    }
  });

  test("decides also where the variants themselves do not exclude one another", () => {
    const open = oneOf([types("object"), object({ properties: { name: types("string") } })], tag);
    expect(issuesOf(open, { kind: "cat", name: 1 })).toEqual([]);
    expect(issuesOf(open, { kind: "dog", name: 1 })).toEqual(["/name: must be string"]);
  });

  test("that is unknown is told, unless it may be", () => {
    expect(issuesOf(oneOf([cat, dog], tag), { kind: "cow" })).toEqual(['/kind: must be "cat", "dog" or "puppy"']);
    const open = anyOf([object({ properties: { name: types("string") } }), cat], {
      property: "kind",
      values: [["a"], ["b"]],
      open: true,
    });
    expect(issuesOf(open, { kind: "c", name: "x" })).toEqual([]);
    expect(issuesOf(open, { kind: "c", name: 1 })).toEqual(['/kind: must be "a" or "b"']);
  });

  test("that is missing leaves all variants to be tried", () => {
    const loose = object({ properties: { kind: values("loose"), size: types("integer") } });
    const check = oneOf([cat, loose], { property: "kind", values: [["cat"], ["loose"]] });
    expect(issuesOf(check, { size: 1 })).toEqual([]);
    expect(issuesOf(check, { size: "x" })).toEqual(['/kind: must be "cat" or "loose"']);
    expect(issuesOf(check, "text")).toEqual([": must fit one alternative only, and fits 2"]);
  });

  test("that names several variants leaves these to be tried with the others", () => {
    const check = oneOf([cat, object({ properties: { lives: types("string") } }), anything], {
      property: "kind",
      values: [["cat"], ["cat"], ["dog"]],
    });
    expect(issuesOf(check, { kind: "cat", lives: true })).toEqual([]);
    expect(issuesOf(check, { kind: "cat", lives: 9 })).toEqual([": must fit one alternative only, and fits 2"]);
  });
});
