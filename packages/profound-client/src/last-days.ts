import { invalidOption } from "@specloom/client-runtime";
import { type DateRange, dayInEasternTime, type ReportName } from "./date-range.ts";

/** What `lastDays` may be given. */
export interface LastDaysOptions {
  /** The report whose time zone and form of dates the range has. @default "citations" */
  readonly report?: ReportName | undefined;
  /** The instant to count back from. @default now */
  readonly now?: Date | undefined;
}

/**
 * The day of Eastern Time on which an instant falls, as `YYYY-MM-DD`. The machine's own time zone plays no part.
 *
 * @throws {ConfigurationError} it is no valid Date.
 */
export function easternDay(instant: Date): string {
  checkDate("instant", instant);
  return dayInEasternTime(instant);
}

function checkDate(option: string, value: Date): void {
  // Read as a number, null would be 1970, and a number would be itself.
  if (!(value instanceof Date) || Number.isNaN(+value)) throw invalidOption(option, "a valid Date", value);
}

function daysBefore(day: string, count: number): string {
  const instant = new Date(`${day}T00:00Z`);
  instant.setUTCDate(instant.getUTCDate() - count);
  return instant.toISOString().slice(0, 10);
}

/**
 * The last complete days of a report: `lastDays(7)` ends with yesterday, in the report's own time zone.
 *
 * Citations: two days of Eastern Time, both inclusive. Referrals: the first and the last instant, in UTC.
 *
 * @throws {ConfigurationError} `days` is not a whole number from 1 to 36,525 (100 years), `now` is no valid Date, or there is no such `report`.
 * @example
 * profound.reports.queryCitations({ category_id, ...lastDays(7) });
 * profound.reports.queryReferrals({ domain, metrics: ["visits"], ...lastDays(30, { report: "referrals" }) });
 */
export function lastDays(days: number, { report = "citations", now = new Date() }: LastDaysOptions = {}): DateRange {
  if (!Number.isInteger(days) || days < 1 || days > 36_525) throw invalidOption("days", "a whole number from 1 to 36525", days);
  checkDate("now", now);
  const isDaily = report === "citations";
  if (!isDaily && report !== "referrals") throw invalidOption("report", '"citations" or "referrals"', report);
  const today = isDaily ? dayInEasternTime(now) : now.toISOString().slice(0, 10);
  return {
    start_date: `${daysBefore(today, days)}${isDaily ? "" : "T00:00:00.000Z"}`,
    end_date: `${daysBefore(today, 1)}${isDaily ? "" : "T23:59:59.999Z"}`,
  };
}
