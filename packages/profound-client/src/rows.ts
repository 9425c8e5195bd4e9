import { type CallRecord, ResponseError } from "@specloom/client-runtime";
import type { components } from "./generated/schema.gen.ts";

type Schemas = components["schemas"];
type ReferralsQuery = Schemas["ReferralsQueryV2"];
type CitationsQuery = Schemas["CitationsV2Query"];
type WireCitation = Schemas["CitationsRow"];

export type ReferralMetric = ReferralsQuery["metrics"][number];
export type ReferralDimension = NonNullable<ReferralsQuery["dimensions"]>[number];
export type CitationMetric = NonNullable<CitationsQuery["metrics"]>[number];
export type CitationDimension = NonNullable<CitationsQuery["group_by"]>[number];

/** What each column of the referrals report holds. How `last_visit` writes its time is not documented. */
export interface ReferralColumns
  extends Record<ReferralDimension, string>, Record<Exclude<ReferralMetric, "visits">, number | string | null> {
  /** Number of visits. */
  visits: number;
}

type Present<T> = { [Key in keyof T]-?: NonNullable<T[Key]> };

/** What each column of the citations report holds. A dimension or metric that is newer than its description is `unknown`. */
export interface CitationColumns
  extends
    Present<Omit<WireCitation, "rank">>,
    // Documented in ways that contradict each other, so a row may lack it although it was asked for.
    Pick<WireCitation, "rank">,
    Record<Exclude<CitationDimension | CitationMetric, keyof WireCitation>, unknown> {}

/** The names in a literal list; none where the compiler only knows what the list may hold. */
type Certain<Names extends readonly string[]> = number extends Names["length"] ? never : Names[number];

/** Surely has the columns of literal lists, and perhaps those of others: rows stay honest when the request is not literal. */
type Widened<Columns, Surely extends keyof Columns, Perhaps extends keyof Columns> = Pick<Columns, Surely> &
  Partial<Pick<Columns, Perhaps>>;

/** A row of the referrals report: one property for each dimension and metric of the request. */
export type ReferralRow<
  Metrics extends readonly ReferralMetric[] = readonly ReferralMetric[],
  Dimensions extends readonly ReferralDimension[] = readonly ReferralDimension[],
> = number extends (Dimensions | Metrics)["length"]
  ? Widened<ReferralColumns, Certain<Dimensions> | Certain<Metrics>, Dimensions[number] | Metrics[number]>
  : Pick<ReferralColumns, Dimensions[number] | Metrics[number]>;

/** A row of the citations report: `domain`, or `page` when grouped by it, and one property for each dimension and metric of the request. */
export type CitationRow<
  Metrics extends readonly CitationMetric[] = readonly CitationMetric[],
  GroupBy extends readonly CitationDimension[] = readonly CitationDimension[],
> = number extends (GroupBy | Metrics)["length"]
  ? Widened<CitationColumns, Certain<GroupBy> | Certain<Metrics>, GroupBy[number] | Metrics[number] | "domain" | "page">
  : Pick<CitationColumns, GroupBy[number] | Metrics[number] | ("page" extends GroupBy[number] ? never : "domain")>;

/** Names of columns, in the order of their values. */
export interface ColumnOrder {
  readonly metrics?: unknown;
  readonly dimensions?: unknown;
}

/**
 * Names the positional values of a referrals report. The columns are in the answer's own order, `info.query`; the request's counts only where
 * that is null.
 *
 * @throws {ResponseError} `wrong-shape`: a row has another number of values than there are columns.
 */
export function nameRows({ info, data }: Schemas["Response"], request: ColumnOrder, call: CallRecord): Record<string, unknown>[] {
  const { metrics, dimensions = [] } = info.query ?? request;
  const names = [dimensions, metrics].flat();
  return data.map((row, index) => {
    const values = [...row.dimensions, ...row.metrics];
    if (values.length !== names.length) {
      throw new ResponseError(
        call,
        `was answered with ${values.length} values in row ${index}, where info.query names ${names.length} columns.`,
        {
          reason: "wrong-shape",
          pointer: `/data/${index}`,
        },
      );
    }
    return Object.fromEntries(names.map((name, column) => [name, values[column]]));
  });
}
