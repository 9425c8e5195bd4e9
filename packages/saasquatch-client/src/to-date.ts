/**
 * The moment of an API timestamp as a `Date`. `null` and `undefined` stay unchanged.
 *
 * Units: the API's timestamps are Unix milliseconds, and stay numbers in everything that the client returns.
 *
 * @example toDate(referral.dateReferralStarted)?.toISOString()
 */
export function toDate(timestamp: number): Date;
export function toDate<Absent extends null | undefined>(timestamp: Absent | number): Absent | Date;
export function toDate(timestamp: number | null | undefined): Date | null | undefined {
  return typeof timestamp === "number" ? new Date(timestamp) : timestamp;
}
