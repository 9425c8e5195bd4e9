import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Files below some paths at a git revision. Empty if there is no such revision. */
export async function listRevision(root: string, revision: string, paths: readonly string[]): Promise<readonly string[]> {
  if (!isRevision(revision)) return [];
  const list = await git(root, ["ls-tree", "-r", "--name-only", "-z", revision, "--", ...paths]);
  return (list?.toString("utf8") ?? "").split("\0").filter((path) => path !== "");
}

/** Bytes of a file at a git revision. Undefined if it is not there. */
export async function readBytesAtRevision(root: string, revision: string, path: string): Promise<Buffer | undefined> {
  return isRevision(revision) ? git(root, ["show", `${revision}:${path}`]) : undefined;
}

export async function readAtRevision(root: string, revision: string, path: string): Promise<string | undefined> {
  return (await readBytesAtRevision(root, revision, path))?.toString("utf8");
}

/** Git would read a name that starts with a dash as an option. */
function isRevision(name: string): boolean {
  return name !== "" && !name.startsWith("-");
}

async function git(root: string, parameters: readonly string[]): Promise<Buffer | undefined> {
  try {
    const { stdout } = await run("git", [...parameters], { cwd: root, encoding: "buffer", maxBuffer: 256 * 1024 * 1024 });
    return stdout;
  } catch {
    return undefined;
  }
}
