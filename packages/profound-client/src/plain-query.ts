import type { components } from "./generated/schema.gen.ts";

type Query = components["schemas"]["CitationsV2Query"];

const isDay = (value: unknown): boolean =>
  typeof value === "string" && value.length === 10 && new Date(value).toJSON()?.slice(0, 10) === value;

/**
 * True for a query that is a category, two real days in order, and a place in the pages: nothing to convert, and no rule that could refuse it.
 * The most usual query is one, and does without the code for all others.
 */
export function isPlain(params: { readonly start_date: unknown; readonly end_date: unknown }): params is Query {
  const { start_date, end_date, ...rest } = params;
  return (
    isDay(start_date) &&
    isDay(end_date) &&
    String(start_date) <= String(end_date) &&
    Object.keys(rest).every((key) => /^(category_id|cursor|limit|max_results)$/.test(key))
  );
}
