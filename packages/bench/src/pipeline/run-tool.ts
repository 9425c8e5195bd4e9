import { execFile } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { reasonIn } from "../measures/child-process.ts";
import type { PreparedDocument } from "./prepare-document.ts";
import type { Tool } from "./tools.ts";

/** What one cold process took. */
export interface Usage {
  /** From its start to its end, by the clock. */
  readonly wallMs: number;
  /** All threads together, the engine's included. */
  readonly cpuMs: number;
  /** The largest resident size, in 1,000,000 bytes. */
  readonly peakMegabytes: number;
}

const PRELOADED = new URL("report-usage.mjs", import.meta.url).href;
/** Neither asks for news nor sends any: nothing but the work is measured. */
const QUIET = { NO_COLOR: "1", REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" };
const MAX_PRINTED_BYTES = 64 * 1024 * 1024;

/** Runs a tool once on a document, in a process of its own. Rejects with what it printed where it failed. */
export async function runTool({ folder, command, clear, complaint }: Tool, document: PreparedDocument): Promise<Usage> {
  clear?.(document);
  const usageFile = join(document.workspace, "usage.json");
  rmSync(usageFile, { force: true });
  const all = ["--import", PRELOADED, ...command(document)];
  const env = { ...process.env, ...QUIET, SPECLOOM_BENCH_USAGE: usageFile };
  const start = performance.now();
  await new Promise<void>((resolve, reject) => {
    execFile(process.execPath, all, { cwd: folder(document), env, maxBuffer: MAX_PRINTED_BYTES }, (error, stdout, stderr) => {
      const printed = `${stderr}\n${stdout}`;
      if (error === null || complaint?.test(printed) === true) resolve();
      else reject(new Error(reasonIn(printed) ?? error.message, { cause: error }));
    });
  });
  const wallMs = performance.now() - start;
  const { userCPUTime, systemCPUTime, maxRSS }: NodeJS.ResourceUsage = JSON.parse(readFileSync(usageFile, "utf8"));
  return { wallMs, cpuMs: (userCPUTime + systemCPUTime) / 1000, peakMegabytes: (maxRSS * 1024) / 1_000_000 };
}
