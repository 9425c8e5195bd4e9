import { expect, test } from "vitest";
import { exclusiveMaximum, exclusiveMinimum, maximum, minimum } from "../../src/validate.ts";
import { issuesOf } from "./issues-of.ts";

test("a limit holds for numbers, and is told", () => {
  expect(issuesOf(minimum(1), 1)).toEqual([]);
  expect(issuesOf(minimum(1), 0.9)).toEqual([": must be at least 1"]);
  expect(issuesOf(exclusiveMinimum(1), 1)).toEqual([": must be above 1"]);
  expect(issuesOf(maximum(-1.5), -1.5)).toEqual([]);
  expect(issuesOf(maximum(-1.5), 0)).toEqual([": must be at most -1.5"]);
  expect(issuesOf(exclusiveMaximum(1), 1)).toEqual([": must be below 1"]);
  for (const check of [minimum(1), maximum(-1), exclusiveMinimum(1), exclusiveMaximum(-1)]) {
    for (const value of ["0", null, [0], {}]) expect(issuesOf(check, value)).toEqual([]);
  }
});
