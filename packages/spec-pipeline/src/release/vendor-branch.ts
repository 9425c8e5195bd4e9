import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { isObject, parseJson, stringMember } from "../document/json.ts";
import { CommandFailure } from "../host/command.ts";

/** A vendor's change as commits and a text, ready to become a pull request. */
export interface VendorBranch {
  readonly vendor: string;
  readonly title: string;
  /** Whether a person has to solve something before it can be merged. */
  readonly draft: boolean;
  /** The commit below the change. */
  readonly base: string;
  /** Its last commit. */
  readonly tip: string;
}

/** The branch for all changes of a vendor. */
export function branchName(vendor: string): string {
  return `spec/${vendor}`;
}

/** The files of the change, from the root. A job without a token lays them out, and one without foreign code opens them. */
export function branchFolder(vendor: string): string {
  return `.work/pull-requests/${vendor}`;
}

export const BRANCH_FILES = {
  settings: "pull-request.json",
  text: "text.md",
  report: "report.md",
  commits: "commits.bundle",
} as const;

/** Lays out the texts. They exist even if the commits fail. */
export async function writeTexts(root: string, vendor: string, text: string, report: string): Promise<void> {
  const folder = join(root, branchFolder(vendor));
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, BRANCH_FILES.text), text);
  await writeFile(join(folder, BRANCH_FILES.report), report);
}

export async function writeVendorBranch(root: string, branch: VendorBranch): Promise<void> {
  const path = join(root, branchFolder(branch.vendor), BRANCH_FILES.settings);
  await writeFile(path, `${JSON.stringify(branch, undefined, 2)}\n`);
}

/** Reads the files of another job. That job ran foreign code, so everything is checked. */
export async function readVendorBranch(root: string, vendor: string): Promise<VendorBranch> {
  const file = `${branchFolder(vendor)}/${BRANCH_FILES.settings}`;
  const value = await readFile(join(root, file), "utf8")
    .then(parseJson, () => null)
    .catch(() => null);
  const [title, base, tip] = [stringMember(value, "title"), stringMember(value, "base"), stringMember(value, "tip")];
  if (stringMember(value, "vendor") !== vendor || !title?.startsWith(`spec(${vendor}): `) || /\p{C}/u.test(title))
    throw new CommandFailure(`${file} is not what sync writes for ${vendor}`);
  if (!isHash(base) || !isHash(tip)) throw new CommandFailure(`${file} does not name two commits`);
  return { vendor, title: title.slice(0, 200), draft: isObject(value) && value["draft"] === true, base, tip };
}

function isHash(text: string | undefined): text is string {
  return text !== undefined && /^[0-9a-f]{40,64}$/.test(text);
}
