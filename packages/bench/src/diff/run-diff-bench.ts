import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { toolPrograms } from "../pipeline/tool-programs.ts";
import { runMeasured } from "../run-measured.ts";
import { askOracle } from "./ask-oracle.ts";
import { findPairs, type DocumentPair } from "./find-pairs.ts";
import { holdAgainstOracle, type Disagreement, type PrintedChange } from "./hold-against-oracle.ts";

/** Where the command is asked: its own workspace, whose compiler it takes. */
const ROOT = fileURLToPath(new URL("../../../../", import.meta.url));
/** The most that one pair may take, by the clock. */
const MOST_SECONDS = 10;

export interface PairResult {
  readonly pair: string;
  readonly bump: string;
  /** By kind, how many changes there are. */
  readonly kinds: Readonly<Record<string, number>>;
  /** By the clock. */
  readonly seconds: number;
  /** Of the processor, with all processes that the command started. */
  readonly cpuSeconds: number;
  /** Of the command's own process, in 1,000,000 bytes; that of the compiler is another. */
  readonly peakMegabytes: number;
  readonly programs: number;
  readonly leftOut: number;
  readonly broken: number;
  readonly both: number;
  readonly disagreements: readonly Disagreement[];
  /** Why the pair could not be compared. */
  readonly failure?: string | undefined;
}

export interface DiffBenchReport {
  readonly pairs: readonly PairResult[];
  readonly passed: boolean;
}

/** Replays every pair of a folder: `specloom diff` in a process of its own, and the oracle, whose time is not counted. */
export async function runDiffBench(folder: string, onStep: (step: string) => void): Promise<DiffBenchReport> {
  const results: PairResult[] = [];
  for (const pair of findPairs(folder)) {
    onStep(pair.name);
    // oxlint-disable-next-line no-await-in-loop -- side by side they would disturb each other
    results.push(await measurePair(pair));
  }
  return { pairs: results, passed: results.every(isPassed) };
}

/** Compared, in time, and each disagreement with a reason. */
export function isPassed({ failure, seconds, disagreements }: PairResult): boolean {
  return failure === undefined && seconds <= MOST_SECONDS && disagreements.every(({ reason }) => reason !== undefined);
}

async function measurePair({ name, before, after }: DocumentPair): Promise<PairResult> {
  const folder = mkdtempSync(join(tmpdir(), "specloom-bench-"));
  try {
    const args = [toolPrograms.specloom, "diff", before, after, "--json"];
    const { printed, wallMs, cpuMs, childCpuMs, peakMegabytes } = await runMeasured(args, ROOT);
    const { bump, changes }: { bump: string; changes: readonly PrintedChange[] } = JSON.parse(printed);
    const verdict = await askOracle(folder, before, after);
    const { both, disagreements } = holdAgainstOracle(changes, verdict);
    const kinds: Record<string, number> = {};
    for (const { kind } of changes) kinds[kind] = (kinds[kind] ?? 0) + 1;
    const [seconds, cpuSeconds] = [wallMs / 1000, (cpuMs + childCpuMs) / 1000];
    const { programs, leftOut } = verdict;
    const broken = verdict.broken.length;
    return { pair: name, bump, kinds, seconds, cpuSeconds, peakMegabytes, programs, leftOut, broken, both, disagreements };
  } catch (error) {
    const failure = error instanceof Error ? error.message : String(error);
    return { ...NOTHING, pair: name, failure };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const NOTHING: PairResult = {
  pair: "",
  bump: "none",
  kinds: {},
  seconds: 0,
  cpuSeconds: 0,
  peakMegabytes: 0,
  programs: 0,
  leftOut: 0,
  broken: 0,
  both: 0,
  disagreements: [],
};
