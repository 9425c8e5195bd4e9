export const dayMs = 86_400_000;

export const iso = (milliseconds: number): string => new Date(milliseconds).toISOString();

/** The intervals that rows can be grouped by. */
export const citationIntervals = ["day", "week", "month"] as const;
export const referralIntervals = ["hour", "day", "week", "relative_week", "month", "quarter", "year"] as const;

/** The start of the interval around an instant: a day, or an hour with its time. Weeks begin on Monday, relative ones at `start`. */
export function bucketOf(instant: number, interval = "day", start = 0): string {
  const day = iso(instant).slice(0, 10);
  const date = new Date(instant);
  switch (interval) {
    case "hour":
      return `${iso(instant).slice(0, 13)}:00:00Z`;
    case "week":
      return iso(instant - ((date.getUTCDay() + 6) % 7) * dayMs).slice(0, 10);
    case "relative_week":
      return iso(start + Math.floor((instant - start) / (7 * dayMs)) * 7 * dayMs).slice(0, 10);
    case "month":
      return `${day.slice(0, 7)}-01`;
    case "quarter":
      return iso(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - (date.getUTCMonth() % 3))).slice(0, 10);
    case "year":
      return `${day.slice(0, 4)}-01-01`;
    default:
      return day;
  }
}
