import { refuse } from "./refuse.ts";

/** A moment: a `Date`, or Unix milliseconds as the API writes them. */
export type Moment = Date | number;

/**
 * Which moments a filter lets through: one exactly, or a range.
 * The API does not document open ends, so a missing `from` is sent as 0 and a missing `to` as the end of the year 9999.
 */
export type DateFilter = Moment | { readonly from?: Moment | undefined; readonly to?: Moment | undefined };

const farFuture = 253_402_300_799_999;

/**
 * A date filter as the API reads it: `"1700000000000"`, or `"from,to"`.
 *
 * Units: Unix milliseconds. Whether the ends of a range belong to it is not documented.
 *
 * @throws {ConfigurationError} it is none, or its end is before its start.
 */
export function encodeDateFilter(name: string, filter: DateFilter | undefined): string | undefined {
  if (filter === undefined) return undefined;
  const isRange = typeof filter === "object" && filter && !(filter instanceof Date);
  const moments = isRange ? [filter.from ?? 0, filter.to ?? farFuture] : [filter];
  const bounds = moments.map((moment) => (moment instanceof Date ? moment.getTime() : moment));
  const [from = 0, to = from] = bounds;
  if (!bounds.every(Number.isSafeInteger) || from > to)
    refuse(name, "a Date, whole milliseconds, or { from, to } in order", filter);
  return bounds.join(",");
}

/** The two date filters, encoded. */
export interface EncodedDateFilters {
  readonly dateReferralPaid: string | undefined;
  readonly dateReferralEnded: string | undefined;
}

export function encodeDateFilters(paid: DateFilter | undefined, ended: DateFilter | undefined): EncodedDateFilters {
  return {
    dateReferralPaid: encodeDateFilter("dateReferralPaid", paid),
    dateReferralEnded: encodeDateFilter("dateReferralEnded", ended),
  };
}
