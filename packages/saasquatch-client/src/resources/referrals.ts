import { isApiError } from "@specloom/client-runtime";
import type { Call, RequestOptions } from "@specloom/client-runtime";
import type { DateFilter } from "../date-filters.ts";
import type { Operations } from "../generated/operations.gen.ts";
import type { components } from "../generated/schema.gen.ts";
import { loadOnDemand } from "../load-on-demand.ts";
import type { ModerateOptions } from "../moderation.ts";
import type { ModerationAccount, ModerationAction } from "../moderation-account.ts";

/** A link between the one who referred and the one who was referred. Keys that the API adds are passed on. */
export type Referral = components["schemas"]["Referral"];

/** Someone who referred, or was referred. */
export type User = components["schemas"]["User"];

/** What a referral earned one of its sides. Its further keys differ by the reward's kind. */
export type Reward = components["schemas"]["Reward"];

/** The signals that fired, each with its message and score; a signal that did not fire is absent. */
export type FraudSignals = components["schemas"]["FraudSignals"];

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
  /** Account of the user who referred. */
  readonly referringAccountId: string;
  /** The user who referred. */
  readonly referringUserId: string;
  /** Narrows the list to one referred account. */
  readonly referredAccountId?: string | undefined;
  /** Narrows the list to one referred user. */
  readonly referredUserId?: string | undefined;
}

/** The referral through which a user came: the account and the user belong together. */
export interface ReferredUserParams extends Page {
  /** Account of the user who was referred. */
  readonly referredAccountId: string;
  /** The user who was referred. */
  readonly referredUserId: string;
  /** Narrows the list to one referring account. */
  readonly referringAccountId?: string | undefined;
  /** Narrows the list to one referring user. */
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
   * The list may change while it is walked: a referral that is pushed back is not repeated, and where the list shrinks the walk steps back, so
   * that none is missed behind those that went.
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

/** Every referral of one list after the other. */
async function* walk<Params extends Page>(
  fetchPage: (params: Params, options?: RequestOptions) => Promise<ReferralList>,
  lists: readonly Params[],
  options?: RequestOptions,
): AsyncGenerator<Referral, undefined, undefined> {
  const { walkLists } = await loadOnDemand();
  return yield* walkLists((params: Params) => fetchPage(params, options), lists);
}

export function createReferrals(call: Call<Operations>): Referrals {
  const list: Referrals["list"] = async ({ dateReferralPaid: paid, dateReferralEnded: ended, ...query } = {}, options) => {
    const dates = (paid ?? ended) === undefined ? {} : (await loadOnDemand()).encodeDateFilters(paid, ended);
    return call("listReferrals", { query: { ...query, ...dates } }, options);
  };
  const get: Referrals["get"] = (referralId, options) => call("getReferral", { path: { referralId } }, options);
  const listOpen: Referrals["listOpen"] = (params, options) => call("listOpenReferrals", { query: params }, options);

  return {
    list,
    listAll: (params = {}, options) => walk(list, [params], options),
    get,
    find: (referralId, options) =>
      get(referralId, options).catch((error: unknown) => {
        if (isApiError(error) && error.status === 404) return undefined;
        throw error;
      }),
    listOpen,
    listOpenAll: (params, options) => walk(listOpen, [params], options),
    pending: (params, options) =>
      walk<ListReferralsParams>(
        list,
        [
          { ...params, referredModerationStatus: "PENDING" },
          { ...params, referrerModerationStatus: "PENDING" },
        ],
        options,
      ),
    moderate: async (actions, options = {}) => {
      const { moderate } = await loadOnDemand();
      return moderate(actions, options, {
        send: (chunk) => call("moderateReferrals", { body: { actions: chunk } }, options),
        read: (referralId) => get(referralId, options),
      });
    },
  };
}
