import { type ApiError, type CallError, isCallError } from "./errors.ts";
import { mayRetry, retryDelayMs } from "./may-retry.ts";
import { onAbort } from "./on-abort.ts";
import { runHook } from "./run-hook.ts";
import type { CallState, Send } from "./wire.ts";

/** Repeats a request that may be repeated, after the wait that the server asks for, or after a growing one. */
export function fetchWithRetry<Result>(call: CallState, send: Send<Result>): Send<Result> {
  return async (url, init) => {
    const { maxRetries, maxRetryDelayMs } = call.limits;
    for (;;) {
      try {
        call.attempts++;
        return await send(url, init);
      } catch (thrown) {
        const error = thrown as CallError & Partial<ApiError>;
        const isRefused = error.status === 401 && mayRenew(call);
        const delayMs = isRefused ? 0 : (error.retryAfterMs ?? retryDelayMs(call.attempts, Math.random()));
        const retries = call.attempts - Number(Boolean(call.hasRenewed));
        const isLast = retries > maxRetries || (error.retryAfterMs ?? 0) > maxRetryDelayMs;
        // A stream that was read, even in part, is gone.
        const isRepeated = !(init.body instanceof ReadableStream) && (isRefused || (!isLast && mayRetry(error, call.isSafe)));
        if (!isRepeated || init.signal?.aborted || !isCallError(error)) throw error;
        if (isRefused) {
          call.hasRenewed = true;
          call.refused = call.secrets.values;
        }
        await runHook(call, "onRetry", url, () => ({ error, delayMs }));
        init.signal?.throwIfAborted();
        await new Promise<unknown>((resolve) => {
          const release = onAbort(init.signal, () => resolve(clearTimeout(timer)));
          const timer = setTimeout(() => resolve(release()), delayMs);
        });
        init.signal?.throwIfAborted();
      }
    }
  };
}

/** A credential is renewed once in a call. A refused request changed nothing. */
function mayRenew({ credentials, hasRenewed }: CallState): boolean {
  return !hasRenewed && credentials.some(({ isRenewable }) => isRenewable);
}
