import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { reasonIn } from "./measures/child-process.ts";

/** What one cold process took. */
export interface Usage {
  /** From its start to its end, by the clock. */
  readonly wallMs: number;
  /** All threads together, the engine's included. */
  readonly cpuMs: number;
  /** Of the processes that it started and saw end; 0 where the system is not Linux, which alone says. */
  readonly childCpuMs: number;
  /** The largest resident size, in 1,000,000 bytes. */
  readonly peakMegabytes: number;
}

const PRELOADED = new URL("pipeline/report-usage.mjs", import.meta.url).href;
/** Neither asks for news nor sends any: nothing but the work is measured. */
const QUIET = { NO_COLOR: "1", REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" };
const MAX_PRINTED_BYTES = 256 * 1024 * 1024;

/** Runs a program of Node in a process of its own. Rejects with what it printed where it failed, but for a `complaint`. */
export async function runMeasured(
  args: readonly string[],
  folder: string,
  complaint?: RegExp,
): Promise<Usage & { readonly printed: string }> {
  const own = mkdtempSync(join(tmpdir(), "specloom-usage-"));
  const usageFile = join(own, "usage.json");
  const env = { ...process.env, ...QUIET, SPECLOOM_BENCH_USAGE: usageFile };
  const start = performance.now();
  try {
    const printed = await new Promise<string>((resolve, reject) => {
      const all = ["--import", PRELOADED, ...args];
      execFile(process.execPath, all, { cwd: folder, env, maxBuffer: MAX_PRINTED_BYTES }, (error, stdout, stderr) => {
        const text = `${stderr}\n${stdout}`;
        if (error === null || complaint?.test(text) === true) resolve(stdout);
        else reject(new Error(reasonIn(text) ?? error.message, { cause: error }));
      });
    });
    const wallMs = performance.now() - start;
    const usage: NodeJS.ResourceUsage & { childCpuMs: number } = JSON.parse(readFileSync(usageFile, "utf8"));
    const { userCPUTime, systemCPUTime, maxRSS, childCpuMs } = usage;
    return {
      wallMs,
      cpuMs: (userCPUTime + systemCPUTime) / 1000,
      childCpuMs,
      peakMegabytes: (maxRSS * 1024) / 1_000_000,
      printed,
    };
  } finally {
    rmSync(own, { recursive: true, force: true });
  }
}
