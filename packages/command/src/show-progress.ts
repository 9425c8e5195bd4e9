import type { Host } from "./host.ts";

/** Shorter work shows nothing. */
const QUIET_MS = 2000;
const EVERY_MS = 250;

/**
 * Counts rows on standard error if the work takes longer than two seconds. Shows nothing if no person reads it, or if rows are shown
 * anyway.
 */
export function showProgress({ stdout, stderr }: Host, isFile: boolean): { count: () => void; end: () => void } {
  let rows = 0;
  let isShown = false;
  const isWanted = stderr.isTTY === true && (isFile || !stdout.isTTY);
  const started = performance.now();
  const show = (): void => {
    const elapsed = performance.now() - started;
    if (elapsed < QUIET_MS) return;
    isShown = true;
    stderr.write(`\r\u001b[K${rows.toLocaleString("en")} rows, ${Math.round(elapsed / 1000)} s`);
  };
  const timer = isWanted ? setInterval(show, EVERY_MS) : undefined;
  return {
    count: () => {
      rows += 1;
    },
    end: () => {
      clearInterval(timer);
      if (isShown) stderr.write("\r\u001b[K");
    },
  };
}
