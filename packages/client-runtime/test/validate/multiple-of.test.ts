import { describe, expect, test } from "vitest";
import { multipleOf } from "../../src/validate.ts";
import { issuesOf } from "./issues-of.ts";

const isMultiple = (value: number, step: number): boolean => issuesOf(multipleOf(step), value).length === 0;

describe("a multiple", () => {
  test("is checked by decimals, as prices are written", () => {
    for (const price of [19.99, 0.07, 1.1, 4.35, 1_000_000.01, -0.29, 0])
      expect([price, isMultiple(price, 0.01)]).toEqual([price, true]);
    for (const price of [19.999, 0.005, 1e-3]) expect([price, isMultiple(price, 0.01)]).toEqual([price, false]);
    expect(isMultiple(0.3, 0.1)).toBe(true);
    expect(isMultiple(1.5, 0.5)).toBe(true);
    expect(isMultiple(1, 0.3)).toBe(false);
  });

  test("is checked as it is sent: 0.1 + 0.2 is 0.30000000000000004", () => {
    expect(isMultiple(0.1 + 0.2, 0.1)).toBe(false);
    expect(isMultiple(0.1 + 0.2, 1e-17)).toBe(true);
  });

  test("may be of any size, written with an exponent or not", () => {
    expect(isMultiple(1e308, 0.5)).toBe(true);
    expect(isMultiple(1e300, 7)).toBe(false);
    expect(isMultiple(9_007_199_254_740_994, 2)).toBe(true);
    expect(isMultiple(9_007_199_254_740_994, 4)).toBe(false);
    expect(isMultiple(2.5e-7, 1e-8)).toBe(true);
    expect(isMultiple(2.5e-7, 1e-7)).toBe(false);
    expect(isMultiple(5e-324, 5e-324)).toBe(true);
    expect(isMultiple(1.7e21, 1e20)).toBe(true);
  });

  test("is a number, and is told", () => {
    expect(issuesOf(multipleOf(0.01), 0.005)).toEqual([": must be a multiple of 0.01"]);
    expect(issuesOf(multipleOf(2), "1")).toEqual([]);
    expect(isMultiple(Number.POSITIVE_INFINITY, 2)).toBe(false);
    expect(isMultiple(Number.NaN, 0.5)).toBe(false);
  });
});
