import { checkParams } from "@specloom/client-runtime";
import { beforeCall, checkReport } from "./call-record.ts";
import { checkFilter } from "./check-filter.ts";
import { dateRange } from "./date-range.ts";
import { type Operations, queryCitationsOperation } from "./generated/operations.gen.ts";
import type { components } from "./generated/schema.gen.ts";
import { isGrouping } from "./grouping.ts";
import type { QueryCitationsParams, StreamCitationsParams } from "./params.ts";
import { refuse } from "./refuse.ts";
import type { ReportOptions } from "./report-options.ts";
import { walkPages, wrongPages } from "./walk-pages.ts";

type CitationsParams = QueryCitationsParams | StreamCitationsParams;
type Schemas = components["schemas"];

/** The two forms of the report have one body in the spec. Each ignores the fields of the other. */
const STRANGERS: { readonly [Id in keyof Operations]?: readonly (keyof CitationsParams)[] } = {
  queryCitations: ["max_results"],
  streamCitations: ["limit", "cursor"],
};

function refuseWrong(id: keyof Operations, params: CitationsParams): void {
  checkParams(queryCitationsOperation.rules?.body ?? {}, params);
  const stranger = STRANGERS[id]?.find((name) => params[name] !== undefined);
  if (stranger) refuse(stranger, `left out: ${id} has no use for it`, params[stranger]);
  const { filter, metrics } = params;
  const group_by = params.group_by ?? [];
  if (!isGrouping(group_by)) {
    refuse("group_by", "one dimension, or topic with model, each optionally with date", group_by);
  }
  if (metrics?.includes("first_cited_at") && !group_by.includes("page")) {
    refuse("metrics", "without first_cited_at, which needs group_by page", metrics);
  }
  if (filter) checkFilter(filter);
}

/** The body that asks for a report, with converted dates. Throws if the API would refuse it. */
export function citationsBody(
  id: keyof Operations,
  given: CitationsParams,
  { unchecked }: ReportOptions = {},
): Schemas["CitationsV2Query"] {
  // A program without types may give no params. The message then names the missing ones, as for any other mistake.
  const params = { ...given };
  return beforeCall(id, () => {
    if (!unchecked) refuseWrong(id, params);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the same values; the wire's types differ in lists being writable
    return Object.assign(params, dateRange("citations", params.start_date, params.end_date)) as Schemas["CitationsV2Query"];
  });
}

/** The rows of all pages, from the requested cursor on. */
export function walkCitations(
  params: QueryCitationsParams,
  fetchPage: (params: QueryCitationsParams) => Promise<Schemas["CitationsResponse"]>,
): AsyncGenerator<Schemas["CitationsRow"], undefined, undefined> {
  return walkPages(
    "queryCitations",
    params.cursor ?? undefined,
    async (cursor) => checkReport("queryCitations", await fetchPage({ ...params, limit: params.limit ?? 50, cursor })),
    {
      rows: ({ data }) => data,
      total: ({ info }) => info.total_results,
      next({ info: { next_cursor } }) {
        if (typeof (next_cursor ?? "") === "string") return next_cursor;
        throw wrongPages("queryCitations", "got a cursor that is not a text.", "/info/next_cursor");
      },
      isWhole: !params.cursor,
    },
  );
}
