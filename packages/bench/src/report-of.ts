import { describeMachine } from "./describe-machine.ts";
import type { MeasuredRow, Report } from "./report.ts";

/** The report of measured rows, with the day, the machine and the verdict. */
export function reportOf(
  rows: readonly MeasuredRow[],
  about: Omit<Report, "date" | "machine" | "node" | "passed" | "rows">,
): Report {
  return {
    date: new Date().toISOString().slice(0, "YYYY-MM-DD".length),
    machine: describeMachine(),
    node: process.versions.node,
    ...about,
    rows,
    passed: rows.every(({ passed }) => passed),
  };
}
