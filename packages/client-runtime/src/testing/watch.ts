/** The things that a call could leave behind on the caller's side. */
export interface Watch {
  /** Timers of ours that are set and have neither run nor been cleared. */
  timers(): number;
  /** Puts the real timers back. */
  restore(): void;
}

// Waits between attempts are random, so they are fractions. Limits and demanded waits are whole numbers.
const DIVISOR = 50;

/**
 * Counts the timers that are set through the global functions, and shortens the waits between attempts. So a table of scenarios takes
 * seconds.
 */
export function watchTimers(): Watch {
  const { setTimeout: realSet, clearTimeout: realClear } = globalThis;
  const live = new Set<unknown>();
  const set = (callback: (...given: unknown[]) => void, ms = 0, ...given: unknown[]): unknown => {
    if (isPlatforms(new Error("where from").stack)) return realSet(callback, ms, ...given);
    const timer = realSet(
      () => {
        live.delete(timer);
        callback(...given);
      },
      Number.isInteger(ms) ? ms : ms / DIVISOR,
    );
    live.add(timer);
    return timer;
  };
  const clear = (timer: Parameters<typeof realClear>[0]): void => {
    live.delete(timer);
    realClear(timer);
  };
  Object.assign(globalThis, { setTimeout: set, clearTimeout: clear });
  return {
    timers: () => live.size,
    restore() {
      Object.assign(globalThis, { setTimeout: realSet, clearTimeout: realClear });
    },
  };
}

/** Node's own `fetch` sets its timers through the same global functions. */
function isPlatforms(stack = ""): boolean {
  return stack.split("\n")[2]?.includes("node:internal") ?? false;
}

/** A signal that knows how many listeners it has. */
export interface CountedSignal {
  readonly signal: AbortSignal;
  readonly abort: (reason: unknown) => void;
  listeners(): number;
}

export function countListeners(): CountedSignal {
  const controller = new AbortController();
  const { signal } = controller;
  const live = new Set<unknown>();
  const add = signal.addEventListener.bind(signal);
  const remove = signal.removeEventListener.bind(signal);
  Object.assign(signal, {
    addEventListener(type: string, listener: EventListener, options?: AddEventListenerOptions) {
      live.add(listener);
      add(type, listener, options);
    },
    removeEventListener(type: string, listener: EventListener) {
      live.delete(listener);
      remove(type, listener);
    },
  });
  return { signal, abort: (reason) => controller.abort(reason), listeners: () => live.size };
}
