import type { components } from "./generated/schema.gen.ts";

type Query = components["schemas"]["CitationsV2Query"];

const plainNames = { category_id: 1, start_date: 1, end_date: 1, cursor: 1, limit: 1, max_results: 1 };

// Days that every month has: the few others are left to the check that knows months.
const isDay = (value: unknown): value is string =>
  typeof value === "string" && /^\d{4}-(0[1-9]|1[0-2])-([01][1-9]|10|2[0-8])$/.test(value);

/**
 * True for a query of a category, two days in order, and a place in the pages: nothing to convert, and no rule that could refuse it.
 * The most usual query is one, and does without the code for all others.
 */
export function isPlain(
  params: { readonly start_date: unknown; readonly end_date: unknown } | null | undefined,
): params is Query {
  for (const name in params) if (!(name in plainNames)) return false;
  return isDay(params?.start_date) && isDay(params.end_date) && params.start_date <= params.end_date;
}
