import { refuse } from "./refuse.ts";

/** The report of a date. Citations count days of Eastern Time, referrals instants in UTC. */
export type ReportName = "citations" | "referrals";

/** The first and the last date of a report, both included, as the API takes them. */
export interface DateRange {
  /** The first day, or the first moment of a referrals report: `2026-06-09`. */
  start_date: string;
  /** The last day, or the last moment of a referrals report: `2026-06-15`. */
  end_date: string;
}

/** The day on which an instant falls in Eastern Time, wherever the machine is. */
export function dayInEasternTime(instant: Date): string {
  const options = { timeZone: "America/New_York", year: "numeric", month: "2-digit", day: "2-digit" } as const;
  const [month, day, year] = instant.toLocaleDateString("en-US", options).split("/");
  return `${year}-${month}-${day}`;
}

/** Milliseconds of a text that the API accepts as a date. A day without a time gets `dayTime`. NaN for any other text. */
function instantOf(text: string, dayTime: string): number {
  const [, day = "", time = dayTime, zone = "Z"] =
    /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(Z|[+-]\d\d:\d\d)?)?$/.exec(text) ?? [];
  // JavaScript may read 30 February as 2 March. A real day keeps its number.
  const isReal = new Date(day).getUTCDate() === Number(day.slice(-2));
  return isReal ? Date.parse(`${day}T${time}${zone}`) : Number.NaN;
}

/** A date of a request in its report's form, and its instant. */
function readDate(report: ReportName, option: string, value: unknown, dayTime: string): [text: string, instant: number] {
  const isDaily = report === "citations";
  const isDate = value instanceof Date && !Number.isNaN(+value);
  const text = isDate ? (isDaily ? dayInEasternTime(value) : value.toISOString()) : String(value);
  const instant = instantOf(text, dayTime);
  if (Number.isNaN(instant) || (isDaily && text.length > 10)) {
    refuse(option, `a Date, or a real date as YYYY-MM-DD${isDaily ? "" : ", YYYY-MM-DD HH:MM[:SS] or an ISO timestamp"}`, value);
  }
  return [text, instant];
}

/**
 * The dates of a request in its report's form, in order. A `Date` is an instant: citations get its day of Eastern Time, referrals the
 * instant itself, in UTC.
 */
export function dateRange(report: ReportName, start: unknown, end: unknown): DateRange {
  const [start_date, first] = readDate(report, "start_date", start, "00:00");
  const [end_date, last] = readDate(report, "end_date", end, "23:59:59.999");
  if (last < first) refuse("end_date", `no earlier than start_date, ${start_date}`, end_date);
  return { start_date, end_date };
}
