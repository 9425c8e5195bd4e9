import { type Call, type CallRecord, paginate } from "@specloom/client-runtime";
import { citationsBody, referralsBody } from "../check-params.ts";
import { type RowStream, readRows } from "../citations-stream.ts";
import { operations, type Operations } from "../generated/operations.gen.ts";
import type { components } from "../generated/schema.gen.ts";
import type { DefaultCitationMetrics, QueryCitationsParams, QueryReferralsParams, StreamCitationsParams } from "../params.ts";
import type { ReportOptions } from "../report-options.ts";
import {
  type CitationDimension,
  type CitationMetric,
  type CitationRow,
  nameRows,
  type ReferralDimension,
  type ReferralMetric,
  type ReferralRow,
} from "../rows.ts";

type Schemas = components["schemas"];

export type CitationsInfo = Schemas["CitationsInfo"];
export type ReferralsInfo = Schemas["Info"];

/** One page of the citations report. */
export interface CitationsPage<Row> {
  /** What the rows are about, how many there are on all pages, and where the next page begins. */
  info: CitationsInfo;
  /** In the API's order. */
  data: Row[];
}

/** The rows of a streamed citations report, and its `summary`. */
export type CitationsStream<Row> = RowStream<Row, CitationsInfo>;

/** One page of the referrals report. */
export interface ReferralsPage<Row> {
  /** The rows, their values named. */
  rows: Row[];
  /** The number of rows on all pages, and the query as the API understood it. */
  info: ReferralsInfo;
  /** The rows as the API gave them: values in the order of `info.query`. */
  data: Schemas["Result"][];
}

export interface Reports {
  queryCitations<
    const Metrics extends readonly CitationMetric[] = DefaultCitationMetrics,
    const GroupBy extends readonly CitationDimension[] = readonly [],
  >(
    params: QueryCitationsParams<Metrics, GroupBy>,
    options?: ReportOptions,
  ): Promise<CitationsPage<CitationRow<Metrics, GroupBy>>>;

  queryCitationsAll<
    const Metrics extends readonly CitationMetric[] = DefaultCitationMetrics,
    const GroupBy extends readonly CitationDimension[] = readonly [],
  >(
    params: QueryCitationsParams<Metrics, GroupBy>,
    options?: ReportOptions,
  ): AsyncGenerator<CitationRow<Metrics, GroupBy>, undefined, undefined>;

  streamCitations<
    const Metrics extends readonly CitationMetric[] = DefaultCitationMetrics,
    const GroupBy extends readonly CitationDimension[] = readonly [],
  >(
    params: StreamCitationsParams<Metrics, GroupBy>,
    options?: ReportOptions,
  ): CitationsStream<CitationRow<Metrics, GroupBy>>;

  queryReferrals<
    const Metrics extends readonly ReferralMetric[],
    const Dimensions extends readonly ReferralDimension[] = readonly [],
  >(
    params: QueryReferralsParams<Metrics, Dimensions>,
    options?: ReportOptions,
  ): Promise<ReferralsPage<ReferralRow<Metrics, Dimensions>>>;

  queryReferralsAll<
    const Metrics extends readonly ReferralMetric[],
    const Dimensions extends readonly ReferralDimension[] = readonly [],
  >(
    params: QueryReferralsParams<Metrics, Dimensions>,
    options?: ReportOptions,
  ): AsyncGenerator<ReferralRow<Metrics, Dimensions>, undefined, undefined>;
}

type Params = Readonly<Record<string, unknown>>;

/** What an error says of a call that was answered. */
const record = (id: keyof Operations): CallRecord => ({
  operation: { id, method: operations[id].method, path: operations[id].path },
  attempts: 1,
});

/** Makes the methods. Inside, params are what they are on the wire: their types are the interface's affair. */
export function createReports(call: Call<Operations>): Reports {
  const queryCitations = async (params: Params, options: ReportOptions = {}): Promise<Schemas["CitationsResponse"]> =>
    call("queryCitations", { body: citationsBody(params, options) }, options);
  const queryReferrals = async (params: Params, options: ReportOptions = {}): Promise<ReferralsPage<Params>> => {
    const answer = await call("queryReferrals", { body: referralsBody(params, options) }, options);
    return { rows: nameRows(answer, params, record("queryReferrals")), ...answer };
  };
  const reports = {
    queryCitations,
    queryCitationsAll: (params: Params, options?: ReportOptions) =>
      paginate(
        params["cursor"] as string | undefined,
        (cursor) => queryCitations({ limit: 50, ...params, cursor }, options),
        ({ info }) => info.next_cursor,
        ({ data }) => data,
        record("queryCitations").operation,
      ),
    streamCitations: (params: Params, options: ReportOptions = {}) =>
      readRows<Schemas["CitationsRow"], CitationsInfo>(
        () => call("streamCitations", { body: citationsBody(params, options) }, options),
        record("streamCitations"),
      ),
    queryReferrals,
    queryReferralsAll: (params: Params, options?: ReportOptions) => {
      const pagination = (params["pagination"] ?? {}) as Schemas["Pagination"];
      return paginate(
        pagination.offset ?? 0,
        (offset) => queryReferrals({ ...params, pagination: { ...pagination, offset } }, options),
        ({ info, rows }, offset) => (offset + rows.length < info.total_rows ? offset + rows.length : undefined),
        ({ rows }) => rows,
        record("queryReferrals").operation,
      );
    },
  };
  return reports as unknown as Reports;
}
