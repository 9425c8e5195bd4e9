import { type ApiError, type CallError, isCallError } from "./errors.ts";
import { mayRetry, retryDelayMs } from "./may-retry.ts";
import { runHook } from "./run-hook.ts";
import type { CallState, Send } from "./wire.ts";

/** Sends again what may be sent again, after the wait that the server asks for, or a growing one. */
export function fetchWithRetry<Answer>(call: CallState, send: Send<Answer>): Send<Answer> {
  return async (url, init) => {
    const { maxRetries, maxRetryDelayMs } = call.limits;
    for (;;) {
      try {
        call.attempts++;
        return await send(url, init);
      } catch (thrown) {
        const error = thrown as CallError & Partial<ApiError>;
        const delayMs = error.retryAfterMs ?? retryDelayMs(call.attempts, Math.random());
        const isLast = call.attempts > maxRetries || (error.retryAfterMs ?? 0) > maxRetryDelayMs;
        if (isLast || init.signal?.aborted || !isCallError(error) || !mayRetry(error, call.isSafe)) throw error;
        await runHook(call, "onRetry", url, { error, delayMs });
        init.signal?.throwIfAborted();
        await new Promise<unknown>((resolve) => {
          const timer = setTimeout(resolve, delayMs);
          init.signal?.addEventListener("abort", () => resolve(clearTimeout(timer)));
        });
        init.signal?.throwIfAborted();
      }
    }
  };
}
