import { isPassed, type DiffBenchReport, type PairResult } from "./run-diff-bench.ts";

/** The report as a person reads it: a line for each pair, then the disagreements by reason. */
export function renderDiff({ pairs, passed }: DiffBenchReport): string {
  const width = Math.max(...pairs.map(({ pair }) => pair.length));
  const lines = pairs.flatMap((result) => [pairLine(result, width), `${" ".repeat(width)}  ${kindsText(result)}`]);
  const agreed = pairs.reduce((sum, { both }) => sum + both, 0);
  return [
    ...lines,
    "",
    `${pairs.length} pairs: the policy and the programs agree on ${agreed} operations that break`,
    ...disagreementLines(pairs),
    passed
      ? "passed"
      : `missed: ${pairs
          .filter((result) => !isPassed(result))
          .map(({ pair }) => pair)
          .join(", ")}`,
    "",
  ].join("\n");
}

function pairLine(
  { pair, bump, seconds, cpuSeconds, peakMegabytes, programs, leftOut, broken, failure }: PairResult,
  width: number,
): string {
  if (failure !== undefined) return `${pair.padEnd(width)}  failed: ${failure}`;
  const figures = `${seconds.toFixed(1)} s  ${cpuSeconds.toFixed(1)} s CPU  ${peakMegabytes.toFixed(0)} MB`;
  return `${pair.padEnd(width)}  ${bump.padEnd(5)}  ${figures}  ${broken} of ${programs} programs break (${leftOut} left out)`;
}

function kindsText({ kinds }: PairResult): string {
  const texts = Object.entries(kinds)
    .toSorted(([, a], [, b]) => b - a)
    .map(([kind, count]) => `${count} ${kind}`);
  return texts.length === 0 ? "no change" : texts.join(", ");
}

function disagreementLines(pairs: readonly PairResult[]): readonly string[] {
  const found = new Map<string, string[]>();
  for (const { pair, disagreements } of pairs) {
    for (const { call, direction, kinds, only, reason } of disagreements) {
      const key = `only the ${only}, ${direction === "input" ? "sent" : "read"}: ${kinds.join(", ") || "no change"}: ${reason ?? "NO REASON YET"}`;
      found.set(key, [...(found.get(key) ?? []), `${pair} ${call}`]);
    }
  }
  return [...found].map(([key, places]) => `  ${places.length} × ${key} (first: ${places[0]})`);
}
