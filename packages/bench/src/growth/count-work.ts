import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { toolPrograms } from "../pipeline/tool-programs.ts";

interface Coverage {
  readonly result: readonly {
    readonly url: string;
    readonly functions: readonly { readonly ranges: readonly { readonly count: number }[] }[];
  }[];
}

/**
 * How often blocks of the command's own code run in one `specloom generate`, by V8's count: the same number on a busy machine and on a
 * quiet one. Libraries and what the engine does by itself are not in it.
 */
export async function countWork(workspace: string): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), "specloom-work-"));
  try {
    const env = { ...process.env, NO_COLOR: "1", NODE_V8_COVERAGE: folder };
    await promisify(execFile)(process.execPath, [toolPrograms.specloom, "generate"], { cwd: workspace, env });
    return readdirSync(folder).reduce((sum, name) => sum + blocksIn(readFileSync(join(folder, name), "utf8")), 0);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function blocksIn(text: string): number {
  const { result }: Coverage = JSON.parse(text);
  const own = result.filter(({ url }) => url.includes("/spec-pipeline/dist/"));
  return own.flatMap(({ functions }) => functions.flatMap(({ ranges }) => ranges)).reduce((sum, { count }) => sum + count, 0);
}
