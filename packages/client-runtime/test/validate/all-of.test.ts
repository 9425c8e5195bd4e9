import { expect, test } from "vitest";
import { allOf, anything, ifThenElse, maximum, minimum, not, types, values } from "../../src/validate.ts";
import { issuesOf } from "./issues-of.ts";

test("every rule is asked, and each says what is wrong", () => {
  expect(issuesOf(allOf(types("integer"), minimum(2), maximum(1)), 1.5)).toEqual([
    ": must be integer",
    ": must be at least 2",
    ": must be at most 1",
  ]);
  expect(issuesOf(allOf(), 1)).toEqual([]);
});

test("a forbidden form is reported", () => {
  expect(issuesOf(not(types("null")), null)).toEqual([": must not have the form that is ruled out here"]);
  expect(issuesOf(not(types("null")), 1)).toEqual([]);
});

test("a condition says which of two rules holds, and is none itself", () => {
  const check = ifThenElse(minimum(10), values(10, 20), values(1));
  for (const value of [10, 20, 1]) expect(issuesOf(check, value)).toEqual([]);
  expect(issuesOf(check, 15)).toEqual([": must be 10 or 20"]);
  expect(issuesOf(check, 2)).toEqual([": must be 1"]);
  expect(issuesOf(ifThenElse(minimum(10), anything, anything), 2)).toEqual([]);
});
