import { describe, expect, test } from "vitest";
import { growthOf, LINEAR } from "../../../../test/growth-of.ts";
import { contains, items, maxItems, minItems, nothing, prefixItems, types, uniqueItems } from "../../src/validate.ts";
import { issuesOf } from "./issues-of.ts";

describe("a list", () => {
  test("has its first entries checked one by one, and the others alike", () => {
    const check = prefixItems([types("string"), types("integer")], types("boolean"));
    expect(issuesOf(check, ["a", 1, true, false])).toEqual([]);
    expect(issuesOf(check, ["a"])).toEqual([]);
    expect(issuesOf(check, [1, "a", 2])).toEqual(["/0: must be string", "/1: must be integer", "/2: must be boolean"]);
    expect(issuesOf(prefixItems([types("string")]), ["a", 1])).toEqual([]);
    expect(issuesOf(prefixItems([types("string")], nothing), ["a", 1])).toEqual(["/1: must not be there"]);
    expect(issuesOf(items(types("string")), ["a", 1])).toEqual(["/1: must be string"]);
  });

  test("has as many entries as it may have", () => {
    expect(issuesOf(minItems(1), [])).toEqual([": must have at least 1 entry"]);
    expect(issuesOf(maxItems(2), [1, 2, 3])).toEqual([": must have at most 2 entries"]);
    for (const check of [minItems(1), maxItems(0)]) expect(issuesOf(check, "text")).toEqual([]);
  });

  test("has no entry twice, compared as JSON", () => {
    expect(issuesOf(uniqueItems(), [1, "1", true, [1], ["1"], { a: 1 }, { a: "1" }, null, {}, []])).toEqual([]);
    for (const list of [
      [1, 1],
      [
        { a: 1, b: [2] },
        { b: [2], a: 1 },
      ],
      [0, -0],
      [{ a: undefined }, {}],
    ]) {
      expect(issuesOf(uniqueItems(), list)).toEqual([": must have no entry twice"]);
    }
  });

  test("is looked through for doubles in time that grows with it", async () => {
    const list = (size: number): unknown[] => Array.from({ length: size }, (_none, index) => ({ id: index }));
    expect(await growthOf(list, (entries) => expect(issuesOf(uniqueItems(), entries)).toEqual([]), 25_000)).toBeLessThan(LINEAR);
  });

  test("contains the required entries, as often as required", () => {
    expect(issuesOf(contains(types("string"), 1), [1, "a"])).toEqual([]);
    expect(issuesOf(contains(types("string"), 1), [1])).toEqual([": must have at least 1 of the entries that are asked for"]);
    expect(issuesOf(contains(types("string"), 1, 2), ["a", "b", "c"])).toEqual([
      ": must have at least 1 and at most 2 of the entries that are asked for",
    ]);
    expect(issuesOf(contains(types("string"), 0), [])).toEqual([]);
    expect(issuesOf(contains(types("string"), 1), "text")).toEqual([]);
  });
});
