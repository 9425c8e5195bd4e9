import { isList, member, parseJson, stringMember } from "../document/json.ts";
import { CommandFailure } from "../host/command.ts";
import { runProgram } from "../host/run-program.ts";
import type { Problem } from "../problems/problem.ts";
import { TREE_TRAILER } from "./commit-change.ts";
import { branchKept, personCommits } from "./person-commits.ts";
import { isSameChange } from "./same-change.ts";
import { BRANCH_FILES, branchFolder, branchName, readVendorBranch, type VendorBranch } from "./vendor-branch.ts";

export interface OpenOutcome {
  readonly outcome: string;
  readonly problems: readonly Problem[];
}

/**
 * Brings the vendor's branch and pull request up to the state that sync laid out. It opens one, updates the open one, or does nothing if
 * the change is there already. It does all or nothing: if the pull request fails, the push is undone. A person's commits stay.
 */
export async function openPullRequest(root: string, vendor: string): Promise<OpenOutcome> {
  try {
    return await open(root, await readVendorBranch(root, vendor));
  } catch (error) {
    if (!(error instanceof CommandFailure)) throw error;
    const again = `commits and text are kept in ${branchFolder(vendor)}: run specloom pull-request ${vendor} again`;
    const hint = HINTS.find(({ says }) => says.test(error.message))?.hint;
    const fix = hint === undefined ? again : `${hint}; ${again}`;
    const problem: Problem = { rule: "pull-request-not-opened", severity: "error", message: error.message, fix };
    return { outcome: "no pull request", problems: [problem] };
  }
}

/** GitHub's message about a missing permission, and the place to grant it. */
const HINTS: readonly { readonly says: RegExp; readonly hint: string }[] = [
  {
    says: /createPullRequest|not permitted to create/i,
    hint: "the token may not open pull requests: give the job pull-requests: write, and let Actions open them in the repository's settings",
  },
  { says: /\b403\b|permission to .* denied/i, hint: "the token may not push: give the job contents: write" },
  { says: /stale info|fetch first|non-fast-forward/i, hint: "somebody has pushed in the meantime" },
];

async function open(root: string, branch: VendorBranch): Promise<OpenOutcome> {
  await takeCommits(root, branch);
  const name = branchName(branch.vendor);
  const pull = await findOpen(root, name);
  const earlier = await fetchTip(root, name);
  if (pull && earlier !== undefined && (await isSameChange(root, branch.base, branch.tip, earlier))) {
    return { outcome: `${pull.url} has the same change already, so nothing is done`, problems: [] };
  }
  const theirs = earlier === undefined ? [] : await personCommits(root, branch.base, earlier);
  if (pull && theirs.length > 0) {
    const kept = branchKept(`${name} of ${pull.url}`, theirs, branchFolder(branch.vendor));
    return { outcome: `left ${pull.url} as it is`, problems: [kept] };
  }
  const saved = earlier !== undefined && theirs.length > 0 ? await saveAside(root, name, earlier) : "";
  await push(root, name, branch.tip, earlier);
  try {
    const done = pull ? await update(root, branch, pull) : await create(root, branch, name);
    return { outcome: `${done}${saved}`, problems: [] };
  } catch (error) {
    await takeBack(root, name, branch.tip, earlier, error);
    throw error;
  }
}

/**
 * Reads the commits from their file, and checks that they are from sync: our own, on top of the present commit, with this vendor's files
 * only.
 */
async function takeCommits(root: string, { vendor, base, tip }: VendorBranch): Promise<void> {
  const git = (...parameters: string[]): Promise<string> => runProgram(root, "git", parameters);
  const file = `${branchFolder(vendor)}/${BRANCH_FILES.commits}`;
  const ref = `refs/specloom/${vendor}`;
  await git("fetch", "--quiet", "--no-tags", file, `+${ref}:${ref}`);
  const found = (await git("rev-parse", ref)).trim();
  await git("update-ref", "-d", ref);
  const refuse = (what: string): never => {
    throw new CommandFailure(`${file} ${what}, so it is not pushed`);
  };
  if (found !== tip) refuse("has other commits than sync named");
  await git("merge-base", "--is-ancestor", base, "HEAD").catch(() => refuse("leaves from a commit that is not here"));
  const commits = (await git("log", `--format=%P%x00%T%x00%(trailers:key=${TREE_TRAILER},valueonly)`, `${base}..${tip}`)).trim();
  for (const commit of commits.split(/\n+/)) {
    const [parents = "", tree, trailer] = commit.split("\0");
    if (parents.includes(" ") || tree !== trailer) refuse("has a commit that sync did not make");
  }
  const changes = (await git("diff-tree", "-r", "--no-renames", "-z", base, tip)).split("\0");
  for (let index = 0; index + 1 < changes.length; index += 2) {
    const [, mode] = (changes[index] ?? "").split(" ");
    const path = changes[index + 1] ?? "";
    if (mode !== "100644" && mode !== "000000") refuse(`makes ${path} something else than a file`);
    if (!isVendorPath(vendor, path)) refuse(`changes ${path}, which is not the vendor's`);
  }
}

/** The vendor's data, generated code and changeset. */
function isVendorPath(vendor: string, path: string): boolean {
  return (
    path.startsWith(`specs/${vendor}/`) ||
    path === `.changeset/spec-${vendor}.md` ||
    (/^(?!\.)(?:[^/]+\/)*generated\/[^/]+$/.test(path) && !path.split("/").some((part) => part.startsWith(".")))
  );
}

interface OpenPullRequest {
  readonly number: string;
  readonly url: string;
  readonly isDraft: boolean;
}

/** A foreign fork may have a branch of that name. Its pull request is not ours. */
async function findOpen(root: string, name: string): Promise<OpenPullRequest | undefined> {
  const fields = "number,url,isDraft,isCrossRepository";
  const text = await gh(root, "list", "--head", name, "--state", "open", "--json", fields);
  const list = text.trim() === "" ? [] : parseJson(text);
  const pull = (isList(list) ? list : []).find((entry) => member(entry, "isCrossRepository") !== true);
  if (pull === undefined) return undefined;
  const value = member(pull, "number");
  if (typeof value !== "number") throw new CommandFailure(`gh pr list named a pull request without its number: ${text.trim()}`);
  const number = `${value}`;
  return { number, url: stringMember(pull, "url") ?? `pull request ${number}`, isDraft: member(pull, "isDraft") === true };
}

/** The last commit of the pushed branch, with its history fetched. Undefined if there is no such branch. */
async function fetchTip(root: string, name: string): Promise<string | undefined> {
  const [tip] = (await runProgram(root, "git", ["ls-remote", "origin", `refs/heads/${name}`])).split("\t");
  if (tip === undefined || tip.trim() === "") return undefined;
  await runProgram(root, "git", ["fetch", "--quiet", "--no-tags", "origin", `refs/heads/${name}`]);
  return tip;
}

/** A person's commits without an open pull request are kept on a branch of their own. */
async function saveAside(root: string, name: string, tip: string): Promise<string> {
  const kept = `${name}-${tip.slice(0, 7)}`;
  await runProgram(root, "git", ["push", "--quiet", "origin", `${tip}:refs/heads/${kept}`]);
  return `; the commits of a person that ${name} had are kept on branch ${kept}`;
}

/** Replaces only the commit that was seen there, so another push in between is not lost. */
async function push(root: string, name: string, tip: string | undefined, seen: string | undefined): Promise<void> {
  const ref = `refs/heads/${name}`;
  await runProgram(root, "git", ["push", "--quiet", `--force-with-lease=${ref}:${seen ?? ""}`, "origin", `${tip ?? ""}:${ref}`]);
}

async function takeBack(root: string, name: string, tip: string, earlier: string | undefined, error: unknown): Promise<void> {
  try {
    await push(root, name, earlier, tip);
  } catch (second) {
    if (!(error instanceof CommandFailure) || !(second instanceof CommandFailure)) throw second;
    throw new CommandFailure(`${error.message}; ${name} was pushed, and could not be taken back: ${second.message}`);
  }
}

async function create(root: string, { vendor, title, draft }: VendorBranch, name: string): Promise<string> {
  const parameters = ["--head", name, "--title", title, "--body-file", textFile(vendor), ...(draft ? ["--draft"] : [])];
  const url = (await gh(root, "create", ...parameters)).trim().split("\n").at(-1) ?? "";
  return `opened ${url === "" ? "a pull request" : url}${draft ? " as a draft" : ""}`;
}

async function update(root: string, { vendor, title, draft }: VendorBranch, pull: OpenPullRequest): Promise<string> {
  await gh(root, "edit", pull.number, "--title", title, "--body-file", textFile(vendor));
  if (draft !== pull.isDraft) await gh(root, "ready", pull.number, ...(draft ? ["--undo"] : []));
  return `updated ${pull.url}`;
}

function textFile(vendor: string): string {
  return `${branchFolder(vendor)}/${BRANCH_FILES.text}`;
}

async function gh(root: string, verb: string, ...parameters: readonly string[]): Promise<string> {
  return runProgram(root, "gh", ["pr", verb, ...parameters]);
}
