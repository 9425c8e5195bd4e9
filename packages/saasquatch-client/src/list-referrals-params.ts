import type { DateFilter } from "./encode-date-filters.ts";
import type { Operations } from "./generated/operations.gen.ts";

type ListQuery = NonNullable<Operations["listReferrals"]["input"]["query"]>;

/** Filters of the list of referrals. They apply together. */
export interface ListReferralsParams extends Omit<ListQuery, "dateReferralEnded" | "dateReferralPaid"> {
  /** The payment of the referral: a `Date`, Unix milliseconds, or a range of either. */
  readonly dateReferralPaid?: DateFilter | undefined;
  /** The end of the referral: a `Date`, Unix milliseconds, or a range of either. */
  readonly dateReferralEnded?: DateFilter | undefined;
}

/** The rows of a list. */
export interface Page {
  /** Rows of a page. @default 10 for one page, 100 for a walk through all pages */
  readonly limit?: number | undefined;
  /** Rows to skip. @default 0 */
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

/** The API demands one of the two pairs of account and user. */
export type ListOpenReferralsParams = ReferredUserParams | ReferringUserParams;

/** Filters of the moderation queue. The queue itself decides which side is pending. */
export type PendingReferralsParams = Omit<
  ListReferralsParams,
  "offset" | "referredModerationStatus" | "referrerModerationStatus"
>;
