/** What a program may print. More would fill the page, and a page that takes each line alone would do nothing else. */
const MAX_PRINTED = 100_000;
const EVERY_MS = 50;

export interface Lines {
  readonly print: (line: string) => void;
  /** Tells what is not told yet. */
  readonly flush: () => void;
}

/** Tells lines in batches: the first at once, the others some times in a second, even if the program never waits. */
export function batchLines(tell: (text: string) => void): Lines {
  // The program's timers are watched, and these are not the program's.
  const { setTimeout } = globalThis;
  let lines: string[] = [];
  let length = 0;
  let toldAtMs = Number.NEGATIVE_INFINITY;
  const flush = (): void => {
    if (lines.length > 0) tell(lines.join("\n"));
    lines = [];
    toldAtMs = performance.now();
  };
  return {
    flush,
    print(line) {
      if (length > MAX_PRINTED) return;
      length += line.length + 1;
      lines.push(length > MAX_PRINTED ? "… the page shows no more: this is too much to read" : line);
      if (length > MAX_PRINTED || performance.now() - toldAtMs >= EVERY_MS) flush();
      else if (lines.length === 1) setTimeout(flush, EVERY_MS);
    },
  };
}
