import type { Call } from "@specloom/client-runtime";
import { callRecord } from "../call-record.ts";
import type { Operations } from "../generated/operations.gen.ts";
import { isPlain } from "../plain-query.ts";
import type { DefaultCitationMetrics, QueryCitationsParams, QueryReferralsParams, StreamCitationsParams } from "../params.ts";
import type { ReportOptions } from "../report-options.ts";
import type { CitationsPage, CitationsStream, ReferralsPage } from "../report-types.ts";
import type { CitationDimension, CitationMetric, CitationRow, ReferralDimension, ReferralMetric, ReferralRow } from "../rows.ts";
import { streamLater } from "../stream-later.ts";

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

type Body = Operations["queryCitations"]["input"]["body"];

async function bodyOf(params: QueryCitationsParams | StreamCitationsParams, options: ReportOptions): Promise<Body> {
  // A program without types may give nothing: what is missing is then named as any other mistake is.
  const given = { ...params };
  return isPlain(given) ? given : (await import("../citations.ts")).citationsBody(given, options);
}

/** Makes the methods. What the plainest query does without is loaded by the calls that need it. */
export function createReports(call: Call<Operations>): Reports {
  const queryCitations = async (params: QueryCitationsParams, options: ReportOptions = {}) =>
    call("queryCitations", { body: await bodyOf(params, options) }, options);
  const reports = {
    queryCitations,
    async *queryCitationsAll(params: QueryCitationsParams, options?: ReportOptions) {
      const { walkCitations } = await import("../citations.ts");
      yield* walkCitations(
        params?.cursor,
        (cursor) => queryCitations({ limit: 50, ...params, cursor }, options),
        callRecord("queryCitations").operation,
      );
    },
    streamCitations: (params: StreamCitationsParams, options: ReportOptions = {}) =>
      streamLater(async () => {
        const { readRows } = await import("../citations-stream.ts");
        return readRows(call("streamCitations", { body: await bodyOf(params, options) }, options), callRecord("streamCitations"));
      }),
    queryReferrals: async (params: QueryReferralsParams, options?: ReportOptions) =>
      (await import("../referrals.ts")).queryReferrals(call, callRecord("queryReferrals"), { ...params }, options),
    async *queryReferralsAll(params: QueryReferralsParams, options?: ReportOptions) {
      yield* (await import("../referrals.ts")).queryReferralsAll(call, callRecord("queryReferrals"), { ...params }, options);
    },
  };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a row has the columns of its request: see the types of rows
  return reports as unknown as Reports;
}
