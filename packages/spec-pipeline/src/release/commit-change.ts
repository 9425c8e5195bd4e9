import { rm } from "node:fs/promises";
import { join } from "node:path";
import { runProgram } from "../host/run-program.ts";

/** One commit of a vendor's change: its files and its subject. */
interface Step {
  readonly paths: readonly string[];
  readonly subject: string;
}

/** The commits of a vendor's change, in the order of the review. */
function stepsOf(vendor: string, output: string, changeset: string): readonly Step[] {
  return [
    { paths: [`specs/${vendor}/pages`, `specs/${vendor}/vendor.yaml`], subject: `spec(${vendor}): refresh pages` },
    { paths: [`specs/${vendor}`, output], subject: `spec(${vendor}): generate from the refreshed pages` },
    { paths: [changeset], subject: `chore(${vendor}): propose the release` },
  ];
}

/** Trailer of our own commits: the tree at that time. A commit that somebody has amended has another tree. */
export const TREE_TRAILER = "Specloom-Tree";

/** The files of one vendor that a sync wrote. */
export interface WrittenChange {
  readonly vendor: string;
  /** Folder of the generated code. */
  readonly output: string;
  /** File of the changeset. It may be missing. */
  readonly changeset: string;
  /** Whether to commit even without a difference. A pull request that asks for a person needs a commit. */
  readonly mayBeEmpty: boolean;
}

/**
 * Commits the files of a sync on top of the commit that is checked out, and returns the last commit. Undefined if nothing differs. The
 * person's branch, index and files stay unchanged. The files that the sync wrote are put back as they were before it.
 */
export async function commitChange(
  root: string,
  { vendor, output, changeset, mayBeEmpty }: WrittenChange,
): Promise<string | undefined> {
  const paths = [`specs/${vendor}`, output, changeset];
  const index = join((await runProgram(root, "git", ["rev-parse", "--absolute-git-dir"])).trim(), `specloom-${vendor}.index`);
  const git = async (...parameters: string[]): Promise<string> =>
    (await runProgram(root, "git", parameters, { GIT_INDEX_FILE: index })).trim();
  const base = await git("rev-parse", "HEAD");
  let tip = base;
  const commit = async (tree: string, subject: string): Promise<string> =>
    git("commit-tree", tree, "-p", tip, "-m", subject, "-m", `${TREE_TRAILER}: ${tree}`);
  try {
    await git("read-tree", base);
    for (const step of stepsOf(vendor, output, changeset)) {
      // Git refuses a path that is neither in the folder nor in the commit before.
      const known = [];
      for (const path of step.paths) {
        if ((await git("ls-files", "--cached", "--others", "--exclude-standard", "--", path)) !== "") known.push(path);
      }
      if (known.length > 0) await git("add", "--all", "--", ...known);
      const tree = await git("write-tree");
      // If only words of the pages change, there is nothing to generate.
      if (tree === (await git("rev-parse", `${tip}^{tree}`))) continue;
      tip = await commit(tree, step.subject);
    }
    if (tip === base && mayBeEmpty) tip = await commit(await git("write-tree"), `chore(${vendor}): ask about the pages`);
  } finally {
    await rm(index, { force: true });
    await restore(root, paths);
  }
  return tip === base ? undefined : tip;
}

/** Restores the committed files below the paths, and removes the others. */
async function restore(root: string, paths: readonly string[]): Promise<void> {
  const list = async (...parameters: string[]): Promise<readonly string[]> =>
    (await runProgram(root, "git", parameters)).split("\0").filter((path) => path !== "");
  const changed = await list("diff", "--name-only", "--no-renames", "-z", "HEAD", "--", ...paths);
  if (changed.length > 0) await runProgram(root, "git", ["checkout", "--quiet", "HEAD", "--", ...changed]);
  const added = await list("ls-files", "--others", "--exclude-standard", "-z", "--", ...paths);
  if (added.length > 0) await runProgram(root, "git", ["clean", "--force", "-d", "--quiet", "--", ...added]);
}
