import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { CommandFailure } from "./command.ts";

const run = promisify(execFile);

/** Runs a program in the workspace and gives what it prints. Its failure is told in one sentence. */
export async function runProgram(root: string, program: string, parameters: readonly string[]): Promise<string> {
  try {
    const { stdout } = await run(program, [...parameters], { cwd: root, maxBuffer: 64 * 1024 * 1024 });
    return stdout;
  } catch (error) {
    const said = error instanceof Error && "stderr" in error ? String(error.stderr).trim() : "";
    const reason = said === "" ? (error instanceof Error ? error.message : String(error)) : said;
    throw new CommandFailure(`${program} ${parameters[0] ?? ""} failed: ${reason.replaceAll(/\s+/g, " ")}`);
  }
}

/** A branch for a vendor's change must hold nothing else. */
export async function requireCleanTree(root: string): Promise<void> {
  const [first] = (await runProgram(root, "git", ["status", "--porcelain"])).split("\n");
  if (first)
    throw new CommandFailure(`the tree has changes that are not committed (${first.slice(3)}): commit or stash them first`);
}

/** The branch that is checked out; the commit where there is none. */
export async function currentBranch(root: string): Promise<string> {
  const name = (await runProgram(root, "git", ["rev-parse", "--abbrev-ref", "HEAD"])).trim();
  return name === "HEAD" ? (await runProgram(root, "git", ["rev-parse", "HEAD"])).trim() : name;
}
