const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/**
 * Does work that may compute for long and leaves nothing behind. A thread that computes handles no signal. So our listeners are removed for
 * that time, and a signal ends the process at once.
 */
export async function endAtOnce<Value>(work: () => Value | Promise<Value>): Promise<Value> {
  const waiting = SIGNALS.map((signal) => ({ signal, listeners: process.rawListeners(signal) }));
  for (const { signal } of waiting) process.removeAllListeners(signal);
  try {
    return await work();
  } finally {
    for (const { signal, listeners } of waiting) for (const listener of listeners) process.on(signal, listener);
  }
}
