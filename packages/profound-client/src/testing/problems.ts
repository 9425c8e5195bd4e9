import { isConfigurationError } from "@specloom/client-runtime";
import { dateRange, type ReportName } from "../date-range.ts";
import { checkFilter } from "../check-filter.ts";
import type { components } from "../generated/schema.gen.ts";
import { isGrouping } from "../grouping.ts";
import type { RequestProblem } from "./respond-invalid.ts";

type CitationsQuery = components["schemas"]["CitationsV2Query"];
type ReferralsQuery = components["schemas"]["ReferralsQueryV2"];

const problem = (loc: string, msg: string): RequestProblem => ({ loc: ["body", ...loc.split(".")], msg, type: "value_error" });

/** What the client's own check of a part says, as the API would say it to a client that does not check. */
function findings(check: () => unknown): RequestProblem[] {
  try {
    check();
    return [];
  } catch (error) {
    if (!isConfigurationError(error)) throw error;
    return [problem(error.option, `Value error, must be ${error.expected}`)];
  }
}

function dateProblems(report: ReportName, start: string, end: string): RequestProblem[] {
  return findings(() => dateRange(report, start, end));
}

/** Rules that the API keeps and its spec does not state. */
export function citationsProblems(query: CitationsQuery): readonly RequestProblem[] {
  const groups = query.group_by ?? [];
  const { filter } = query;
  return [
    ...dateProblems("citations", query.start_date, query.end_date),
    ...(filter ? findings(() => checkFilter(filter)) : []),
    ...(isGrouping(groups) ? [] : [problem("group_by", `Value error, unsupported combination: ${groups.join(", ")}`)]),
    ...(query.metrics?.includes("first_cited_at") && !groups.includes("page")
      ? [problem("metrics", "Value error, first_cited_at is available for pages only")]
      : []),
  ];
}

/** Rules that the API keeps and its spec does not state. */
export function referralsProblems(query: ReferralsQuery): readonly RequestProblem[] {
  const columns: readonly string[] = [...query.metrics, ...(query.dimensions ?? [])];
  const order = Object.keys(query.order_by ?? {}).filter((column) => !columns.includes(column));
  return [
    ...dateProblems("referrals", query.start_date, query.end_date ?? query.start_date),
    ...(query.metrics.length === 0 ? [problem("metrics", "Value error, at least one metric is needed")] : []),
    ...order.map((column) => problem(`order_by.${column}`, "Value error, is no requested metric or dimension")),
  ];
}
