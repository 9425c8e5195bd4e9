export {
  ApiError,
  CallError,
  type CallLimits,
  ConfigurationError,
  ConnectionError,
  type EventStream,
  type Fetch,
  type HookEvent,
  type Hooks,
  isCallError,
  isConfigurationError,
  isConnectionError,
  isResponseError,
  isTimeoutError,
  type RequestOptions,
  type ResponseEvent,
  ResponseError,
  TimeoutError,
} from "@specloom/client-runtime";
export { createProfoundClient, type ProfoundClient } from "./client.ts";
export type { DateRange, ReportName } from "./date-range.ts";
export { easternDay, lastDays, type LastDaysOptions } from "./last-days.ts";
export { type CitationsFilter, type CitationsFilterBuilder, filter } from "./filter.ts";
export type { Operations } from "./generated/operations.gen.ts";
export { isApiError } from "./is-api-error.ts";
export type { ProfoundClientOptions } from "./options.ts";
export type {
  QueryCitationsParams,
  QueryReferralsParams,
  ReferralsFilter,
  ReferralsMetricFilter,
  StreamCitationsParams,
} from "./params.ts";
export type { ReportOptions } from "./report-options.ts";
export type { CitationsInfo, CitationsPage, CitationsStream, ReferralsInfo, ReferralsPage } from "./citations-page.ts";
export type { Reports } from "./resources/reports.ts";
export type { CitationDimension, CitationMetric, CitationRow, ReferralDimension, ReferralMetric, ReferralRow } from "./rows.ts";
