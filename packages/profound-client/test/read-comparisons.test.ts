import { expect, test } from "vitest";
import { queryReferralsOperation } from "../src/generated/operations.gen.ts";
import { readComparisons, readOrder } from "../src/read-comparisons.ts";

const fields = queryReferralsOperation.rules?.body?.properties;
const filters = (text: string) => readComparisons(fields?.["filters"]?.items ?? {}, [], text);
const metricFilters = (text: string) => readComparisons(fields?.["metric_filters"]?.items ?? {}, ["visits"], text);

test("comparisons are typed with and between them", () => {
  expect(filters("path contains /pricing and referral_source not_in none, internal")).toEqual([
    { field: "path", operator: "contains", value: "/pricing" },
    { field: "referral_source", operator: "not_in", value: ["none", "internal"] },
  ]);
  expect(metricFilters("visits >= 10")).toEqual([{ field: "visits", operator: ">=", value: 10 }]);
});

test.each([
  [() => filters("paht contains x"), "at column 1, “paht”: a field (path, referral_source, referral_type) is expected"],
  [() => filters("path has x"), "at column 6, “has”: an operator (is not_is in"],
  [() => filters("path is x or path is y"), "at column 11, “or”: and, or the end is expected"],
  [() => metricFilters("visits > many"), "at column 10, “many”: a number is expected"],
  [() => metricFilters("visits >"), "at the end: a number is expected"],
  [() => readOrder("visits down"), "“visits down”: a column, and asc or desc"],
])("a mistake is named with its place", (read, message) => {
  expect(read).toThrow(message);
});

test("an order has columns with their directions", () => {
  expect(readOrder("visits desc, date")).toEqual({ visits: "desc", date: "asc" });
});
