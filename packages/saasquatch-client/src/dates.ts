/** A moment: a `Date`, or Unix milliseconds as the API writes them. */
export type Moment = Date | number;

/**
 * Which moments a filter lets through: one exactly, or a range.
 * The API does not document open ends, so a missing `from` is sent as 0 and a missing `to` as the end of the year 9999.
 */
export type DateFilter = Moment | { readonly from?: Moment | undefined; readonly to?: Moment | undefined };

const farFuture = 253_402_300_799_999;

/** Unix milliseconds of a moment; `undefined` where it is none. */
function milliseconds(moment: unknown): number | undefined {
  const value = moment instanceof Date ? moment.getTime() : moment;
  return typeof value === "number" && Number.isSafeInteger(value) ? value : undefined;
}

/**
 * A date filter as the API reads it: `"1700000000000"`, or `"from,to"`; `undefined` where the value is no date filter.
 *
 * Units: Unix milliseconds. Whether the ends of a range belong to it is not documented.
 */
export function encodeDateFilter(filter: DateFilter): string | undefined {
  const exact = milliseconds(filter);
  if (exact !== undefined) return String(exact);
  if (typeof filter !== "object" || filter === null || filter instanceof Date) return undefined;
  const from = milliseconds(filter.from ?? 0);
  const to = milliseconds(filter.to ?? farFuture);
  return from === undefined || to === undefined || from > to ? undefined : `${from},${to}`;
}

/**
 * The moment that a timestamp of the API stands for, as a `Date`; `null` and `undefined` stay what they are.
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
