import { join } from "node:path";
import { pullRequestReport, pullRequestText, pullRequestTitle, type ProposedChange } from "../diff/pull-request.ts";
import { CommandFailure } from "../host/command.ts";
import { runProgram } from "../host/run-program.ts";
import { readText } from "../host/workspace.ts";
import { isOpen, type Problem } from "../problems/problem.ts";
import type { SyncedVendor } from "../sync/sync-vendor.ts";
import { commitChange } from "./commit-change.ts";
import { branchKept, personCommits } from "./person-commits.ts";
import { changesetFile } from "./propose-changeset.ts";
import { BRANCH_FILES, branchFolder, branchName, writeTexts, writeVendorBranch } from "./vendor-branch.ts";

export interface BranchOutcome {
  /** Whether there is a change for a pull request. */
  readonly isReady: boolean;
  /** The result for the branch, in a few words. */
  readonly outcome: string;
  readonly problems: readonly Problem[];
}

/**
 * Commits the files of a sync for one vendor, lays out commits and texts for a pull request, and moves the vendor's branch to them. The
 * files of the workspace are then as before the sync. Undefined if nothing was written.
 */
export async function commitOnBranch(
  root: string,
  { report, written }: SyncedVendor,
  settings: Pick<ProposedChange, "checksByHand" | "wholeReport">,
): Promise<BranchOutcome | undefined> {
  if (!written) return undefined;
  const id = report.vendor;
  const changeset = await readText(join(root, changesetFile(id)));
  const { comparison, isGenerated } = written;
  const change = { report, comparison, changeset, isGenerated, ...settings };
  await writeTexts(root, id, pullRequestText(change), pullRequestReport(change));
  try {
    const { output } = written.input.vendor;
    const base = (await runProgram(root, "git", ["rev-parse", "HEAD"])).trim();
    const draft = report.problems.some(isOpen);
    const tip = await commitChange(root, { vendor: id, output, changeset: changesetFile(id), mayBeEmpty: draft });
    if (tip === undefined) return { isReady: false, outcome: "nothing to commit", problems: [] };
    const title = pullRequestTitle(change);
    await bundleCommits(root, id, base, tip);
    await writeVendorBranch(root, { vendor: id, title, draft, base, tip });
    return { isReady: true, ...(await moveBranch(root, id, base, tip)) };
  } catch (error) {
    if (!(error instanceof CommandFailure)) throw error;
    const fix = `solve that, and run sync again; the text of the pull request is in ${branchFolder(id)}`;
    const problem: Problem = { rule: "branch-not-made", severity: "error", message: error.message, fix };
    return { isReady: false, outcome: "no branch", problems: [problem] };
  }
}

/** One file with the commits, for a job that has only the commit below them. */
async function bundleCommits(root: string, vendor: string, base: string, tip: string): Promise<void> {
  const ref = `refs/specloom/${vendor}`;
  const file = `${branchFolder(vendor)}/${BRANCH_FILES.commits}`;
  await runProgram(root, "git", ["update-ref", ref, tip]);
  try {
    await runProgram(root, "git", ["bundle", "create", "--quiet", file, `${base}..${ref}`]);
  } finally {
    await runProgram(root, "git", ["update-ref", "-d", ref]);
  }
}

async function moveBranch(root: string, vendor: string, base: string, tip: string): Promise<Omit<BranchOutcome, "isReady">> {
  const name = branchName(vendor);
  const described = `described in ${branchFolder(vendor)}/${BRANCH_FILES.text}`;
  const [current] = (await runProgram(root, "git", ["for-each-ref", "--format=%(objectname)", `refs/heads/${name}`])).split("\n");
  const theirs = current === undefined || current === "" ? [] : await personCommits(root, base, current);
  if (theirs.length > 0) return { outcome: described, problems: [branchKept(name, theirs, branchFolder(vendor))] };
  await runProgram(root, "git", ["branch", "--force", name, tip]);
  return { outcome: `on branch ${name}, ${described}`, problems: [] };
}
