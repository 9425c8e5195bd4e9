import { isApiError } from "@specloom/client-runtime";
import type { Call, RequestOptions } from "@specloom/client-runtime";
import { encodeDateFilter } from "../dates.ts";
import type { DateFilter } from "../dates.ts";
import type { Operations } from "../generated/operations.gen.ts";
import type { components } from "../generated/schema.gen.ts";
import type { ModerateOptions } from "../moderation.ts";
import type { ModerationAccount, ModerationAction } from "../moderation-account.ts";
import { refuse } from "../refuse.ts";
import { walkOffsets } from "../walk-offsets.ts";

/** A link between the one who referred and the one who was referred. Keys that the API adds are passed on. */
export type Referral = components["schemas"]["Referral"];

/** One page of referrals: `count` of them here, `totalCount` in all. */
export type ReferralList = components["schemas"]["ReferralList"];

type ListQuery = NonNullable<Operations["listReferrals"]["input"]["query"]>;

/** Filters of the list of referrals; they narrow it down together. */
export interface ListReferralsParams extends Omit<ListQuery, "dateReferralEnded" | "dateReferralPaid"> {
  /** When the referral was paid: a `Date`, Unix milliseconds, or a range of either. */
  readonly dateReferralPaid?: DateFilter | undefined;
  /** When the referral ended: a `Date`, Unix milliseconds, or a range of either. */
  readonly dateReferralEnded?: DateFilter | undefined;
}

interface Page {
  /** Rows of a page. @default 10 for one page, 100 where all pages are walked */
  readonly limit?: number | undefined;
  /** Rows to pass over. @default 0 */
  readonly offset?: number | undefined;
}

/** The referrals that a user made: the account and the user belong together. */
export interface ReferringUserParams extends Page {
  readonly referringAccountId: string;
  readonly referringUserId: string;
  readonly referredAccountId?: string | undefined;
  readonly referredUserId?: string | undefined;
}

/** The referral through which a user came: the account and the user belong together. */
export interface ReferredUserParams extends Page {
  readonly referredAccountId: string;
  readonly referredUserId: string;
  readonly referringAccountId?: string | undefined;
  readonly referringUserId?: string | undefined;
}

/** The API asks for one of the two pairs of account and user. */
export type ListOpenReferralsParams = ReferredUserParams | ReferringUserParams;

/** The referrals of the client's tenant. Dates are Unix milliseconds everywhere; `toDate` reads them. */
export interface Referrals {
  /**
   * One page of the tenant's referrals, 10 unless `limit` says otherwise. The API documents neither an order nor a highest `limit`.
   *
   * @throws {ConfigurationError} a date filter that is none.
   * @throws {ApiError} 401 wrong key, or a key of the other environment.
   * @see https://integrations.impact.com/brand-api-reference/advocate-api-reference-v1/reference/referral-overview/referral.md
   */
  readonly list: (params?: ListReferralsParams, options?: RequestOptions) => Promise<ReferralList>;
  /**
   * Every referral that the filters let through, each once, page after page as they are asked for. `limit` is the size of a page.
   *
   * Referrals that come or go while the list is walked are no reason to miss or repeat another.
   *
   * @throws the errors of `list`, where a page fails.
   */
  readonly listAll: (params?: ListReferralsParams, options?: RequestOptions) => AsyncGenerator<Referral, undefined, undefined>;
  /**
   * One referral by its id.
   *
   * @throws {ApiError} 404 where there is none.
   */
  readonly get: (referralId: string, options?: RequestOptions) => Promise<Referral>;
  /** One referral by its id, or `undefined` where the API answers 404. */
  readonly find: (referralId: string, options?: RequestOptions) => Promise<Referral | undefined>;
  /**
   * One page of the referrals that involve a user. Takes a user's JWT as well as a key.
   *
   * @throws {ApiError} 403 where open endpoints are disabled, as they are by default: the vendor's support enables them.
   */
  readonly listOpen: (params: ListOpenReferralsParams, options?: RequestOptions) => Promise<ReferralList>;
  /** Every referral that involves a user, walked as by `listAll`. */
  readonly listOpenAll: (
    params: ListOpenReferralsParams,
    options?: RequestOptions,
  ) => AsyncGenerator<Referral, undefined, undefined>;
  /**
   * The moderation queue: referrals with either side pending, each once. They may be moderated while the queue is read.
   *
   * The API has a filter for each side and none for both, so these are two lists, one after the other.
   */
  readonly pending: (
    params?: Omit<ListReferralsParams, "offset" | "referredModerationStatus" | "referrerModerationStatus">,
    options?: RequestOptions,
  ) => AsyncGenerator<Referral, undefined, undefined>;
  /**
   * Approves and denies any number of referrals, and accounts for every action. Classic tenants only.
   *
   * All actions are checked first; then they are sent in chunks of 100. Nothing that may have been applied is sent again before its referral
   * was read. Aborting `signal` returns the account so far: what was under way is `unknown`.
   *
   * @throws {ConfigurationError} an unknown action, an empty id, two actions that contradict each other. Nothing was sent.
   * @throws {ModerationError} it ended early, through a failure that `onFailure` does not pass over; `account` has the same four lists.
   * @example
   * const { rejected } = await saasquatch.referrals.moderate([{ referralId, action: "APPROVED" }], { onFailure: "isolate" });
   */
  readonly moderate: (
    actions: AsyncIterable<ModerationAction> | Iterable<ModerationAction>,
    options?: ModerateOptions,
  ) => Promise<ModerationAccount>;
}

function encodeDate(name: string, filter: DateFilter | undefined): string | undefined {
  if (filter === undefined) return undefined;
  return encodeDateFilter(filter) ?? refuse(name, "a Date, whole Unix milliseconds, or { from, to } of these in order", filter);
}

/** The filters as the API takes them. */
function toQuery({ dateReferralEnded, dateReferralPaid, ...query }: ListReferralsParams): ListQuery {
  return {
    ...query,
    dateReferralEnded: encodeDate("dateReferralEnded", dateReferralEnded),
    dateReferralPaid: encodeDate("dateReferralPaid", dateReferralPaid),
  };
}

function walk<Params extends Page>(
  fetchPage: (params: Params, options?: RequestOptions) => Promise<ReferralList>,
  params: Params,
  options?: RequestOptions,
  seen?: Set<string>,
): AsyncGenerator<Referral, undefined, undefined> {
  return walkOffsets((offset) => fetchPage({ ...params, limit: params.limit ?? 100, offset }, options), params.offset, seen);
}

export function createReferrals(call: Call<Operations>): Referrals {
  const list: Referrals["list"] = async (params = {}, options) => call("listReferrals", { query: toQuery(params) }, options);
  const get: Referrals["get"] = (referralId, options) => call("getReferral", { path: { referralId } }, options);
  const listOpen: Referrals["listOpen"] = (params, options) => call("listOpenReferrals", { query: params }, options);
  return {
    list,
    listAll: (params = {}, options) => walk(list, params, options),
    get,
    find: (referralId, options) =>
      get(referralId, options).catch((error: unknown) => {
        if (isApiError(error) && error.status === 404) return undefined;
        throw error;
      }),
    listOpen,
    listOpenAll: (params, options) => walk(listOpen, params, options),
    async *pending(params = {}, options) {
      const seen = new Set<string>();
      for (const side of ["referredModerationStatus", "referrerModerationStatus"] as const) {
        yield* walk<ListReferralsParams>(list, { ...params, [side]: "PENDING" }, options, seen);
      }
      return undefined;
    },
    moderate: async (actions, options = {}) => {
      // Loaded when it is first needed: a page that only reads referrals need not carry it.
      const { moderate } = await import("../moderation.ts");
      return moderate(actions, options, {
        send: (chunk) => call("moderateReferrals", { body: { actions: chunk } }, options),
        read: (referralId) => get(referralId, options),
      });
    },
  };
}
