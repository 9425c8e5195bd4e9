import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { COMMAND } from "../pipeline/tools.ts";
import { reportOf } from "../report-of.ts";
import type { MeasuredRow, Report } from "../report.ts";
import { SMALL_COUNT, type GrowthRow } from "./growth-rows.ts";
import { measureGrowth } from "./measure-growth.ts";

/** Measures how the work of the command grows on each shape. `onRow` is told before each. Counts are exact, so there is one round. */
export async function runGrowthBench(rows: readonly GrowthRow[], onRow: (id: string) => void): Promise<Report> {
  const folder = mkdtempSync(join(tmpdir(), "specloom-growth-"));
  const measured: MeasuredRow[] = [];
  try {
    for (const { id, title, limit } of rows) {
      onRow(id);
      // oxlint-disable-next-line no-await-in-loop -- one at a time, so that memory is enough
      const growth = await measureGrowth(id, SMALL_COUNT, folder);
      const cell = { median: growth, lowest: growth, highest: growth, samples: 1 };
      measured.push({ id, title, unit: "ratio", limit, cells: { [COMMAND]: cell }, passed: growth <= limit });
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return reportOf(measured, {
    versions: {},
    rounds: 1,
    columns: [COMMAND],
    ours: [COMMAND],
    notes: [`The work for one schema of ${SMALL_COUNT * 4}, over the work for one of ${SMALL_COUNT}.`],
  });
}
