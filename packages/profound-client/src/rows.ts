import { type CallRecord, ResponseError } from "@specloom/client-runtime";
import type { components } from "./generated/schema.gen.ts";

type Schemas = components["schemas"];
type ReferralsQuery = Schemas["ReferralsQueryV2"];
type CitationsQuery = Schemas["CitationsV2Query"];
type WireCitation = Schemas["CitationsRow"];

/** A number of a row of the referrals report. */
export type ReferralMetric = ReferralsQuery["metrics"][number];
/** What rows of the referrals report are split by. */
export type ReferralDimension = NonNullable<ReferralsQuery["dimensions"]>[number];
/** A number of a row of the citations report. */
export type CitationMetric = NonNullable<CitationsQuery["metrics"]>[number];
/** What rows of the citations report are split by. */
export type CitationDimension = NonNullable<CitationsQuery["group_by"]>[number];

interface KnownReferralColumns {
  /** The bucket, in UTC. A day is `YYYY-MM-DD`; how other buckets are written is not documented. */
  date: string;
  /** The hour of the visits. Its form is not documented. */
  hour: string;
  /** The path of the page that was visited. */
  path: string;
  /** The origin of the visits: an AI engine such as `openai`, `internal`, `none` or `other`. */
  referral_source: string;
  /** How the source was recognised: `referer`, `utm`, `internal` or `none`. */
  referral_type: string;
  /** Number of visits, a count. */
  visits: number;
  /** The time of the last visit. Its form is not documented. */
  last_visit: number | string | null;
}

/** The columns of the referrals report. A column newer than its description has the API's type for all columns of its kind. */
export type ReferralColumns = KnownReferralColumns &
  Record<ReferralDimension, string> &
  Record<ReferralMetric, number | string | null>;

/** `rank` is left open for the interface: `-?` takes `undefined` out of every type. */
type RequiredCitationColumns = {
  // oxlint-disable-next-line typescript/no-explicit-any -- what an interface narrows has to take what it narrows to
  [Name in keyof WireCitation]-?: Name extends "rank" ? any : NonNullable<WireCitation[Name]>;
};

interface KnownCitationColumns extends RequiredCitationColumns {
  rank: WireCitation["rank"];
}

/**
 * The columns of the citations report. `rank` may be absent although it was requested. A column newer than its description is `unknown`.
 */
export type CitationColumns = KnownCitationColumns & Record<CitationDimension | CitationMetric, unknown>;

/** The names in a literal list. None if the compiler only knows the possible ones. */
type Certain<Names extends readonly string[]> = number extends Names["length"] ? never : Names[number];

/**
 * A row of the referrals report: one property for each dimension and metric of the request. If a list of the request is not literal, the
 * compiler cannot know its names, and they are optional.
 */
export type ReferralRow<
  Metrics extends readonly ReferralMetric[] = readonly ReferralMetric[],
  Dimensions extends readonly ReferralDimension[] = readonly ReferralDimension[],
> = number extends (Dimensions | Metrics)["length"]
  ? Pick<ReferralColumns, Certain<Dimensions> | Certain<Metrics>> &
      Partial<Pick<ReferralColumns, Dimensions[number] | Metrics[number]>>
  : Pick<ReferralColumns, Dimensions[number] | Metrics[number]>;

/** The metrics of a row if none are requested. */
export type DefaultCitationMetrics = readonly ["count", "citation_share", "rank"];

type MetricOf<Metrics extends readonly CitationMetric[]> = (Metrics extends readonly []
  ? DefaultCitationMetrics
  : Metrics)[number];

/**
 * A row of the citations report: `domain`, or `page` when grouped by it, and one property for each dimension and metric of the request. If
 * a list of the request is not literal, the compiler cannot know its names, and they are optional. An empty list of metrics is none.
 */
export type CitationRow<
  Metrics extends readonly CitationMetric[] = readonly CitationMetric[],
  GroupBy extends readonly CitationDimension[] = readonly CitationDimension[],
> = number extends (GroupBy | Metrics)["length"]
  ? Pick<CitationColumns, Certain<GroupBy> | (Metrics extends readonly [] ? MetricOf<[]> : Certain<Metrics>)> &
      Partial<Pick<CitationColumns, GroupBy[number] | Metrics[number] | "domain" | "page">>
  : Pick<CitationColumns, GroupBy[number] | MetricOf<Metrics> | ("page" extends GroupBy[number] ? never : "domain")>;

/** Names of columns, in the order of their values. */
export interface ColumnOrder {
  readonly metrics?: unknown;
  readonly dimensions?: unknown;
}

/**
 * Names the positional values of a referrals report. The columns are in the response's own order, `info.query`. The request's order counts
 * only if that is null.
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
        `got ${values.length} values in row ${index}, but info.query names ${names.length} columns.`,
        {
          reason: "wrong-shape",
          pointer: `/data/${index}`,
        },
      );
    }
    return Object.fromEntries(names.map((name, column) => [name, values[column]]));
  });
}
