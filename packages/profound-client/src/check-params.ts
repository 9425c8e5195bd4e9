import { dateRange } from "./dates.ts";
import { checkFilter, checkValue } from "./filter-rules.ts";
import { queryCitationsValues, queryReferralsValues } from "./generated/values.gen.ts";
import type { components } from "./generated/schema.gen.ts";
import { refuse } from "./refuse.ts";
import type { ReportOptions } from "./report-options.ts";

type CitationsQuery = components["schemas"]["CitationsV2Query"];
type ReferralsQuery = components["schemas"]["ReferralsQueryV2"];
type Params = Readonly<Record<string, unknown>>;

/** Refuses a value that the spec does not list for its place. `path` is the spec's name of the place, `at` a person's, with positions. */
function checkNames(known: Readonly<Record<string, readonly string[]>>, value: unknown, path: string, at: string): void {
  const names = known[path];
  if (names && typeof value === "string" && !names.includes(value)) refuse(at, `one of ${names.join(", ")}`, value);
  if (Array.isArray(value)) value.forEach((item, index) => checkNames(known, item, `${path}[]`, `${at}[${index}]`));
  else if (typeof value === "object" && value !== null) {
    const dot = path && ".";
    for (const [key, item] of Object.entries(value)) checkNames(known, item, path + dot + key, at + dot + key);
  }
}

/** The body of a citations report: dates converted, and refused where the API would refuse it. */
export function citationsBody(params: Params, { unchecked }: ReportOptions): CitationsQuery {
  const { start_date, end_date, group_by, metrics, filter } = params;
  if (!unchecked) {
    checkNames(queryCitationsValues, params, "", "");
    const groups = (group_by ?? []) as string[];
    const undated = groups.filter((name) => name !== "date").toSorted();
    if ((undated.length > 1 && undated.join() !== "model,topic") || groups.length > undated.length + 1) {
      refuse("group_by", "one dimension, or topic with model, each optionally with date", groups);
    }
    if ((metrics as string[] | null | undefined)?.includes("first_cited_at") && !groups.includes("page")) {
      refuse("metrics", "without first_cited_at, which needs group_by page", metrics);
    }
    if (filter != null) checkFilter(filter);
  }
  return { ...params, ...dateRange("citations", start_date, end_date) } as CitationsQuery;
}

/** The body of a referrals report: dates converted, and refused where the API would refuse it. The limit is always sent, as the documented defaults differ. */
export function referralsBody(params: Params, { unchecked }: ReportOptions): ReferralsQuery {
  const { start_date, end_date, metrics, dimensions, order_by, filters, pagination } = params;
  if (!unchecked) {
    checkNames(queryReferralsValues, params, "", "");
    const columns = [metrics, dimensions ?? []].flat();
    if (!Array.isArray(metrics) || metrics.length === 0) refuse("metrics", "a list of at least one metric", metrics);
    for (const column of Object.keys(order_by ?? {})) {
      if (!columns.includes(column)) refuse("order_by", `by requested columns: ${columns.join(", ")}`, column);
    }
    for (const [index, filter] of ((filters ?? []) as Params[]).entries())
      checkValue(filter["operator"], filter["value"], `filters[${index}].value`);
  }
  return {
    ...params,
    ...dateRange("referrals", start_date, end_date ?? start_date),
    ...(end_date == null && { end_date: undefined }),
    pagination: { limit: 10_000, offset: 0, ...(pagination as object) },
  } as ReferralsQuery;
}
