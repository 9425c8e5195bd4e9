/** As in Node, a program that does not await what it began ends with the last of it, and not with its last line. */

export interface Work {
  /** Says that the program did something. */
  readonly note: () => void;
  /** Resolves when no timer of the program waits, and it did nothing for a moment. */
  readonly end: () => Promise<void>;
  readonly restore: () => void;
}

/** Without a network, everything but a timer comes within some turns of the event loop. */
const QUIET_MS = 50;

/** Counts the timers that are set from now on, until `restore`. */
export function watchWork(): Work {
  const { setTimeout, clearTimeout, setInterval, clearInterval } = globalThis;
  const waiting = new Set<unknown>();
  let notes = 0;
  const note = (): void => void (notes += 1);
  const clear = (timer: unknown, real: (timer?: number) => void): void => {
    waiting.delete(timer);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a program may clear anything, which clears nothing
    real(timer as number);
  };
  Object.assign(globalThis, {
    setTimeout: (act: (...values: unknown[]) => void, ms?: number, ...values: unknown[]) => {
      const timer = setTimeout(() => {
        waiting.delete(timer);
        note();
        act(...values);
      }, ms);
      waiting.add(timer);
      return timer;
    },
    setInterval: (act: (...values: unknown[]) => void, ms?: number, ...values: unknown[]) => {
      const timer = setInterval(act, ms, ...values);
      waiting.add(timer);
      return timer;
    },
    clearTimeout: (timer: unknown) => clear(timer, clearTimeout),
    clearInterval: (timer: unknown) => clear(timer, clearInterval),
  });
  return {
    note,
    async end() {
      for (let seen = -1; waiting.size > 0 || seen !== notes;) {
        seen = notes;
        await new Promise((resolve) => setTimeout(resolve, QUIET_MS));
      }
    },
    restore: () => void Object.assign(globalThis, { setTimeout, clearTimeout, setInterval, clearInterval }),
  };
}
