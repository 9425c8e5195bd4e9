import { expect, test } from "vitest";
import { types, values } from "../../src/validate.ts";
import { issuesOf } from "./issues-of.ts";

test("a value has one of the types named, or all of them are told", () => {
  const check = types("string", "array", "null");
  for (const value of ["", [], null]) expect(issuesOf(check, value)).toEqual([]);
  for (const value of [0, true, {}, undefined]) expect(issuesOf(check, value)).toEqual([": must be string, array or null"]);
});

test("a number is finite, and an integer has no fraction", () => {
  expect(issuesOf(types("number"), 1.5)).toEqual([]);
  expect(issuesOf(types("integer"), -0)).toEqual([]);
  for (const value of [Number.NaN, Number.POSITIVE_INFINITY, "1"]) expect(issuesOf(types("number"), value)).toHaveLength(1);
  expect(issuesOf(types("integer"), 1.5)).toEqual([": must be integer"]);
});

test("an integer may be of any size", () => {
  for (const value of [2 ** 53, -(2 ** 53) - 2, 1e300]) expect(issuesOf(types("integer"), value)).toEqual([]);
});

test("a value is one of those listed, compared as JSON", () => {
  const check = values("a", 1, null, { x: [1], y: 2 }, []);
  for (const value of ["a", 1, null, { y: 2, x: [1], z: undefined }, []]) expect(issuesOf(check, value)).toEqual([]);
  for (const value of ["b", "1", true, { x: [1] }, [[]], {}]) {
    expect(issuesOf(check, value)).toEqual([': must be "a", 1, null, {"x":[1],"y":2} or []']);
  }
  expect(issuesOf(values(0), -0)).toEqual([]);
});

test("a long list of values is cut where it is told", () => {
  const check = values(...Array.from({ length: 15 }, (_none, index) => index));
  expect(issuesOf(check, "x")).toEqual([": must be 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 or 3 more"]);
});
