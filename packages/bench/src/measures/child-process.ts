import { execFile } from "node:child_process";
import { join } from "node:path";
import type { SubjectName } from "../subject-names.ts";
import type { Workload } from "../workloads.ts";

/** What all measures of one run share. */
export interface Surroundings {
  /** Origin of the server on loopback. */
  readonly origin: string;
  /** The pinned Node 24; the other rows run on the Node that runs the bench. */
  readonly node24: string;
  /** Folder from which both the peers and our clients resolve, for programs that are written and thrown away. */
  readonly workFolder: string;
}

/** Measures a subject once and returns one figure, in the unit of its row. */
export type Sample = (subject: SubjectName, surroundings: Surroundings) => Promise<number>;

const MAX_PRINTED_BYTES = 64 * 1024 * 1024;

/** The line of a failed program that says why. */
export function reasonIn(printed: string): string | undefined {
  const lines = printed.split("\n").map((line) => line.trim());
  // The error itself before a line of source that throws it.
  const says = [/^\w*error: /i, /error\b/i].map((pattern) => lines.find((line) => pattern.test(line)));
  return says.find((line) => line !== undefined) ?? lines.find((line) => line !== "");
}

/** Runs Node to its end in the work folder and returns what the program printed. */
export async function printedByNode(
  node: string,
  args: readonly string[],
  workFolder: string,
  environment: NodeJS.ProcessEnv = {},
): Promise<string> {
  const env = { ...process.env, ...environment };
  return await new Promise((resolve, reject) => {
    execFile(node, args, { cwd: workFolder, env, maxBuffer: MAX_PRINTED_BYTES }, (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else reject(new Error(reasonIn(`${stderr}\n${stdout}`) ?? error.message, { cause: error }));
    });
  });
}

/** Name of the program of one sample, as it is bundled into the work folder. */
export const WORKLOAD_PROGRAM = "run-workload.mjs";

/** A fresh process for each sample: nobody inherits the compiled code, the heap or the open sockets of another. */
export function inChildProcess(workload: Workload, runtime: "node24" | "own" = "own"): Sample {
  return async (subject, surroundings) => {
    const { origin, node24, workFolder } = surroundings;
    const node = runtime === "node24" ? node24 : process.execPath;
    const program = join(workFolder, WORKLOAD_PROGRAM);
    const task = JSON.stringify({ ...workload, subject, origin });
    return Number(await printedByNode(node, ["--expose-gc", program], workFolder, { SPECLOOM_BENCH_TASK: task }));
  };
}
