import { invalidOption } from "@specloom/client-runtime";
import type { DateFilter } from "./encode-date-filters.ts";

const DAY_MS = 86_400_000;

/**
 * A date filter as people type it: a day (`2026-11-01`, all of it in UTC), a moment, Unix milliseconds, or two of these with `..` between
 * them. One of the two may be left out.
 *
 * @throws {ConfigurationError} it is none of these.
 */
export function readDateFilter(name: string, text: string): DateFilter {
  const [first = "", last, ...others] = text.split("..").map((part) => part.trim());
  if (others.length > 0 || (first === "" && (last === undefined || last === ""))) throw refusal(name, text);
  const from = first === "" ? undefined : readMoment(name, first);
  const to = last === undefined ? from : last === "" ? undefined : readMoment(name, last);
  if (last === undefined && from && from.end === from.start) return from.start;
  return { from: from?.start, to: to?.end };
}

/** The first and the last millisecond of the meant time. */
function readMoment(name: string, text: string): { readonly start: number; readonly end: number } {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text);
  const isMoment = isDay || /^\d{4}-\d{2}-\d{2}T/.test(text);
  const start = /^\d+$/.test(text) ? Number(text) : isMoment ? Date.parse(text) : Number.NaN;
  // The parser reads the 30th of February as a day of March.
  const isReal = !isDay || (!Number.isNaN(start) && new Date(start).toISOString().startsWith(text));
  if (!Number.isSafeInteger(start) || !isReal) throw refusal(name, text);
  return { start, end: isDay ? start + DAY_MS - 1 : start };
}

function refusal(name: string, text: string): Error {
  return invalidOption(
    name,
    "a day as 2026-11-01, a moment as 2026-11-01T12:00:00Z, milliseconds, or two of these as FROM..TO",
    text,
  );
}
