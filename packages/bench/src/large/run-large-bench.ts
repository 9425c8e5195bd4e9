import { rm } from "node:fs/promises";
import { documentOf, layOutLargeApi } from "../../../../test/large-api.ts";
import { keepsLimit } from "../keeps-limit.ts";
import { reportOf } from "../report-of.ts";
import type { Cell, MeasuredRow, Report } from "../report.ts";
import { LARGE, SMALL, type LargeRow } from "./large-rows.ts";

/** Measures a program with one call of a small and of a large API. `onRow` is told before each row. Counts are exact, so there is one round. */
export async function runLargeBench(rows: readonly LargeRow[], onRow: (id: string) => void): Promise<Report> {
  const folders: string[] = [];
  const measured: MeasuredRow[] = [];
  try {
    for (const document of [documentOf(1, 3), documentOf(50, 20)]) folders.push(layOutLargeApi(document));
    for (const { id, title, unit, limit, measure } of rows) {
      onRow(id);
      // oxlint-disable-next-line no-await-in-loop -- one at a time, so that memory is enough
      const [small, large] = await Promise.all(folders.map((folder) => cellOf(() => measure(folder))));
      const cells = { ...(small && { [SMALL]: small }), ...(large && { [LARGE]: large }) };
      measured.push({ id, title, unit, limit, cells, passed: keepsLimit(large, limit, cells) });
    }
  } finally {
    await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })));
  }
  return reportOf(measured, {
    versions: {},
    rounds: 1,
    columns: [SMALL, LARGE],
    ours: [LARGE],
    notes: [],
  });
}

async function cellOf(measure: () => Promise<number>): Promise<Cell> {
  try {
    const figure = await measure();
    return { median: figure, lowest: figure, highest: figure, samples: 1 };
  } catch (error) {
    return { failure: error instanceof Error ? error.message : String(error) };
  }
}
