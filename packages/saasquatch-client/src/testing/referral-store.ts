import type { Operations } from "../generated/operations.gen.ts";
import type { ModerationAction } from "../moderation-account.ts";
import type { Referral, ReferralList, Reward } from "../referral.ts";

/**
 * The effect of a batch with a refused action. The vendor does not say which one applies, so a program must be right under each. `atomic`:
 * nothing. `before`: the actions before the refused one. `others`: every action but the refused ones.
 */
export type RefusedBatch = "atomic" | "before" | "others";

/** The reason why an action, and with it the request, is refused. */
export interface Refusal {
  /** The status of HTTP: 402. */
  readonly status: number;
  /** In words, as the API gives it. */
  readonly message: string;
}

/** The query parameters of both lists. */
export type ReferralQuery = NonNullable<
  Operations["listOpenReferrals"]["input"]["query"] & Operations["listReferrals"]["input"]["query"]
>;

/** The referrals of one tenant, and the actions of the API on them. */
export interface ReferralStore {
  list: (query: ReferralQuery) => ReferralList;
  get: (id: string) => Referral | undefined;
  /** Applies a batch, or returns the refusal. After a refusal, the batch is applied as the store's `RefusedBatch` says. */
  moderate: (actions: readonly ModerationAction[]) => Refusal | undefined;
  /** Refuses every later action on a referral, for the caller's reason. */
  refuse: (id: string, refusal: Refusal) => void;
  add: (referral: Referral) => void;
  remove: (id: string) => void;
  all: () => readonly Referral[];
}

/** An exact timestamp or `from,to`, both ends included. (Whether the vendor includes them is not documented.) */
function matchesDate(filter: string | undefined, value: number | null | undefined): boolean {
  if (filter === undefined) return true;
  const [from = Number.NaN, to = from] = filter.split(",").map(Number);
  return typeof value === "number" && value >= from && value <= to;
}

function matches(query: ReferralQuery, referral: Referral): boolean {
  const { referrerUser, referredUser } = referral;
  const pairs = [
    [query.referringAccountId, referrerUser?.accountId],
    [query.referringUserId, referrerUser?.id],
    [query.referredAccountId, referredUser?.accountId],
    [query.referredUserId, referredUser?.id],
    [query.referredModerationStatus, referral.referredModerationStatus],
    [query.referrerModerationStatus, referral.referrerModerationStatus],
  ];
  return (
    pairs.every(([wanted, value]) => wanted === undefined || wanted === value) &&
    matchesDate(query.dateReferralPaid, referral.dateReferralPaid) &&
    matchesDate(query.dateReferralEnded, referral.dateReferralEnded)
  );
}

export function createReferralStore(
  seed: readonly Referral[],
  settings: { readonly refusedBatch: RefusedBatch; readonly maxPageSize: number; readonly now: () => number },
): ReferralStore {
  const byId = new Map(seed.map((referral) => [referral.id, structuredClone(referral)]));
  const refusals = new Map<string, Refusal>();

  const refusalOf = ({ referralId, action }: ModerationAction): Refusal | undefined => {
    const referral = byId.get(referralId);
    if (!referral) return { status: 404, message: `Referral ${referralId} was not found` };
    const refusal = refusals.get(referralId);
    if (refusal) return refusal;
    const rewards = [
      action.startsWith("REFERRED_") ? null : referral.referrerReward,
      action.startsWith("REFERRER_") ? null : referral.referredReward,
    ];
    return action.endsWith("DENIED") && rewards.some((reward) => reward && reward.cancellable === false)
      ? { status: 402, message: `The reward of ${referralId} cannot be cancelled` }
      : undefined;
  };

  const apply = ({ referralId, action }: ModerationAction): void => {
    const referral = byId.get(referralId);
    if (!referral) return;
    const status = action.endsWith("DENIED") ? "DENIED" : "APPROVED";
    const settle = (reward: Reward | null | undefined) => {
      if (reward) reward.dateCancelled = status === "DENIED" ? settings.now() : null;
    };
    if (!action.startsWith("REFERRED_")) {
      referral.referrerModerationStatus = status;
      settle(referral.referrerReward);
    }
    if (!action.startsWith("REFERRER_")) {
      referral.referredModerationStatus = status;
      settle(referral.referredReward);
    }
    const pending = [referral.referrerModerationStatus, referral.referredModerationStatus].includes("PENDING");
    referral.moderationStatus = pending ? "PENDING" : "ACTIONED";
    referral.dateModerated = settings.now();
    referral.dateModified = settings.now();
  };

  return {
    list: (query) => {
      const found = [...byId.values()].filter((referral) => matches(query, referral));
      const offset = query.offset ?? 0;
      const referrals = found.slice(offset, offset + Math.min(query.limit ?? 10, settings.maxPageSize));
      return { count: referrals.length, totalCount: found.length, referrals };
    },
    get: (id) => byId.get(id),
    moderate: (actions) => {
      const verdicts = actions.map(refusalOf);
      const refusedAt = verdicts.findIndex((verdict) => verdict !== undefined);
      const refusal = verdicts[refusedAt];
      if (!refusal) actions.forEach(apply);
      else if (settings.refusedBatch === "before") actions.slice(0, refusedAt).forEach(apply);
      else if (settings.refusedBatch === "others") actions.filter((_, at) => !verdicts[at]).forEach(apply);
      return refusal;
    },
    refuse: (id, refusal) => void refusals.set(id, refusal),
    add: (referral) => void byId.set(referral.id, structuredClone(referral)),
    remove: (id) => void byId.delete(id),
    all: () => [...byId.values()],
  };
}
