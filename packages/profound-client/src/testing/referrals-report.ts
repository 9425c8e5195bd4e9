import type { components } from "../generated/schema.gen.ts";
import { bucketOf, dayMs, iso } from "./bucket-of.ts";
import { filling } from "./filling.ts";
import { instantOf, type Referral } from "./referral-facts.ts";
import { textComparisons } from "./text-comparisons.ts";

type Query = components["schemas"]["ReferralsQueryV2"];

export interface ReferralsReport {
  readonly info: { readonly total_rows: number; readonly query: Readonly<Record<string, unknown>> };
  readonly data: readonly { readonly metrics: readonly number[]; readonly dimensions: readonly string[] }[];
}

// The API's own order of columns, which differs from the request's. A client that relies on the request's order mixes them up.
export const dimensionOrder: readonly string[] = ["date", "hour", "path", "referral_source", "referral_type"];
const METRIC_ORDER = ["visits", "last_visit"];
/** Columns that are computed. Other metrics of the API are filled in. */
export const referralColumns: readonly string[] = [...METRIC_ORDER, ...dimensionOrder];

const inOrder = (order: readonly string[], names: readonly string[]): readonly string[] =>
  order.filter((name) => names.includes(name));

type Cells = Record<string, number | string>;

function passes(fact: Referral, { field, operator, value }: NonNullable<Query["filters"]>[number]): boolean {
  const compare = textComparisons[operator.replace("not_", "")];
  const matches = [value].flat().some((wanted) => compare?.(Reflect.get(fact, field), wanted));
  return matches !== operator.startsWith("not_");
}

export const numberComparisons: Readonly<Record<string, (own: number, wanted: number) => boolean>> = {
  ">": (own, wanted) => own > wanted,
  ">=": (own, wanted) => own >= wanted,
  "<": (own, wanted) => own < wanted,
  "<=": (own, wanted) => own <= wanted,
  "=": (own, wanted) => own === wanted,
  "==": (own, wanted) => own === wanted,
  "!=": (own, wanted) => own !== wanted,
};

const compareCells = (a: number | string = "", b: number | string = ""): number => (a < b ? -1 : a > b ? 1 : 0);

/** The times of a fact's visits within the range. */
function timesOf({ time, weekday }: Referral, start: number, end: number): readonly number[] {
  if (weekday === undefined) return [time ?? start].filter((instant) => instant >= start && instant <= end);
  const firstDay = Math.floor(start / dayMs);
  // 1 January 1970 was a Thursday.
  const firstMatch = firstDay + ((weekday - ((firstDay + 4) % 7) + 7) % 7);
  const weeks = Math.max(0, Math.ceil((end - firstMatch * dayMs) / (7 * dayMs)));
  return Array.from({ length: weeks }, (_, week) => (firstMatch + week * 7) * dayMs + (time ?? 0)).filter(
    (instant) => instant >= start && instant <= end,
  );
}

/** Sums visits by the requested dimensions. */
function aggregate(referrals: readonly Referral[], query: Query, dimensions: readonly string[], end: number): Cells[] {
  const start = instantOf(query.start_date);
  const isDated = dimensions.includes("date");
  const rows = new Map<string, Cells>();
  const add = (cells: Cells, visits: number, last: number): void => {
    const key = Object.values(cells).join("\n");
    const row = rows.get(key) ?? { ...cells, visits: 0, last_visit: 0 };
    rows.set(key, row);
    row["visits"] = Number(row["visits"]) + visits;
    row["last_visit"] = Math.max(Number(row["last_visit"]), last);
  };
  for (const referral of referrals) {
    if (referral.domain !== undefined && referral.domain !== query.domain) continue;
    if (!(query.filters ?? []).every((filter) => passes(referral, filter))) continue;
    const times = timesOf(referral, start, end);
    const [first, last] = [times[0], times.at(-1)];
    if (first === undefined || last === undefined) continue;
    const cellsAt = (instant: number): Cells => {
      const { path, referral_source, referral_type } = referral;
      const date = isDated ? bucketOf(instant, query.date_interval, start) : "";
      const values: Cells = { date, hour: iso(instant).slice(11, 13), path, referral_source, referral_type };
      return Object.fromEntries(dimensions.map((dimension) => [dimension, values[dimension] ?? ""]));
    };
    // Without the date in the rows, all times of a fact form one: it is the same hour of every day.
    if (isDated) for (const instant of times) add(cellsAt(instant), referral.visits, instant);
    else add(cellsAt(first), referral.visits * times.length, last);
  }
  return [...rows.values()];
}

/** A page whose single metric is the value, to check the response. */
function metricRow(value: unknown): unknown {
  return { info: { total_rows: 1, query: null }, data: [{ metrics: [value], dimensions: [] }] };
}

/** Computes one page of a report. `now` ends an open range. A day as the end counts completely. */
export function referralsReport(referrals: readonly Referral[], query: Query, now: number): ReferralsReport {
  const dimensions = inOrder(dimensionOrder, query.dimensions ?? []);
  const others = query.metrics.filter((metric) => !METRIC_ORDER.includes(metric));
  const metrics = [...inOrder(METRIC_ORDER, query.metrics), ...others];
  const { end_date = iso(now) } = query;
  const end = instantOf(end_date) + (end_date.length === 10 ? dayMs - 1 : 0);
  const order = Object.entries(query.order_by ?? {});
  const sorting = order.length > 0 ? order : [[query.metrics[0] ?? "visits", "desc"]];
  const rows = aggregate(referrals, query, dimensions, end)
    .filter((row) =>
      (query.metric_filters ?? []).every(({ field, operator, value }) =>
        numberComparisons[operator]?.(Number(row[field]), value),
      ),
    )
    .toSorted((a, b) => {
      const decided = sorting.map(
        ([column = "", direction]) => compareCells(a[column], b[column]) * (direction === "desc" ? -1 : 1),
      );
      return decided.find((result) => result !== 0) ?? 0;
    });
  const { limit = 10_000, offset = 0 } = query.pagination ?? {};
  return {
    info: { total_rows: rows.length, query: { ...query, metrics, dimensions, end_date, pagination: { limit, offset } } },
    data: rows.slice(offset, offset + limit).map((row) => ({
      metrics: metrics.map((metric) => Number(row[metric] ?? filling("queryReferrals", metricRow))),
      dimensions: dimensions.map((dimension) => String(row[dimension])),
    })),
  };
}
