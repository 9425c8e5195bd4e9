import { isApiError } from "@specloom/client-runtime";
import type { Call, OperationTable, RequestOptions } from "@specloom/client-runtime";
import type { Operations } from "./generated/operations.gen.ts";
import type { ModerationAccount, ModerationAction } from "./moderation-account.ts";
import { moderate } from "./moderation.ts";
import type { ModerateOptions } from "./moderation.ts";
import type {
  ListMethod,
  ListOpenReferralsParams,
  ListReferralsParams,
  PendingReferralsParams,
  Referral,
  WalkMethod,
} from "./referral-types.ts";
import { walkLists } from "./walk-offsets.ts";

/** The methods of `Referrals` that make any number of requests, or make something of an answer. What they promise is said there. */
export interface MoreReferrals {
  readonly listAll: WalkMethod<ListReferralsParams | undefined>;
  readonly listOpenAll: WalkMethod<ListOpenReferralsParams>;
  readonly pending: WalkMethod<PendingReferralsParams | undefined>;
  readonly find: (referralId: string, options?: RequestOptions) => Promise<Referral | undefined>;
  readonly moderate: (
    actions: AsyncIterable<ModerationAction> | Iterable<ModerationAction>,
    options?: ModerateOptions,
  ) => Promise<ModerationAccount>;
}

export function createMoreReferrals(
  call: Call<Operations>,
  list: ListMethod<ListReferralsParams>,
  listOpen: ListMethod<ListOpenReferralsParams>,
  operations: OperationTable<keyof Operations>,
): MoreReferrals {
  const name = (id: keyof Operations) => ({ id, method: operations[id].method, path: operations[id].path });
  const get = (referralId: string, options?: RequestOptions) => call("getReferral", { path: { referralId } }, options);
  return {
    listAll: (params = {}, options) => walkLists(name("listReferrals"), (page) => list(page, options), [params]),
    listOpenAll: (params, options) => walkLists(name("listOpenReferrals"), (page) => listOpen(page, options), [params]),
    pending: (params, options) =>
      walkLists(name("listReferrals"), (page: ListReferralsParams) => list(page, options), [
        { ...params, referredModerationStatus: "PENDING" },
        { ...params, referrerModerationStatus: "PENDING" },
      ]),
    find: (referralId, options) =>
      get(referralId, options).catch((error: unknown) => {
        if (isApiError(error) && error.status === 404) return undefined;
        throw error;
      }),
    moderate: (actions, options = {}) =>
      moderate(actions, options, {
        send: (chunk) => call("moderateReferrals", { body: { actions: chunk } }, options),
        read: (referralId) => get(referralId, options),
      }),
  };
}
