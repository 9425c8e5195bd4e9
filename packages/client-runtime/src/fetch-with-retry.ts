import { isApiError, isCallError } from "./errors.ts";
import { mayRetry, retryDelayMs } from "./retry-policy.ts";
import { type CallState, hookEvent, type Send } from "./wire.ts";

/** Sends again what may be sent again, after the wait that the server asks for, or a growing one. */
export function fetchWithRetry<Answer>(call: CallState, send: Send<Answer>): Send<Answer> {
  return async (url, init) => {
    for (;;) {
      try {
        call.attempts++;
        return await send(url, init);
      } catch (error) {
        if (init.signal?.aborted || !isCallError(error)) throw error;
        if (call.attempts > call.limits.maxRetries || !mayRetry(error, call.isSafe)) throw error;
        const demandedMs = isApiError(error) ? error.retryAfterMs : undefined;
        if (demandedMs !== undefined && demandedMs > call.limits.maxRetryDelayMs) throw error;
        const delayMs = demandedMs ?? retryDelayMs(call.attempts, Math.random());
        await call.hooks.onRetry?.({ ...hookEvent(call, url), error, delayMs });
        await wait(delayMs, init.signal);
      }
    }
  };
}

function wait(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", end);
      if (signal?.aborted) reject(signal.reason as Error);
      else resolve();
    };
    const timer = setTimeout(end, ms);
    signal?.addEventListener("abort", end);
    if (signal?.aborted) end();
  });
}
