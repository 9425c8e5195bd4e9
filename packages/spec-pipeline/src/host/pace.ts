/** Holds back all requests to one site while the site asks for a pause. */
export interface Pace {
  /** Resolves when the pause is over, or when the signal ends the wait. */
  readonly ready: (signal: AbortSignal) => Promise<void>;
  /** Starts a pause, or makes the present one longer. */
  readonly pause: (ms: number) => void;
}

export function createPace(): Pace {
  let until = 0;
  return {
    pause: (ms) => void (until = Math.max(until, performance.now() + ms)),
    ready: async (signal) => {
      while (performance.now() < until && !signal.aborted) await wait(until - performance.now(), signal);
    },
  };
}

/** Resolves after a time, or at once when the signal aborts. */
export async function wait(ms: number, signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const done = (): void => resolve();
  const timer = setTimeout(done, ms);
  signal.addEventListener("abort", done, { once: true });
  await promise;
  clearTimeout(timer);
  signal.removeEventListener("abort", done);
}

/** Milliseconds of a `Retry-After` header, given in seconds or as a date. Undefined if it is neither. */
export function retryAfterMs(header: string | null): number | undefined {
  if (header === null) return undefined;
  if (/^\s*\d+\s*$/.test(header)) return Number(header) * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - Date.now());
}
