import type { DateFilter } from "./date-filters.ts";
import type { Operations } from "./generated/operations.gen.ts";
import type { components } from "./generated/schema.gen.ts";

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

/** Which rows of a list. */
export interface Page {
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

/** Filters of the moderation queue: which side waits is the queue's own affair. */
export type PendingReferralsParams = Omit<
  ListReferralsParams,
  "offset" | "referredModerationStatus" | "referrerModerationStatus"
>;
