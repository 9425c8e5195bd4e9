import { describe, expect, test } from "vitest";
import {
  dependentRequired,
  dependentSchema,
  maxProperties,
  minProperties,
  nothing,
  object,
  pattern,
  types,
} from "../../src/validate.ts";
import { issuesOf } from "./issues-of.ts";

describe("an object", () => {
  test("has its properties checked where they are, and told where they are missing", () => {
    const check = object({ properties: { a: types("string"), b: types("integer") }, required: ["a", "toString"] });
    expect(issuesOf(check, { a: "x", toString: 1, other: null })).toEqual([]);
    expect(issuesOf(check, { a: undefined, b: "x" })).toEqual([
      "/a: must be present",
      "/toString: must be present",
      "/b: must be integer",
    ]);
    for (const value of ["text", null, [], 1]) expect(issuesOf(check, value)).toEqual([]);
  });

  test("has a rule for every other key", () => {
    const rules = { properties: { a: types("string") }, patterns: [["^x-", types("integer")]] as const };
    expect(issuesOf(object({ ...rules, rest: types("null") }), { a: "x", "x-b": 1, c: null })).toEqual([]);
    expect(issuesOf(object({ ...rules, rest: types("null") }), { "x-b": null, c: 1 })).toEqual([
      "/x-b: must be integer",
      "/c: must be null",
    ]);
    expect(issuesOf(object({ ...rules, rest: false }), { a: "x", c: 1 })).toEqual(["/c: must not be there: known is a"]);
    expect(issuesOf(object({ rest: false }), { c: 1 })).toEqual(["/c: must not be there: known are none"]);
  });

  test("has a key checked by its property and by its pattern", () => {
    const check = object({ properties: { ab: types("string") }, patterns: [["^a", pattern("^x")]] });
    expect(issuesOf(check, { ab: "x" })).toEqual([]);
    expect(issuesOf(check, { ab: "y" })).toEqual(["/ab: must match ^x"]);
  });

  test("has names that are checked as texts", () => {
    expect(issuesOf(object({ names: pattern("^[a-z]+$") }), { abc: 1, A: 1 })).toEqual(["/A: must match ^[a-z]+$"]);
  });

  test("has members whose names are those of every object, and they are its own", () => {
    const value: unknown = JSON.parse('{"__proto__": 1, "constructor": 2}');
    const check = object({ properties: { ["__proto__"]: types("string") }, rest: false });
    expect(issuesOf(check, value)).toEqual(["/__proto__: must be string", "/constructor: must not be there: known is __proto__"]);
  });

  test("has as many keys as it may have", () => {
    expect(issuesOf(minProperties(2), { a: 1, b: undefined })).toEqual([": must have at least 2 keys"]);
    expect(issuesOf(maxProperties(1), { a: 1, b: 2 })).toEqual([": must have at most 1 key"]);
    expect(issuesOf(maxProperties(1), { a: 1, b: undefined })).toEqual([]);
  });

  test("has the keys that another key requires, and fits the schema that goes with that key", () => {
    expect(issuesOf(dependentRequired("a", ["b", "c"]), { a: 1, b: 1 })).toEqual([": must have b, c beside a"]);
    expect(issuesOf(dependentRequired("a", ["b"]), { b: undefined })).toEqual([]);
    const check = dependentSchema("a", object({ properties: { b: nothing } }));
    expect(issuesOf(check, { a: 1, b: 1 })).toEqual(["/b: must not be there"]);
    expect(issuesOf(check, { b: 1 })).toEqual([]);
    expect(issuesOf(dependentSchema("toString", nothing), {})).toEqual([]);
  });
});
