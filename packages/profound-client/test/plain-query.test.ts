import { expect, test } from "vitest";
import { isPlain } from "../src/plain-query.ts";

const query = { category_id: "c", start_date: "2026-06-09", end_date: "2026-06-15" };

test.each<[string, object]>([
  ["a category and a week", query],
  ["a single day", { ...query, end_date: query.start_date }],
  ["a place in the pages, and a cap", { ...query, limit: 50, cursor: "next", max_results: 5 }],
])("%s is plain", (_name, params) => {
  expect(isPlain({ ...query, ...params })).toBe(true);
});

// These are not wrong, most of them: they are looked at more closely.
test.each<[string, object]>([
  ["a metric", { metrics: ["count"] }],
  ["a filter, even without one", { filter: null }],
  ["a field that is not known", { host: "example.com" }],
  ["an instant", { end_date: new Date("2026-06-15T12:00:00Z") }],
  ["the last days of a month", { end_date: "2026-06-30" }],
  ["a day with a time", { end_date: "2026-06-15 10:00" }],
  ["a reversed range", { end_date: "2026-06-08" }],
  ["no end", { end_date: undefined }],
])("%s is not", (_name, params) => {
  expect(isPlain({ ...query, ...params })).toBe(false);
});

test.each([undefined, null])("%s is not", (params) => {
  expect(isPlain(params)).toBe(false);
});
