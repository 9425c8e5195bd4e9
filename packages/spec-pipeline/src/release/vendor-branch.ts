import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pullRequestText, pullRequestTitle } from "../diff/pull-request.ts";
import { changesetFile } from "./propose-changeset.ts";
import { currentBranch, runProgram } from "../host/run-program.ts";
import type { SyncedVendor } from "../sync/sync-vendor.ts";
import { readText } from "../host/workspace.ts";

export interface VendorBranch {
  readonly name: string;
  readonly title: string;
  /** File with the text of the pull request, from the root. */
  readonly textFile: string;
}

/** Commits what a sync wrote for one vendor on a branch of its own, in the steps in which it is reviewed, and goes back to where it was. */
export async function commitOnBranch(root: string, synced: SyncedVendor, today: string): Promise<VendorBranch | undefined> {
  const { report, written } = synced;
  if (!written) return undefined;
  const id = report.vendor;
  const git = (...parameters: string[]): Promise<string> => runProgram(root, "git", parameters);
  const name = await freeName(root, `spec/${id}-${today}`);
  const start = await currentBranch(root);
  const changeset = await readText(join(root, changesetFile(id)));
  await git("switch", "--quiet", "--create", name);
  const steps = [
    { paths: [`specs/${id}/pages`, `specs/${id}/vendor.yaml`], subject: `spec(${id}): refresh pages` },
    { paths: [`specs/${id}`, written.input.vendor.output], subject: `spec(${id}): generate from the refreshed pages` },
    { paths: [".changeset"], subject: `chore(${id}): propose the release` },
  ];
  for (const { paths, subject } of steps) {
    await git("add", "--all", "--", ...paths);
    // Pages that change in their words only leave nothing to generate.
    if ((await git("diff", "--cached", "--name-only")) !== "") await git("commit", "--quiet", "--message", subject);
  }
  await git("switch", "--quiet", start);
  const textFile = `.work/pull-requests/${name.replaceAll("/", "-")}.md`;
  await mkdir(dirname(join(root, textFile)), { recursive: true });
  await writeFile(join(root, textFile), pullRequestText(report, written.comparison, changeset));
  return { name, title: pullRequestTitle(id, written.comparison), textFile };
}

/** A second sync of one day gets a number: the first one's branch may be under review. */
async function freeName(root: string, wanted: string): Promise<string> {
  const taken = new Set((await runProgram(root, "git", ["branch", "--all", "--format=%(refname:lstrip=2)"])).split("\n"));
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? wanted : `${wanted}-${number}`;
    if (!taken.has(name) && !taken.has(`origin/${name}`)) return name;
  }
}

/** Pushes the branch and opens a pull request through GitHub's own command. */
export async function openPullRequest(root: string, { name, title, textFile }: VendorBranch): Promise<void> {
  await runProgram(root, "git", ["push", "--quiet", "--set-upstream", "origin", name]);
  await runProgram(root, "gh", ["pr", "create", "--head", name, "--title", title, "--body-file", textFile]);
}
