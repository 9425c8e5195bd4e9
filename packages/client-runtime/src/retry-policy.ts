import { type CallError, isApiError, isConnectionError, isResponseError, isTimeoutError } from "./errors.ts";

const firstDelayMs = 500;
const lastDelayMs = 8000;

/**
 * May this call be repeated after this failure? A safe operation may after whatever can pass; any other only where the server
 * refused the request (429), or cannot have seen it.
 */
export function mayRetry(error: CallError, isSafe: boolean): boolean {
  if (isApiError(error)) return error.status === 429 || (isSafe && [408, 500, 502, 503, 504].includes(error.status));
  if (isConnectionError(error)) return error.reason === "not-sent" || (isSafe && error.reason === "interrupted");
  if (isTimeoutError(error)) return isSafe && error.limit === "timeoutMs";
  return isSafe && isResponseError(error) && error.reason === "truncated";
}

/** The wait after attempt number `attempt` where the server asks for none; `random` is from 0 to 1. */
export function retryDelayMs(attempt: number, random: number): number {
  return Math.min(firstDelayMs * 2 ** (attempt - 1), lastDelayMs) * (1 - random / 2);
}

/** What a server asks for, in milliseconds from `now`; undefined where it asks for nothing, for a time that has passed, or unreadably. */
export function parseRetryAfter(headers: Headers, now: number): number | undefined {
  const ms = Number(headers.get("retry-after-ms") ?? Number.NaN);
  if (ms > 0) return ms;
  const value = headers.get("retry-after")?.trim() ?? "";
  // The only date without a zone that HTTP knows (asctime) is in GMT too.
  const wait = /^[\d.]+$/.test(value)
    ? Number(value) * 1000
    : Date.parse(/^[a-z]{3}/i.test(value) ? value.replace(/( GMT)?$/, " GMT") : "") - now;
  return wait > 0 ? wait : undefined;
}
