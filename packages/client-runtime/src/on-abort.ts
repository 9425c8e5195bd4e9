/** The actions for the abort of a signal, and the one listener that runs them. */
interface Watch {
  readonly acts: Set<() => void>;
  readonly fire: () => void;
}

const watches = new WeakMap<AbortSignal, Watch>();

/**
 * Runs an action when a signal aborts, and returns a function that cancels it. All calls with one signal share one listener: platforms warn
 * of a leak if a signal has more than ten.
 */
export function onAbort(signal: AbortSignal | null | undefined, act: () => void): () => void {
  if (!signal) return () => {};
  const watch = watches.get(signal) ?? newWatch(signal);
  if (watch.acts.size === 0) signal.addEventListener("abort", watch.fire);
  watch.acts.add(act);
  return () => {
    if (watch.acts.delete(act) && watch.acts.size === 0) signal.removeEventListener("abort", watch.fire);
  };
}

function newWatch(signal: AbortSignal): Watch {
  const acts = new Set<() => void>();
  const watch: Watch = {
    acts,
    fire() {
      for (const act of acts) act();
    },
  };
  watches.set(signal, watch);
  return watch;
}
