import { type RowCounts, type TimeLimit, TimeoutError } from "./errors.ts";
import { onAbort } from "./on-abort.ts";
import type { CallState, Send } from "./wire.ts";

/**
 * Ends an attempt when its time is over, or when the outer signal aborts. It ends at once, even if the `fetch` below ignores its own
 * signal. It leaves neither timer nor listener.
 */
export function fetchWithTimeout<Result>(
  call: CallState,
  limit: "timeoutMs" | "totalTimeoutMs",
  send: Send<Result>,
): Send<Result> {
  return async (url, init) => {
    const controller = new AbortController();
    const { signal } = controller;
    const above = init.signal;
    const ms = call.limits[limit];
    let release: (() => void) | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    try {
      return await new Promise((resolve, reject) => {
        const end = (reason: unknown): void => {
          reject(reason);
          controller.abort(reason);
        };
        release = onAbort(above, () => end(above?.reason));
        if (ms) timer = setTimeout(() => end(timeoutError(call, limit, ms)), ms);
        send(url, { ...init, signal }).then(resolve, reject);
      });
    } finally {
      clearTimeout(timer);
      release?.();
    }
  };
}

/** The error of a limit that ran out. */
export function timeoutError(call: CallState, limit: TimeLimit, ms: number, rows?: RowCounts): TimeoutError {
  return new TimeoutError(call, `took longer than ${limit}, ${ms} ms`, { limit, ms, ...rows });
}
