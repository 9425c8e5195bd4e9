import { describe, expect, test } from "vitest";
import {
  allOf,
  anyOf,
  anything,
  contains,
  dependentSchema,
  ifThenElse,
  items,
  lazily,
  not,
  nothing,
  object,
  oneOf,
  prefixItems,
  types,
  unevaluated,
  values,
  type Check,
} from "../../src/validate.ts";
import { issuesOf } from "./issues-of.ts";

const having = (...names: readonly string[]): Check =>
  object({ properties: Object.fromEntries(names.map((name) => [name, anything])), required: names });
const closed = (check: Check): Check => unevaluated(check, { properties: nothing });

describe("unevaluated properties", () => {
  test("are checked, whether others stand beside them or in a part", () => {
    const check = closed(
      allOf(
        having("a"),
        lazily(() => object({ patterns: [["^x-", types("string")]] })),
      ),
    );
    expect(issuesOf(check, { a: 1, "x-b": "" })).toEqual([]);
    expect(issuesOf(check, { a: 1, b: 1, c: undefined })).toEqual(["/b: must not be there"]);
    expect(issuesOf(unevaluated(having("a"), { properties: types("string") }), { a: 1, b: 1 })).toEqual(["/b: must be string"]);
    expect(issuesOf(check, "text")).toEqual([]);
  });

  test("are those of every alternative that fits, and of none that does not", () => {
    const check = closed(anyOf([having("a", "b"), having("a", "c"), having("d")]));
    expect(issuesOf(check, { a: 1, b: 1, c: 1 })).toEqual([]);
    expect(issuesOf(check, { a: 1, b: 1, d: undefined, e: 1 })).toEqual(["/e: must not be there"]);
    expect(issuesOf(closed(oneOf([having("a"), having("b")])), { a: 1, c: 1 })).toEqual(["/c: must not be there"]);
  });

  test("are not those that a rule for other keys has checked", () => {
    expect(issuesOf(closed(object({ properties: { a: anything }, rest: types("string") })), { a: 1, b: "" })).toEqual([]);
    expect(issuesOf(closed(closed(having("a"))), { a: 1, b: 1 })).toEqual(["/b: must not be there"]);
    expect(issuesOf(closed(unevaluated(having("a"), { properties: anything })), { a: 1, b: 1 })).toEqual([]);
  });

  test("are those of the condition and of the rule that holds with it", () => {
    const check = closed(ifThenElse(object({ properties: { kind: values("x") }, required: ["kind"] }), having("a"), having("b")));
    expect(issuesOf(check, { kind: "x", a: 1 })).toEqual([]);
    expect(issuesOf(check, { kind: "x", a: 1, b: 1 })).toEqual(["/b: must not be there"]);
    expect(issuesOf(check, { b: 1 })).toEqual([]);
    expect(issuesOf(check, { kind: "y", b: 1 })).toEqual(["/kind: must not be there"]);
  });

  test("are those of a tag's variant, and of the schema that goes with a key", () => {
    const tag = { property: "kind", values: [["x"], ["y"]] };
    expect(issuesOf(closed(oneOf([having("kind", "a"), having("kind", "b")], tag)), { kind: "x", a: 1 })).toEqual([]);
    expect(issuesOf(closed(allOf(having("a"), dependentSchema("a", having("b")))), { a: 1, b: 1 })).toEqual([]);
  });

  test("are not those of a form that is ruled out, nor those further in", () => {
    expect(issuesOf(closed(not(not(having("a")))), { a: 1 })).toEqual(["/a: must not be there"]);
    expect(issuesOf(closed(object({ properties: { a: having("b") } })), { a: { b: 1 }, b: 1 })).toEqual([
      "/b: must not be there",
    ]);
  });

  test("are not told of a value that is wrong already", () => {
    expect(issuesOf(closed(having("a", "b")), { a: 1, c: 1 })).toEqual(["/b: must be present"]);
  });
});

describe("unevaluated entries", () => {
  const closedList = (check: Check): Check => unevaluated(check, { items: nothing });

  test("are those behind the first, unless there is a rule for them", () => {
    expect(issuesOf(closedList(prefixItems([anything])), [1])).toEqual([]);
    expect(issuesOf(closedList(prefixItems([anything])), [1, 2])).toEqual(["/1: must not be there"]);
    expect(issuesOf(closedList(prefixItems([anything], types("integer"))), [1, 2])).toEqual([]);
    expect(issuesOf(closedList(items(anything)), [1, 2])).toEqual([]);
  });

  test("are those that are not among the entries asked for", () => {
    const check = unevaluated(contains(types("string"), 1), { items: types("integer") });
    expect(issuesOf(check, ["a", 1, "b"])).toEqual([]);
    expect(issuesOf(check, ["a", null])).toEqual(["/1: must be integer"]);
  });

  test("are those of every alternative that fits", () => {
    const check = closedList(anyOf([prefixItems([anything, values(1)]), prefixItems([anything, anything, values(2)])]));
    expect(issuesOf(check, [0, 1, 2])).toEqual([]);
    expect(issuesOf(check, [0, 1, 3])).toEqual(["/2: must not be there"]);
  });
});
