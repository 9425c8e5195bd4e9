import { checkParams } from "@specloom/client-runtime";
import { beforeCall, callRecord, checkReport } from "./call-record.ts";
import { checkValue } from "./check-filter.ts";
import type { ReferralsPage } from "./citations-page.ts";
import { dateRange } from "./date-range.ts";
import { queryReferralsOperation } from "./generated/operations.gen.ts";
import type { components } from "./generated/schema.gen.ts";
import type { QueryReferralsParams } from "./params.ts";
import { refuse } from "./refuse.ts";
import type { ReportOptions } from "./report-options.ts";
import { nameRows } from "./rows.ts";
import { walkPages, wrongPages } from "./walk-pages.ts";

type Query = components["schemas"]["ReferralsQueryV2"];
type Row = Record<string, unknown>;

function refuseWrong(params: QueryReferralsParams): void {
  checkParams(queryReferralsOperation.rules?.body ?? {}, params);
  const { metrics } = params;
  if (metrics.length === 0) refuse("metrics", "a list of at least one metric", metrics);
  const columns: readonly string[] = [...metrics, ...(params.dimensions ?? [])];
  const stranger = Object.keys(params.order_by ?? {}).find((column) => !columns.includes(column));
  if (stranger !== undefined) refuse("order_by", `by requested columns: ${columns.join(", ")}`, stranger);
  for (const [index, filter] of (params.filters ?? []).entries()) {
    checkValue(filter.operator, filter.value, `filters[${index}].value`);
  }
}

/** The body that asks for a report, with converted dates. Throws if the API would refuse it. */
export function referralsBody(given: QueryReferralsParams, { unchecked }: ReportOptions = {}): Query {
  // A program without types may give no params. The message then names the missing ones, as for any other mistake.
  const params = { ...given };
  const { start_date, end_date, pagination } = params;
  return beforeCall("queryReferrals", () => {
    if (!unchecked) refuseWrong(params);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the same values; the wire's types differ in lists being writable
    return {
      ...params,
      ...dateRange("referrals", start_date, end_date ?? start_date),
      // If left out, it is the API's present time.
      ...(end_date === undefined && { end_date: undefined }),
      // Always sent, since the vendor's documents name different defaults.
      pagination: { ...pagination, limit: pagination?.limit ?? 10_000, offset: pagination?.offset ?? 0 },
    } as Query;
  });
}

/** One page with named rows. The columns are those of the response, or else the requested ones. */
export function nameReferrals(response: components["schemas"]["Response"], query: Query): ReferralsPage<Row> {
  checkReport("queryReferrals", response);
  return { rows: nameRows(response, query, callRecord("queryReferrals")), ...response };
}

/** The rows of all pages, from the requested offset on. */
export function walkReferrals(
  params: QueryReferralsParams,
  fetchPage: (params: QueryReferralsParams) => Promise<ReferralsPage<Row>>,
): AsyncGenerator<Row, undefined, undefined> {
  const { pagination } = params;
  return walkPages(
    "queryReferrals",
    pagination?.offset ?? 0,
    (offset) => fetchPage({ ...params, pagination: { ...pagination, offset } }),
    {
      rows: ({ rows }) => rows,
      total: ({ info }) => (typeof info.total_rows === "number" ? info.total_rows : undefined),
      next({ rows }, offset, total) {
        if (total === undefined)
          throw wrongPages("queryReferrals", "got no info.total_rows: the end of the walk is unknown.", "/info/total_rows");
        if (rows.length === 0 && offset < total)
          throw wrongPages("queryReferrals", `got no rows at offset ${offset}, of ${total} rows in all.`);
        // By the number of rows in the page: the server may send fewer than the limit.
        return offset + rows.length < total ? offset + rows.length : undefined;
      },
      // Only the total tells its end.
      isWhole: false,
    },
  );
}
