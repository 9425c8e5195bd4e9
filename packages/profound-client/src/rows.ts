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

/** What a column of the referrals report holds. How `last_visit` writes its time is not documented. */
export type ReferralColumn<Name> = Name extends "visits" ? number : Name extends ReferralMetric ? number | string | null : string;

/**
 * What a column of the citations report holds. `rank` is documented in ways that contradict each other, so a row may lack it although it was
 * asked for. A dimension or metric that is newer than its description is `unknown`.
 */
export type CitationColumn<Name> = Name extends "rank"
  ? number | undefined
  : Name extends keyof WireCitation
    ? NonNullable<WireCitation[Name]>
    : unknown;

/** The names in a literal list; none where the compiler only knows what the list may hold. */
type Certain<Names extends readonly string[]> = number extends Names["length"] ? never : Names[number];

/**
 * A row of the referrals report: one property for each dimension and metric of the request.
 * Where a list of the request is not literal, the compiler cannot know which of its names are there, and they are optional.
 */
export type ReferralRow<
  Metrics extends readonly ReferralMetric[] = readonly ReferralMetric[],
  Dimensions extends readonly ReferralDimension[] = readonly ReferralDimension[],
> = number extends (Dimensions | Metrics)["length"]
  ? { [Name in Certain<Dimensions> | Certain<Metrics>]: ReferralColumn<Name> } & {
      [Name in Dimensions[number] | Metrics[number]]?: ReferralColumn<Name>;
    }
  : { [Name in Dimensions[number] | Metrics[number]]: ReferralColumn<Name> };

/**
 * A row of the citations report: `domain`, or `page` when grouped by it, and one property for each dimension and metric of the request.
 * Where a list of the request is not literal, the compiler cannot know which of its names are there, and they are optional.
 */
export type CitationRow<
  Metrics extends readonly CitationMetric[] = readonly CitationMetric[],
  GroupBy extends readonly CitationDimension[] = readonly CitationDimension[],
> = number extends (GroupBy | Metrics)["length"]
  ? { [Name in Certain<GroupBy> | Certain<Metrics>]: CitationColumn<Name> } & {
      [Name in GroupBy[number] | Metrics[number] | "domain" | "page"]?: CitationColumn<Name>;
    }
  : { [Name in GroupBy[number] | Metrics[number] | ("page" extends GroupBy[number] ? never : "domain")]: CitationColumn<Name> };

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
  const { metrics = [], dimensions = [] } = info.query ?? request;
  const names = [dimensions, metrics].flat();
  return data.map((row, index) => {
    const values: readonly unknown[] = [row?.dimensions, row?.metrics].flat();
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
