import { makeAttempt } from "./attempt.ts";
import { fetchWithRetry } from "./fetch-with-retry.ts";
import { fetchWithTimeout } from "./fetch-with-timeout.ts";
import type { Fetch } from "./options.ts";
import type { CallState, ReadResponse, Send } from "./wire.ts";

/**
 * The promises of one call around its `fetch`, from the inside out: an attempt, its time limit, its retries, and the end of the whole call.
 */
export function composeSend<Result>(
  call: CallState,
  fetch: Fetch,
  signal: AbortSignal | undefined,
  read: ReadResponse<Result>,
): Send<Result> {
  const send = fetchWithRetry(call, fetchWithTimeout(call, "timeoutMs", makeAttempt(call, fetch, read)));
  // Most calls have neither, and need not pay for it.
  return signal || call.limits.totalTimeoutMs ? fetchWithTimeout(call, "totalTimeoutMs", send) : send;
}
