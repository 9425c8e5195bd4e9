import { expect, test } from "vitest";
import { anything, items, lazily, nothing, object, types, type Check } from "../../src/validate.ts";
import { issuesOf } from "./issues-of.ts";

test("an issue names its place by a JSON pointer", () => {
  const check = object({ properties: { "a/b~c": items(object({ properties: { "": types("string") } })) } });
  expect(issuesOf(check, { "a/b~c": [{}, { "": 1 }] })).toEqual(["/a~1b~0c/1/: must be string"]);
});

test("fifty issues are told, and no more", () => {
  const numbers = Array.from({ length: 1000 }, (_none, index) => index);
  const told = issuesOf(items(types("string")), numbers);
  expect(told).toHaveLength(50);
  expect(told.at(-1)).toBe("/49: must be string");
});

test("anything passes where a schema is true, and nothing where it is false", () => {
  for (const value of [null, 0, "", [], {}]) {
    expect(issuesOf(anything, value)).toEqual([]);
    expect(issuesOf(nothing, value)).toEqual([": must not be there"]);
  }
});

test("a lazy check may refer to itself and to what comes later, and is made once", () => {
  let made = 0;
  const node: Check = lazily(() => {
    made += 1;
    return object({ properties: { next: node, name } });
  });
  const name: Check = lazily(() => types("string"));
  expect(made).toBe(0);
  expect(issuesOf(node, { next: { next: { name: 1 } } })).toEqual(["/next/next/name: must be string"]);
  expect(issuesOf(node, { name: "a" })).toEqual([]);
  expect(made).toBe(1);
});
