import type { Send } from "./wire.ts";

/**
 * Ends what is sent when its time is over, or when the caller's signal says so: at once, even where the `fetch` below
 * takes no notice of its signal. Leaves neither timer nor listener.
 */
export function fetchWithTimeout<Answer>(send: Send<Answer>, ms: number | undefined, timeoutError: () => Error): Send<Answer> {
  return (url, init) =>
    new Promise((resolve, reject) => {
      const caller = init.signal;
      const controller = new AbortController();
      const settle = (): void => {
        clearTimeout(timer);
        caller?.removeEventListener("abort", abort);
      };
      const end = (reason: unknown): void => {
        settle();
        reject(reason as Error);
        controller.abort(reason);
      };
      const abort = (): void => end(caller?.reason);
      const timer = ms === undefined ? undefined : setTimeout(() => end(timeoutError()), ms);
      if (caller?.aborted) return abort();
      caller?.addEventListener("abort", abort);
      send(url, { ...init, signal: controller.signal }).then(
        (answer) => {
          settle();
          resolve(answer);
        },
        (error: unknown) => {
          settle();
          reject(error as Error);
        },
      );
    });
}
