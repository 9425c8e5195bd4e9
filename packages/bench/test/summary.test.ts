import { describe, expect, test } from "vitest";
import { median, ratiosByRound, rotate, summarize } from "../src/summary.ts";

describe("a median", () => {
  test("is the middle value, whatever the order", () => {
    expect(median([9, 1, 5])).toBe(5);
  });

  test("is the mean of the two middle values where the count is even", () => {
    expect(median([4, 1, 100, 2])).toBe(3);
  });

  test("does not follow one wild round", () => {
    expect(median([1, 1.1, 1.2, 1.1, 50])).toBe(1.1);
  });

  test("sorts numbers as numbers and leaves its argument alone", () => {
    const values = [10, 9, 100];
    expect(median(values)).toBe(10);
    expect(values).toEqual([10, 9, 100]);
  });

  test("of nothing is refused", () => {
    expect(() => median([])).toThrow(RangeError);
  });
});

test("a summary has the median, the spread and the number of samples", () => {
  expect(summarize([3, 1, 2])).toEqual({ median: 2, lowest: 1, highest: 3, samples: 3 });
});

describe("ratios", () => {
  test("are taken over the floor of the same round", () => {
    expect(ratiosByRound([2, 30, 4], [1, 10, 4])).toEqual([2, 3, 1]);
  });

  test("stay level when the machine slows down for a round", () => {
    expect(summarize(ratiosByRound([2, 20, 2], [1, 10, 1]))).toMatchObject({ lowest: 2, highest: 2 });
  });

  test("are refused where rounds are missing or a floor costs nothing", () => {
    expect(() => ratiosByRound([1, 2], [1])).toThrow("2 rounds cannot be paired with 1");
    expect(() => ratiosByRound([1], [0])).toThrow("the floor of round 1 is not above zero");
  });
});

test("rotation lets everybody be first once", () => {
  expect([0, 1, 2, 3].map((round) => rotate(["a", "b", "c"], round).join(""))).toEqual(["abc", "bca", "cab", "abc"]);
  expect(rotate([], 2)).toEqual([]);
});
