export {
  ApiError,
  CallError,
  type CallLimits,
  ConfigurationError,
  ConnectionError,
  type Fetch,
  type HookEvent,
  isCallError,
  isConfigurationError,
  isConnectionError,
  isResponseError,
  isTimeoutError,
  type RequestOptions,
  ResponseError,
  TimeoutError,
} from "@specloom/client-runtime";
export { createSaaSquatchClient, type SaaSquatchClient } from "./client.ts";
export type { DateFilter, Moment } from "./encode-date-filters.ts";
export { isApiError, type SaaSquatchApiError } from "./is-api-error.ts";
export type { Operations } from "./generated/operations.gen.ts";
export type {
  ModerationAccount,
  ModerationAction,
  ModerationActionName,
  ModerationEntry,
  ModerationProgress,
} from "./moderation-account.ts";
export { isModerationError, type ModerationError } from "./moderation-error.ts";
export type { ModerateOptions } from "./moderate.ts";
export type { SaaSquatchClientOptions, SaaSquatchHooks } from "./options.ts";
export type {
  ListOpenReferralsParams,
  ListReferralsParams,
  PendingReferralsParams,
  ReferredUserParams,
  ReferringUserParams,
} from "./list-referrals-params.ts";
export type { FraudSignals, Referral, ReferralList, Reward, User } from "./referral.ts";
export type { Referrals } from "./resources/referrals.ts";
export { toDate } from "./to-date.ts";
export type { SaaSquatchWarning } from "./warn-of-mix.ts";
