import type { CitationListOperator, CitationsFilter, NonEmpty, Refused } from "./filter.ts";
import type { components } from "./generated/schema.gen.ts";
import type { CitationDimension, CitationMetric, ReferralDimension, ReferralMetric } from "./rows.ts";

type Schemas = components["schemas"];
type CitationsQuery = Schemas["CitationsV2Query"];
type ReferralsQuery = Schemas["ReferralsQueryV2"];

type Undated = Exclude<CitationDimension, "date">;
type Grouping =
  | readonly []
  | readonly [CitationDimension]
  | readonly ["date", Undated]
  | readonly [Undated, "date"]
  | readonly ["topic", "model"]
  | readonly ["model", "topic"]
  | readonly ["topic", "model", "date"]
  | readonly ["model", "topic", "date"]
  | readonly ["topic", "date", "model"]
  | readonly ["model", "date", "topic"]
  | readonly ["date", "topic", "model"]
  | readonly ["date", "model", "topic"];

type GroupingRule<GroupBy extends readonly string[]> = number extends GroupBy["length"]
  ? unknown
  : GroupBy extends Grouping
    ? unknown
    : Refused<"group_by takes one dimension, or topic with model, each optionally with date">;

type MetricsRule<Metrics extends readonly string[], GroupBy extends readonly string[]> = Metrics extends readonly []
  ? Refused<"metrics holds at least one metric; without it, a row has three">
  : number extends Metrics["length"]
    ? unknown
    : "first_cited_at" extends Metrics[number]
      ? "page" extends GroupBy[number]
        ? unknown
        : Refused<"first_cited_at needs group_by page">
      : unknown;

/**
 * A request's own fields. Those that are named are left open for a derived interface. A property is only looked at when it is used, unlike
 * with `Omit`, which costs every program with a call dozens of types.
 */
type Base<Query, Retyped extends keyof Query> = {
  // oxlint-disable-next-line typescript/no-explicit-any -- what an interface narrows has to take what it narrows to
  [Field in keyof Query]: Field extends Retyped ? any : Query[Field];
};

type RetypedCitations = "cursor" | "end_date" | "filter" | "group_by" | "limit" | "max_results" | "metrics" | "start_date";

/** The params that both forms of the citations report take. */
interface CitationsParams<Metrics extends readonly CitationMetric[], GroupBy extends readonly CitationDimension[]> extends Base<
  CitationsQuery,
  RetypedCitations
> {
  /** First day, inclusive: `YYYY-MM-DD` in Eastern Time. A `Date` is an instant: the day on which it falls there. */
  start_date: Date | string;
  /** Last day, inclusive, in the same form as `start_date`. */
  end_date: Date | string;
  /**
   * One dimension, or `topic` with `model`; each optionally with `date`. The API refuses other combinations, and so does the compiler where the
   * list is literal. Should the API have learnt one: `group_by: ["page", "model"] as CitationDimension[]`, with the option `unchecked`.
   * @default rows by domain
   */
  group_by?: (GroupBy & GroupingRule<GroupBy>) | undefined;
  /**
   * The columns of a row. `first_cited_at` is for pages only.
   * @default count, citation_share and rank
   */
  metrics?: (Metrics & MetricsRule<Metrics, GroupBy>) | null | undefined;
  /**
   * A plain tree, or one made with `filter`.
   * @default everything of analysis type `visibility`
   */
  filter?: CitationsFilter | null | undefined;
}

/** The params of a page of the citations report, and of all its pages. */
export interface QueryCitationsParams<
  Metrics extends readonly CitationMetric[] = readonly CitationMetric[],
  GroupBy extends readonly CitationDimension[] = readonly CitationDimension[],
> extends CitationsParams<Metrics, GroupBy> {
  /** Rows a page, 1 to 50. @default 10; 50 for a walk through all pages */
  limit?: number | null | undefined;
  /** `info.next_cursor` of the page before, with the same query. */
  cursor?: string | null | undefined;
  /** @deprecated For the stream only. */
  max_results?: Refused<"a page is limited by limit"> | undefined;
}

/** The params of the streamed citations report. */
export interface StreamCitationsParams<
  Metrics extends readonly CitationMetric[] = readonly CitationMetric[],
  GroupBy extends readonly CitationDimension[] = readonly CitationDimension[],
> extends CitationsParams<Metrics, GroupBy> {
  /** The largest number of rows to send. @default all */
  max_results?: number | null | undefined;
  /** @deprecated For pages only: a stream has none. */
  limit?: Refused<"a stream has no pages; max_results limits its rows"> | undefined;
  /** @deprecated For pages only: a stream has none. */
  cursor?: Refused<"a stream has no pages"> | undefined;
}

type One<Value> = Exclude<Value, readonly unknown[]>;

/** One comparison of a filter of the referrals report. */
interface ReferralsLeaf<Field, Operator, Value> {
  /** The column that is compared. */
  field: Field;
  /** How the column is compared with the value. */
  operator: Operator;
  /** What it is compared with: a list for `in` and `not_in`, at least one value, else one value. */
  value: Value;
}

/** `in` and `not_in` compare with a list, every other operator with one value. */
type FilterForm<Filter> = Filter extends { field: infer Field; operator: infer Operator; value: infer Value }
  ?
      | ReferralsLeaf<Field, Extract<Operator, CitationListOperator>, NonEmpty<One<Value>>>
      | ReferralsLeaf<Field, Exclude<Operator, CitationListOperator>, One<Value>>
  : never;

/**
 * A filter of the referrals report. Several filters apply together. The vendor's own view of AI referrals is `referral_source not_in
 * ["none", "internal"]`.
 */
export type ReferralsFilter = FilterForm<NonNullable<ReferralsQuery["filters"]>[number]>;

/** Applies to the finished rows. */
export interface ReferralsMetricFilter extends Base<Schemas["NumericMetricFilter"], "field"> {
  field: ReferralMetric;
}

/** The params of a page of the referrals report, and of all its pages. */
export interface QueryReferralsParams<
  Metrics extends readonly ReferralMetric[] = readonly ReferralMetric[],
  Dimensions extends readonly ReferralDimension[] = readonly ReferralDimension[],
> extends Base<ReferralsQuery, "dimensions" | "end_date" | "filters" | "metric_filters" | "metrics" | "order_by" | "start_date"> {
  /**
   * `YYYY-MM-DD`, `YYYY-MM-DD HH:MM`, `YYYY-MM-DD HH:MM:SS` or an ISO timestamp, in UTC if it has no zone. A `Date` is sent as its instant.
   */
  start_date: Date | string;
  /** In the same form as `start_date`. Give it for a walk through pages: without it, the rows move on while you read. @default now */
  end_date?: Date | string | undefined;
  /** The numbers of a row, at least one. */
  metrics: Metrics & (Metrics extends readonly [] ? Refused<"metrics holds at least one metric"> : unknown);
  /** The dimensions that split the rows. @default none: a single row */
  dimensions?: Dimensions | undefined;
  /** By requested metrics and dimensions only. @default the first metric, descending */
  order_by?: { readonly [Column in Dimensions[number] | Metrics[number]]?: "asc" | "desc" | undefined } | undefined;
  /** They apply together, before counting. */
  filters?: readonly ReferralsFilter[] | undefined;
  /** They apply together, after counting. */
  metric_filters?: readonly ReferralsMetricFilter[] | undefined;
}
