import { type Client, isApiError, type RequestOptions } from "@specloom/client-runtime";
import { operations, type Operations } from "../generated/operations.gen.ts";
import type { ReferralsMethods, Resources } from "../generated/resources.gen.ts";
import { listOpenQuery, listQuery, pendingQueries } from "../list-query.ts";
import type { ListOpenReferralsParams, ListReferralsParams, PendingReferralsParams } from "../list-referrals-params.ts";
import { moderate, type ModerateOptions } from "../moderate.ts";
import type { ModerationAccount, ModerationAction } from "../moderation-account.ts";
import type { Referral, ReferralList } from "../referral.ts";
import { walkLists } from "../walk-offsets.ts";

type ByHand = "get" | "list" | "listOpen" | "moderate";

/** The generated methods. Hand-written ones are left open for the interface: see `Generated` of the client. */
type Generated = {
  // oxlint-disable-next-line typescript/no-explicit-any -- what an interface narrows has to take what it narrows to
  readonly [Name in keyof ReferralsMethods]: Name extends ByHand ? any : ReferralsMethods[Name];
};

/** The referrals of the client's tenant. Dates are Unix milliseconds everywhere; `toDate` reads them. */
export interface Referrals extends Generated {
  /**
   * One page of the tenant's referrals, 10 unless `limit` says otherwise. The API documents neither an order nor a highest `limit`.
   *
   * @throws {ConfigurationError} a param that is unknown, of the wrong type, or out of its limits. `unchecked: true` sends params that the spec does not know yet.
   * @throws {ApiError} 401 wrong key, or a key of the other environment.
   * @see https://integrations.impact.com/brand-api-reference/advocate-api-reference-v1/reference/referral-overview/referral.md
   */
  readonly list: (params?: ListReferralsParams, options?: RequestOptions) => Promise<ReferralList>;
  /**
   * Every referral that the filters allow, each once. A page is requested when its first referral is needed. `limit` is the size of a page.
   *
   * The list may change while it is walked. A referral that is pushed back is not repeated. If the list shrinks, the walk steps back, so that
   * none is missed.
   *
   * @throws {ConfigurationError} as `list`, when the first referral is asked for.
   * @throws {ApiError} as `list`, for each page.
   * @throws {ResponseError} `wrong-shape`: pages that repeat, or end before the total.
   */
  readonly listAll: (params?: ListReferralsParams, options?: RequestOptions) => AsyncGenerator<Referral, undefined, undefined>;
  /**
   * One referral by its id.
   *
   * @throws {ApiError} 404 if there is none.
   */
  readonly get: (referralId: string, options?: RequestOptions) => Promise<Referral>;
  /**
   * One referral by its id, or `undefined` if the API responds with 404.
   *
   * @throws {ApiError} any other status that is not 2xx.
   */
  readonly find: (referralId: string, options?: RequestOptions) => Promise<Referral | undefined>;
  /**
   * One page of the referrals that involve a user. Takes a user's JWT as well as a key.
   *
   * @throws {ConfigurationError} as `list`; neither the pair of the referrer's account and user id nor that of the friend's.
   * @throws {ApiError} 403 if open endpoints are disabled. They are by default: the vendor's support enables them.
   */
  readonly listOpen: (params: ListOpenReferralsParams, options?: RequestOptions) => Promise<ReferralList>;
  /**
   * Every referral that involves a user, walked as by `listAll`.
   *
   * @throws {ConfigurationError} as `listOpen`, when the first referral is asked for.
   * @throws {ApiError} as `listOpen`, for each page.
   * @throws {ResponseError} as `listAll`.
   */
  readonly listOpenAll: (
    params: ListOpenReferralsParams,
    options?: RequestOptions,
  ) => AsyncGenerator<Referral, undefined, undefined>;
  /**
   * The moderation queue: referrals with either side pending, each once. They may be moderated while the queue is read.
   *
   * The API has a filter for each side and none for both. So the queue walks two lists, one after the other.
   *
   * @throws {ConfigurationError} as `list`, when the first referral is asked for; also a param that the queue sets itself.
   * @throws {ApiError} as `list`, for each page.
   * @throws {ResponseError} as `listAll`.
   */
  readonly pending: (params?: PendingReferralsParams, options?: RequestOptions) => AsyncGenerator<Referral, undefined, undefined>;
  /**
   * Approves and denies any number of referrals, and accounts for every action. Classic tenants only.
   *
   * All actions are checked first, then they are sent in chunks of 100. An action that may have been applied is sent again only after its
   * referral was read. Aborting `signal` returns the account so far: the actions in progress are `unknown`.
   *
   * @throws {ConfigurationError} an unknown action, an empty id, two actions that contradict each other. Nothing was sent.
   * @throws {ModerationError} it ended early, through a failure that `onFailure` does not skip. `account` has the same four lists.
   * @example
   * const { rejected } = await saasquatch.referrals.moderate([{ referralId, action: "APPROVED" }], { onFailure: "isolate" });
   */
  readonly moderate: (
    // The list comes first, so that a mistake in a literal is an error at its own place.
    actions: readonly ModerationAction[] | Iterable<ModerationAction> | AsyncIterable<ModerationAction>,
    options?: ModerateOptions,
  ) => Promise<ModerationAccount>;
}

export function createReferrals({ call, referrals: generated }: Client<Operations, Resources>): Referrals {
  const get: Referrals["get"] = (referralId, options) => call("getReferral", { path: { referralId } }, options);
  const walk = (
    id: "listOpenReferrals" | "listReferrals",
    makeQueries: () => Operations["listReferrals"]["input"]["query"][],
    options?: RequestOptions,
  ) => {
    // Copied now, as a program may change its params before the first row is asked for. A mistake in them is thrown then.
    const queries = (async () => makeQueries().map((query) => ({ ...query })))();
    queries.catch(() => {});
    const { method, path } = operations[id];
    return walkLists({ id, method, path }, (query) => call(id, { query }, options), queries);
  };
  return {
    ...generated,
    list: async (params, options) => call("listReferrals", { query: listQuery(params, options) }, options),
    listAll: (params, options) => walk("listReferrals", () => [listQuery(params, options)], options),
    get,
    find: (referralId, options) => get(referralId, options).catch(absentIfNotFound),
    listOpen: async (params, options) => call("listOpenReferrals", { query: listOpenQuery(params, options) }, options),
    listOpenAll: (params, options) => walk("listOpenReferrals", () => [listOpenQuery(params, options)], options),
    pending: (params, options) => walk("listReferrals", () => pendingQueries(params, options), options),
    moderate: (actions, options = {}) =>
      moderate(actions, options, (each) => ({
        // Each action was checked when it was read.
        send: (chunk) => call("moderateReferrals", { body: { actions: chunk } }, { ...each, unchecked: true }),
        read: (referralId) => get(referralId, each),
      })),
  };
}

function absentIfNotFound(error: unknown): undefined {
  if (isApiError(error) && error.status === 404) return undefined;
  throw error;
}
