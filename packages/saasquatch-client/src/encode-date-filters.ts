import { invalidOption } from "@specloom/client-runtime";

/**
 * A `Date`. The type has the one member that only dates have. So an editor that completes a literal offers `from` and `to` of a range, and
 * not the forty methods of a date.
 */
interface AnyDate {
  [Symbol.toPrimitive]: Date[typeof Symbol.toPrimitive];
}

/** A moment: a `Date`, or Unix milliseconds as the API writes them. */
export type Moment = AnyDate | number;

/**
 * The moments that a filter allows: one exactly, or a range. The API does not document open ends. So a missing `from` is sent as 0, and a
 * missing `to` as the end of the year 9999.
 */
export type DateFilter =
  | Moment
  | {
      /** The earliest moment, included. @default none */
      readonly from?: Moment | undefined;
      /** The latest moment, included. @default none */
      readonly to?: Moment | undefined;
    };

const FAR_FUTURE = 253_402_300_799_999;

/**
 * A date filter in the API's form: `"1700000000000"`, or `"from,to"`.
 *
 * Units: Unix milliseconds. It is not documented whether the ends belong to a range.
 *
 * @throws {ConfigurationError} it is no filter, or its end is before its start.
 */
function encodeDateFilter(name: string, filter: DateFilter | undefined): string | undefined {
  if (filter === undefined) return undefined;
  const strange = isRange(filter) ? Object.keys(filter).filter((key) => key !== "from" && key !== "to") : [];
  const moments = isRange(filter) ? [filter.from ?? 0, filter.to ?? FAR_FUTURE] : [filter];
  const bounds = moments.map(toMilliseconds);
  const [from = 0, to = from] = bounds;
  if (strange.length > 0 || !bounds.every(Number.isSafeInteger) || from > to) {
    const given = strange.length > 0 ? `{ ${strange.join(", ")} }` : moments.map(String).join(" to ");
    throw invalidOption(name, "a Date, whole milliseconds, or { from, to } in order", given);
  }
  return bounds.join(",");
}

/** Not a number if it is no moment. */
function toMilliseconds(moment: Moment): number {
  if (typeof moment === "number") return moment;
  return moment instanceof Date ? moment.getTime() : Number.NaN;
}

/** By its tag: a date of another library or another realm must not pass as a range without ends. */
function isRange(filter: DateFilter): filter is Exclude<DateFilter, Moment> {
  return Object.prototype.toString.call(filter) === "[object Object]";
}

type DateFilters<Filter> = { readonly [Name in "dateReferralEnded" | "dateReferralPaid"]?: Filter | undefined };

/** Params of a list in the API's form, with the two date filters encoded. */
export function encodeDateFilters<Params extends DateFilters<DateFilter>>(
  params: Params,
): DateFilters<string> & Omit<Params, keyof DateFilters<string>> {
  return {
    ...params,
    dateReferralPaid: encodeDateFilter("dateReferralPaid", params.dateReferralPaid),
    dateReferralEnded: encodeDateFilter("dateReferralEnded", params.dateReferralEnded),
  };
}
