import { rm } from "node:fs/promises";
import { join } from "node:path";
import { runProgram } from "../host/run-program.ts";

/** One commit of a vendor's change: what it takes in, and its subject. */
interface Step {
  readonly paths: readonly string[];
  readonly subject: string;
}

/** The steps in which a vendor's change is reviewed. */
function stepsOf(vendor: string, output: string, changeset: string): readonly Step[] {
  return [
    { paths: [`specs/${vendor}/pages`, `specs/${vendor}/vendor.yaml`], subject: `spec(${vendor}): refresh pages` },
    { paths: [`specs/${vendor}`, output], subject: `spec(${vendor}): generate from the refreshed pages` },
    { paths: [changeset], subject: `chore(${vendor}): propose the release` },
  ];
}

/** Trailer of a commit of ours: the tree that it had. A commit that somebody has amended has another one. */
export const TREE_TRAILER = "Specloom-Tree";

/** What a sync wrote of one vendor. */
export interface WrittenChange {
  readonly vendor: string;
  /** Folder of the generated code. */
  readonly output: string;
  /** File of the changeset, there or not. */
  readonly changeset: string;
  /** Whether there is a commit even where nothing differs: a pull request that asks for a person needs one. */
  readonly mayBeEmpty: boolean;
}

/**
 * Commits what a sync wrote on top of the commit that is checked out, and gives the last commit; undefined where nothing differs. Branch,
 * index and files of the person who runs it stay as they are, but for the files that the sync wrote: they are as they were before it.
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
      // Git refuses a path that is neither here nor in the commit before.
      const known = [];
      for (const path of step.paths) {
        if ((await git("ls-files", "--cached", "--others", "--exclude-standard", "--", path)) !== "") known.push(path);
      }
      if (known.length > 0) await git("add", "--all", "--", ...known);
      const tree = await git("write-tree");
      // Pages that change in their words only leave nothing to generate.
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

/** Puts back what is committed below the paths, and removes what is not. */
async function restore(root: string, paths: readonly string[]): Promise<void> {
  const list = async (...parameters: string[]): Promise<readonly string[]> =>
    (await runProgram(root, "git", parameters)).split("\0").filter((path) => path !== "");
  const changed = await list("diff", "--name-only", "--no-renames", "-z", "HEAD", "--", ...paths);
  if (changed.length > 0) await runProgram(root, "git", ["checkout", "--quiet", "HEAD", "--", ...changed]);
  const added = await list("ls-files", "--others", "--exclude-standard", "-z", "--", ...paths);
  if (added.length > 0) await runProgram(root, "git", ["clean", "--force", "-d", "--quiet", "--", ...added]);
}
