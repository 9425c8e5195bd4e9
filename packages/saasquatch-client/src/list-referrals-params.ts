import type { DateFilter } from "./encode-date-filters.ts";
import type { Operations } from "./generated/operations.gen.ts";

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
