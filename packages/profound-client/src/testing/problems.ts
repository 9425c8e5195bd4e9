import type { components } from "../generated/schema.gen.ts";
import { apiFacts } from "./api-facts.ts";
import { filterProblems } from "./filter-problems.ts";
import { instantOf } from "./referral-facts.ts";
import type { RequestProblem } from "./respond-invalid.ts";

type CitationsQuery = components["schemas"]["CitationsV2Query"];
type ReferralsQuery = components["schemas"]["ReferralsQueryV2"];

const problem = (loc: string, msg: string): RequestProblem => ({ loc: ["body", ...loc.split(".")], msg, type: "value_error" });

const DAY = /^\d{4}-\d\d-\d\d$/;
const INSTANT = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)?)?$/;

/** Whether a text is a date in one of the forms, and its day exists: 30 February does not. */
function isDate(text: string, form: RegExp): boolean {
  const day = Date.parse(`${text.slice(0, 10)}T00:00:00Z`);
  return form.test(text) && new Date(day).getUTCDate() === Number(text.slice(8, 10)) && !Number.isNaN(instantOf(text));
}

function dateProblems(form: RegExp, start: string, end: string): RequestProblem[] {
  const wrong = Object.entries({ start_date: start, end_date: end }).filter(([, text]) => !isDate(text, form));
  if (wrong.length > 0) return wrong.map(([name]) => problem(name, "Value error, must be a date that there is"));
  // A day as the end of a range counts completely.
  const last = DAY.test(end) ? instantOf(`${end}T23:59:59.999`) : instantOf(end);
  return last < instantOf(start) ? [problem("end_date", "Value error, must not be before start_date")] : [];
}

/** One dimension, or those that may be combined, each optionally by date as well. */
function isGrouping(dimensions: readonly string[]): boolean {
  const others = dimensions.filter((dimension) => dimension !== "date");
  const isOnce = new Set(dimensions).size === dimensions.length;
  return isOnce && (others.length < 2 || others.every((dimension) => apiFacts.groupedTogether.includes(dimension)));
}

/** Rules of the API that its spec does not state. */
export function citationsProblems(query: CitationsQuery): readonly RequestProblem[] {
  const groups = query.group_by ?? [];
  const { filter } = query;
  return [
    ...dateProblems(DAY, query.start_date, query.end_date),
    ...(filter ? filterProblems(filter) : []),
    ...(isGrouping(groups) ? [] : [problem("group_by", `Value error, unsupported combination: ${groups.join(", ")}`)]),
    ...(query.metrics?.includes("first_cited_at") && !groups.includes("page")
      ? [problem("metrics", "Value error, first_cited_at is available for pages only")]
      : []),
  ];
}

/** Rules of the API that its spec does not state. */
export function referralsProblems(query: ReferralsQuery): readonly RequestProblem[] {
  const columns: readonly string[] = [...query.metrics, ...(query.dimensions ?? [])];
  const order = Object.keys(query.order_by ?? {}).filter((column) => !columns.includes(column));
  return [
    ...dateProblems(INSTANT, query.start_date, query.end_date ?? query.start_date),
    ...(query.metrics.length === 0 ? [problem("metrics", "Value error, at least one metric is needed")] : []),
    ...order.map((column) => problem(`order_by.${column}`, "Value error, is no requested metric or dimension")),
  ];
}
