import type { Client } from "@specloom/client-runtime";
import type { CitationsPage, CitationsStream, ReferralsPage } from "../citations-page.ts";
import { CitationsReader } from "../citations-reader.ts";
import { citationsBody, walkCitations } from "../citations.ts";
import type { Operations } from "../generated/operations.gen.ts";
import type { ReportsMethods, Resources } from "../generated/resources.gen.ts";
import type { QueryCitationsParams, QueryReferralsParams, StreamCitationsParams } from "../params.ts";
import { nameReferrals, referralsBody, walkReferrals } from "../referrals.ts";
import { type ReportOptions, requestOptions } from "../report-options.ts";
import type { CitationDimension, CitationMetric, CitationRow, ReferralDimension, ReferralMetric, ReferralRow } from "../rows.ts";

type ByHand = "queryCitations" | "queryReferrals" | "streamCitations";

/** The generated methods. Hand-written ones are left open for the interface: see `Generated` of the client. */
type Generated = {
  // oxlint-disable-next-line typescript/no-explicit-any -- what an interface narrows has to take what it narrows to
  readonly [Name in keyof ReportsMethods]: Name extends ByHand ? any : ReportsMethods[Name];
};

/** Profound's reports. Rows are typed by the request: its `group_by`, `metrics` and `dimensions`, if they are literal. */
export interface Reports extends Generated {
  /**
   * One page of the citations report: the domains that AI answers cite, or the pages when grouped by `page`.
   *
   * Shape: `data` has 1 to 50 rows (`limit`, default 10), the most cited first, in the API's order.
   * `info.next_cursor` leads to the next page.
   * Units: days are of Eastern Time, both ends included. `citation_share` is a share, 0–1, of each model's citations, averaged over the models.
   *
   * @throws {ConfigurationError} a name, grouping, filter or date that the API would refuse; no request is made.
   * @throws {ApiError} 401 wrong key; 422 refused params (the message names them); 429 above 600 requests an hour.
   * @see https://docs.tryprofound.com/rest-api/reports/query-citations-v2.md
   */
  queryCitations<
    const Metrics extends readonly CitationMetric[] = readonly [],
    const GroupBy extends readonly CitationDimension[] = readonly [],
  >(
    params: QueryCitationsParams<Metrics, GroupBy>,
    options?: ReportOptions,
  ): Promise<CitationsPage<CitationRow<Metrics, GroupBy>>>;

  /**
   * The rows of all pages of the citations report. A page is requested when its first row is needed.
   *
   * Costs a request for every 50 rows, of 600 an hour. For more than a few pages, {@link Reports.streamCitations} has the same rows for one request.
   * Shape and units: as those of {@link Reports.queryCitations}.
   *
   * @throws {ConfigurationError} as {@link Reports.queryCitations}, when the first row is asked for.
   * @throws {ApiError} as {@link Reports.queryCitations}, for each page.
   * @throws {ResponseError} `wrong-shape`: a cursor that leads back.
   * @see https://docs.tryprofound.com/rest-api/reports/query-citations-v2.md
   */
  queryCitationsAll<
    const Metrics extends readonly CitationMetric[] = readonly [],
    const GroupBy extends readonly CitationDimension[] = readonly [],
  >(
    params: QueryCitationsParams<Metrics, GroupBy>,
    options?: ReportOptions,
  ): AsyncGenerator<CitationRow<Metrics, GroupBy>, undefined, undefined>;

  /**
   * All rows of the citations report as they come, for one request. Leaving the loop closes the connection.
   *
   * Shape: every row, or as many as `max_results` allows. `summary` has the `info` block, before the rows.
   * Units: as those of {@link Reports.queryCitations}.
   *
   * @throws {ConfigurationError} as {@link Reports.queryCitations}, when the first row is asked for.
   * @throws {ApiError} as {@link Reports.queryCitations}, when the first row is asked for.
   * @throws {ResponseError} `incomplete-stream`, after the last row, if there are fewer than the summary promised (`allowIncomplete` turns
   * this off).
   * @example for await (const row of profound.reports.streamCitations({ category_id, ...lastDays(7) })) console.log(row.domain);
   * @see https://docs.tryprofound.com/rest-api/reports/query-citations-v2.md
   */
  streamCitations<
    const Metrics extends readonly CitationMetric[] = readonly [],
    const GroupBy extends readonly CitationDimension[] = readonly [],
  >(
    params: StreamCitationsParams<Metrics, GroupBy>,
    options?: ReportOptions,
  ): CitationsStream<CitationRow<Metrics, GroupBy>>;

  /**
   * One page of the referrals report: the visits that AI engines, or other sites, sent to a domain.
   *
   * Shape: `rows` have their columns by name, `data` has them as the API sent them. At most `pagination.limit` rows (default 10,000, up to 50,000);
   * one row without `dimensions`. Order: `order_by`, or else the first metric, descending.
   * Units: dates are UTC, `visits` is a count. The form of `last_visit` is not documented.
   *
   * @throws {ConfigurationError} a name, filter, order or date that the API would refuse; no request is made.
   * @throws {ApiError} 401 wrong key; 422 refused params (the message names them); 429 above 600 requests an hour.
   * @throws {ResponseError} `wrong-shape`: the columns of a row differ from those that the response names.
   * @see https://docs.tryprofound.com/api-reference/reports/get-referrals-report-v2.md
   */
  queryReferrals<
    const Metrics extends readonly ReferralMetric[],
    const Dimensions extends readonly ReferralDimension[] = readonly [],
  >(
    params: QueryReferralsParams<Metrics, Dimensions>,
    options?: ReportOptions,
  ): Promise<ReferralsPage<ReferralRow<Metrics, Dimensions>>>;

  /**
   * The rows of all pages of the referrals report, from `pagination.offset` on. A page is requested when its first row is needed.
   *
   * Give `end_date`, and an `order_by` without ties. Pages are cut by position, so otherwise rows may be repeated or missing.
   * Shape and units: as the `rows` of {@link Reports.queryReferrals}.
   *
   * @throws {ConfigurationError} as {@link Reports.queryReferrals}, when the first row is asked for.
   * @throws {ApiError} as {@link Reports.queryReferrals}, for each page.
   * @throws {ResponseError} `wrong-shape`: as {@link Reports.queryReferrals}, or a page that came before.
   * @see https://docs.tryprofound.com/api-reference/reports/get-referrals-report-v2.md
   */
  queryReferralsAll<
    const Metrics extends readonly ReferralMetric[],
    const Dimensions extends readonly ReferralDimension[] = readonly [],
  >(
    params: QueryReferralsParams<Metrics, Dimensions>,
    options?: ReportOptions,
  ): AsyncGenerator<ReferralRow<Metrics, Dimensions>, undefined, undefined>;
}

/** Makes the methods. They read the params when they are called, so later changes to them have no effect. */
export function createReports({ call, reports: generated }: Client<Operations, Resources>): Reports {
  const queryCitations = async (params: QueryCitationsParams, options?: ReportOptions) => {
    const own = requestOptions(options);
    return call("queryCitations", { body: citationsBody("queryCitations", params, options) }, own);
  };
  const queryReferrals = async (params: QueryReferralsParams, options?: ReportOptions) => {
    const own = requestOptions(options);
    const body = referralsBody(params, options);
    return nameReferrals(await call("queryReferrals", { body }, own), body);
  };
  const reports = {
    ...generated,
    queryCitations,
    queryCitationsAll: (params: QueryCitationsParams, options?: ReportOptions) =>
      walkCitations({ ...params }, (page) => queryCitations(page, options)),
    streamCitations(params: StreamCitationsParams, options?: ReportOptions) {
      const taken = { ...params };
      return new CitationsReader(() => {
        const own = requestOptions(options);
        return call("streamCitations", { body: citationsBody("streamCitations", taken, options) }, own);
      });
    },
    queryReferrals,
    queryReferralsAll: (params: QueryReferralsParams, options?: ReportOptions) =>
      walkReferrals({ ...params }, (page) => queryReferrals(page, options)),
  };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a row has the columns of its request: see the types of rows
  return reports as unknown as Reports;
}
