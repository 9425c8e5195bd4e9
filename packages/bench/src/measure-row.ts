import { keepsLimit } from "./keeps-limit.ts";
import type { Surroundings } from "./measures/child-process.ts";
import type { Cell, MeasuredRow } from "./report.ts";
import type { Row } from "./rows.ts";
import { type ContestantName, type SubjectName, clientNames } from "./subject-names.ts";
import { ratiosByRound, rotate, summarize } from "./summary.ts";

/** What a subject gave in each round, or what went wrong in the first round that failed. */
type Samples = number[] | { failure: string };

async function sampleAll(row: Row, rounds: number, surroundings: Surroundings): Promise<Map<SubjectName, Samples>> {
  const floors = row.floor ? row.contestants.map(row.floor) : [];
  const subjects: readonly SubjectName[] = [...new Set<SubjectName>([...floors, ...row.contestants])];
  const samples = new Map<SubjectName, Samples>(subjects.map((subject) => [subject, []]));
  // All subjects in each round, one at a time, so that what disturbs the machine for a while disturbs all of them.
  for (let round = 0; round < rounds; round += 1) {
    for (const subject of rotate(subjects, round)) {
      const taken = samples.get(subject);
      if (!Array.isArray(taken)) continue;
      try {
        // oxlint-disable-next-line no-await-in-loop -- side by side they would disturb each other
        taken.push(await row.sample(subject, surroundings));
      } catch (error) {
        samples.set(subject, { failure: error instanceof Error ? error.message : String(error) });
      }
    }
  }
  return samples;
}

function cellOf(row: Row, contestant: ContestantName, samples: ReadonlyMap<SubjectName, Samples>): Cell {
  const own = samples.get(contestant) ?? [];
  if (!Array.isArray(own)) return own;
  if (row.floor === undefined) return summarize(own);
  const floor = samples.get(row.floor(contestant)) ?? [];
  return Array.isArray(floor) ? summarize(ratiosByRound(own, floor)) : floor;
}

/** Measures everyone in one row, in interleaved rounds. */
export async function measureRow(row: Row, rounds: number, surroundings: Surroundings): Promise<MeasuredRow> {
  const samples = await sampleAll(row, row.exact ? 1 : rounds, surroundings);
  const cells: Record<string, Cell> = {};
  for (const contestant of row.contestants) cells[contestant] = cellOf(row, contestant, samples);
  const clients = clientNames.filter((client) => row.contestants.includes(client));
  const { id, title, unit, limit } = row;
  return { id, title, unit, limit, cells, passed: clients.every((client) => keepsLimit(cells[client], limit, cells)) };
}
