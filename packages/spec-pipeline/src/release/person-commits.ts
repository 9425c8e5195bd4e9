import { runProgram } from "../host/run-program.ts";
import type { Problem } from "../problems/problem.ts";
import { TREE_TRAILER } from "./commit-change.ts";

export interface PersonCommit {
  readonly hash: string;
  readonly subject: string;
}

/** Fields of a commit end in a NUL, commits in a record separator. */
const FORMAT = ["%H", "%T", "%P", "%s", `%(trailers:key=${TREE_TRAILER},valueonly,separator=%x2C)`].join("%x00");

/**
 * The commits of a branch that are not ours: without our trailer, or with another tree than the trailer says. A merge without its own
 * changes, such as one of the main branch by a button, does not count.
 */
export async function personCommits(root: string, base: string, tip: string): Promise<readonly PersonCommit[]> {
  const range = [tip, "--not", base, "--exclude=origin/spec/*", "--remotes=origin"];
  const text = await runProgram(root, "git", ["log", `--format=${FORMAT}%x1e`, ...range]);
  const found: PersonCommit[] = [];
  for (const record of text.split("\u001e").map((part) => part.trim())) {
    const [hash, tree, parents = "", subject = "", trailer] = record.split("\0");
    if (hash === undefined || hash === "" || trailer?.trim() === tree) continue;
    if (parents.includes(" ") && (await isPlainMerge(root, hash))) continue;
    found.push({ hash, subject });
  }
  return found;
}

async function isPlainMerge(root: string, hash: string): Promise<boolean> {
  return (await runProgram(root, "git", ["diff-tree", "--cc", "--name-only", "--no-commit-id", "-r", hash])).trim() === "";
}

/** The note that a branch was left unchanged. `branch`: the branch in words. */
export function branchKept(branch: string, commits: readonly PersonCommit[], folder: string): Problem {
  const [last] = commits;
  const named = last === undefined ? "" : `${last.hash.slice(0, 7)} “${last.subject}”`;
  const more = commits.length > 1 ? ` and ${commits.length - 1} more` : "";
  return {
    rule: "branch-kept",
    severity: "info",
    message: `${branch} has commits of a person, ${named}${more}: it stays as it is`,
    fix: `take the new commits from ${folder}, or delete the branch to have it made again`,
  };
}
