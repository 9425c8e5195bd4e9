import type { components } from "./generated/schema.gen.ts";

type Query = components["schemas"]["CitationsV2Query"];

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
  for (const name in params) if (!/^(category_id|(start|end)_date|cursor|limit|max_results)$/.test(name)) return false;
  return isDay(params?.start_date) && isDay(params.end_date) && params.start_date <= params.end_date;
}
