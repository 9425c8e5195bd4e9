import { expect, test } from "vitest";
import { format, maxLength, minLength, object, pattern, types } from "../../src/validate.ts";
import { issuesOf } from "./issues-of.ts";

test("a length counts characters, not halves of them", () => {
  expect(issuesOf(maxLength(2), "🙂🙂")).toEqual([]);
  expect(issuesOf(maxLength(1), "🙂🙂")).toEqual([": must have at most 1 character"]);
  expect(issuesOf(minLength(2), "🙂")).toEqual([": must have at least 2 characters"]);
  expect(issuesOf(minLength(2), [])).toEqual([]);
});

test("a pattern is looked for anywhere in a text, by characters", () => {
  expect(issuesOf(pattern("b+"), "abc")).toEqual([]);
  expect(issuesOf(pattern("^.$"), "🙂")).toEqual([]);
  expect(issuesOf(pattern(String.raw`^\p{Lu}`), "abc")).toEqual([String.raw`: must match ^\p{Lu}`]);
});

test("a pattern that the newer rules refuse is read by the older ones", () => {
  const check = pattern(String.raw`^[\w-\.]+\_$`);
  expect(issuesOf(check, "a-b._")).toEqual([]);
  expect(issuesOf(check, "a b")).toHaveLength(1);
  expect(issuesOf(object({ patterns: [[String.raw`\-id$`, types("string")]] }), { "a-id": 1 })).toEqual([
    "/a-id: must be string",
  ]);
});

test("a format is asserted where a value is wrong for certain", () => {
  expect(issuesOf(format("uuid"), "182BD5E5-6e1a-4fe4-a799-aa6d9a6ab26e")).toEqual([]);
  expect(issuesOf(format("uuid"), "182bd5e5")).toEqual([": must be a UUID"]);
  expect(issuesOf(format("email"), "a@b")).toEqual([]);
  expect(issuesOf(format("email"), "a b@c")).toEqual([": must be an e-mail address"]);
  for (const name of ["date", "date-time"] as const) {
    for (const date of ["2024-02-29", "2026-06-09T10:00:00Z", "2026-06-09 10:00"])
      expect(issuesOf(format(name), date)).toEqual([]);
    for (const date of ["2026-02-29", "09.06.2026", "2026-06-09x", ""]) {
      expect(issuesOf(format(name), date)).toEqual([": must start with a date: YYYY-MM-DD"]);
    }
  }
});
