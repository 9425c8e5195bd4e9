/**
 * The moment of an API timestamp as a `Date`. `null` and `undefined` stay unchanged.
 *
 * Units: the API's timestamps are Unix milliseconds, and stay numbers in everything that the client returns.
 *
 * @example toDate(referral.dateReferralStarted)?.toISOString()
 */
export function toDate<Timestamp extends number | null | undefined>(
  timestamp: Timestamp,
): Timestamp extends number ? Date : Timestamp {
  const moment = typeof timestamp === "number" ? new Date(timestamp) : timestamp;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the compiler does not follow the choice
  return moment as Timestamp extends number ? Date : Timestamp;
}
