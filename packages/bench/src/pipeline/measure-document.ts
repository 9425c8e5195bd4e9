import { keepsLimit } from "../keeps-limit.ts";
import type { Cell, MeasuredRow } from "../report.ts";
import type { Usage } from "../run-measured.ts";
import { median, ratiosByRound, rotate, summarize } from "../summary.ts";
import type { PipelineRow } from "./pipeline-rows.ts";
import { COMMAND, PEERS, TOOLS, type ToolName } from "./tools.ts";

/** What a tool took in each round, or what went wrong in the first round that failed. */
type Usages = Usage[] | { failure: string };

/** Runs one tool once on the document that is measured. */
export type RunOnce = (tool: ToolName) => Promise<Usage>;

async function usageOfAll(rounds: number, runOnce: RunOnce): Promise<Map<ToolName, Usages>> {
  const usages = new Map<ToolName, Usages>(TOOLS.map((tool) => [tool, []]));
  // All tools in each round, one at a time, so that what disturbs the machine for a while disturbs all of them.
  for (let round = 0; round < rounds; round += 1) {
    for (const tool of rotate(TOOLS, round)) {
      const taken = usages.get(tool);
      if (!Array.isArray(taken)) continue;
      try {
        // oxlint-disable-next-line no-await-in-loop -- side by side they would disturb each other
        taken.push(await runOnce(tool));
      } catch (error) {
        usages.set(tool, { failure: error instanceof Error ? error.message : String(error) });
      }
    }
  }
  return usages;
}

/** What the peers took together, a sum for each round; or the failure of the first that has none. */
function sumOfPeers(usages: ReadonlyMap<ToolName, Usages>, figure: keyof Usage): number[] | { failure: string } {
  const sums: number[] = [];
  for (const peer of PEERS) {
    const own = usages.get(peer) ?? [];
    if (!Array.isArray(own)) return { failure: `${peer} failed: ${own.failure}` };
    for (const [round, usage] of own.entries()) sums[round] = (sums[round] ?? 0) + usage[figure];
  }
  return sums;
}

function cellOf({ figure, unit }: PipelineRow, own: Usages, usages: ReadonlyMap<ToolName, Usages>): Cell {
  if (!Array.isArray(own)) return own;
  const values = own.map((usage) => usage[figure]);
  if (unit !== "ratio") return summarize(values);
  const sums = sumOfPeers(usages, figure);
  return Array.isArray(sums) ? summarize(ratiosByRound(values, sums)) : sums;
}

/** What 1.00× stands for, in seconds. */
function noteOf(vendor: string, usages: ReadonlyMap<ToolName, Usages>): string[] {
  const seconds = (figure: keyof Usage): string | undefined => {
    const sums = sumOfPeers(usages, figure);
    return Array.isArray(sums) ? `${(median(sums) / 1000).toFixed(1)} s` : undefined;
  };
  const [wall, cpu] = [seconds("wallMs"), seconds("cpuMs")];
  return wall === undefined ? [] : [`${vendor}: the peers together took ${wall} by the clock and ${cpu} of CPU.`];
}

/** Measures all rows of one document: each run of a tool gives the figures of all of them. */
export async function measureDocument(
  rows: readonly PipelineRow[],
  rounds: number,
  runOnce: RunOnce,
): Promise<{ rows: MeasuredRow[]; notes: string[] }> {
  const usages = await usageOfAll(rounds, runOnce);
  const measured = rows.map((row): MeasuredRow => {
    const cells = Object.fromEntries(TOOLS.map((tool) => [tool, cellOf(row, usages.get(tool) ?? [], usages)]));
    const { id, title, unit, limit } = row;
    return { id, title, unit, limit, cells, passed: keepsLimit(cells[COMMAND], limit, cells) };
  });
  return { rows: measured, notes: rows[0] === undefined ? [] : noteOf(rows[0].document, usages) };
}
