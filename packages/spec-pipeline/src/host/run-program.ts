import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { CommandFailure } from "./command.ts";

const run = promisify(execFile);

/** Programs that would ask the person at the terminal fail instead, both in a schedule and on a developer's machine. */
const QUIET = { GIT_TERMINAL_PROMPT: "0", GH_PROMPT_DISABLED: "1", GH_NO_UPDATE_NOTIFIER: "1" };

/** Runs a program in the workspace and returns its output. A failure is told in one sentence. */
export async function runProgram(
  root: string,
  program: string,
  parameters: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<string> {
  const env = { ...process.env, ...QUIET, ...environment };
  try {
    const { stdout } = await run(program, [...parameters], { cwd: root, env, maxBuffer: 64 * 1024 * 1024 });
    return stdout;
  } catch (error) {
    throw new CommandFailure(`${program} ${parameters[0] ?? ""} failed: ${reasonOf(error, program).replaceAll(/\s+/g, " ")}`);
  }
}

function reasonOf(error: unknown, program: string): string {
  if (!(error instanceof Error)) return String(error);
  if ("code" in error && error.code === "ENOENT") return `there is no program ${program} here`;
  const said = "stderr" in error ? String(error.stderr).trim() : "";
  return said === "" ? error.message : said;
}

/** The branch for a vendor's change must have no other changes. */
export async function requireCleanTree(root: string): Promise<void> {
  const [first] = (await runProgram(root, "git", ["status", "--porcelain"])).split("\n");
  if (first)
    throw new CommandFailure(`the tree has changes that are not committed (${first.slice(3)}): commit or stash them first`);
}
