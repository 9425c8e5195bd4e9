/** Which changes to published packages nobody has announced yet: a change that reaches users has a changeset, and one of fitting size. */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { type Manifest, type PublishedPackage, publishedPackages } from "./published-packages.ts";
import { type SurfaceChange, surfaceChange } from "./surface-change.ts";

const BUMPS = ["patch", "minor", "major"] as const;
export type Bump = (typeof BUMPS)[number];

export interface Unannounced {
  name: string;
  /** Changed files of the package that reach its users. */
  files: string[];
  needs: Bump;
  /** The largest bump that a changeset of this branch asks for; absent if none names the package. */
  has?: Bump;
}

export interface GateResult {
  /** What was compared with, in words. */
  base: string;
  unannounced: Unannounced[];
}

/** Where the reviewed declarations of a package are kept. */
export const surfaceSnapshot = (folder: string): string => folder.replace("packages/", "test/snapshots/surface/") + ".d.mts.txt";

/** Paths inside a package that change what its users get. */
const SHIPS = /^(src|bin)\/|^(README\.md|LICENSE|package\.json|tsdown\.config\.ts)$/;

/** What all packages are built with. */
const SHARED_BUILD = "tsdown.shared.ts";

function git(root: string, ...args: string[]): string | undefined {
  const { status, stdout } = spawnSync("git", args, { cwd: root, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
  return status === 0 ? stdout.trimEnd() : undefined;
}

const exists = (root: string, ref: string): boolean =>
  git(root, "rev-parse", "--verify", "--quiet", `${ref}^{commit}`) !== undefined;

/** The commit that this branch leaves from; none on the main branch itself, where every change was compared on its way in. */
function branchBase(root: string): { ref: string; commit: string } | undefined {
  const target = process.env["GITHUB_BASE_REF"] || "main";
  const ref = [`origin/${target}`, target].find((candidate) => exists(root, candidate));
  if (!ref || git(root, "rev-parse", "--abbrev-ref", "HEAD") === target) return undefined;
  // A shallow clone may lack the common ancestor. The tip is stricter: at worst a branch that is behind has to catch up.
  const commit = git(root, "merge-base", ref, "HEAD") ?? git(root, "rev-parse", ref);
  return commit ? { ref, commit } : undefined;
}

/** Files that differ from a commit, whether committed since, staged, changed or new. */
function changedSince(root: string, commit: string): string[] {
  const tracked = git(root, "diff", "--name-only", "--no-renames", commit) ?? "";
  const untracked = git(root, "ls-files", "--others", "--exclude-standard") ?? "";
  return `${tracked}\n${untracked}`.split("\n").filter(Boolean);
}

/** The largest bump per package among changesets. */
function announced(root: string, changesets: string[]): Map<string, Bump> {
  const largest = new Map<string, Bump>();
  for (const file of changesets) {
    if (!existsSync(join(root, file))) continue;
    const header = /^---\n([\s\S]*?)\n---/.exec(readFileSync(join(root, file), "utf8"))?.[1] ?? "";
    const releases: Record<string, Bump> = parse(header) ?? {};
    for (const [name, bump] of Object.entries(releases)) {
      if (BUMPS.indexOf(bump) > BUMPS.indexOf(largest.get(name) ?? "patch") || !largest.has(name)) largest.set(name, bump);
    }
  }
  return largest;
}

/** What users see of a manifest: scripts and what only developers install is left out. */
function publicPart({ scripts: _scripts, devDependencies: _dev, ...rest }: Manifest): string {
  return JSON.stringify(rest);
}

function requiredBump(change: SurfaceChange, version: string): Bump {
  const stable = !version.startsWith("0.");
  if (change === "broken") return stable ? "major" : "minor";
  return change === "added" && stable ? "minor" : "patch";
}

function check(root: string, { folder, manifest }: PublishedPackage, commit: string, changed: string[]): Unannounced | undefined {
  const before = git(root, "show", `${commit}:${folder}/package.json`);
  const old: Manifest | undefined = before ? JSON.parse(before) : undefined;
  const own = changed
    .filter((file) => file.startsWith(`${folder}/`))
    .map((file) => file.slice(folder.length + 1))
    .filter((file) => SHIPS.test(file) && !(file === "package.json" && old && publicPart(old) === publicPart(manifest)));
  const files = [...own, ...changed.filter((file) => file === SHARED_BUILD)];
  const snapshot = surfaceSnapshot(folder);
  const surface = existsSync(join(root, snapshot)) ? readFileSync(join(root, snapshot), "utf8") : "";
  const reviewed = git(root, "show", `${commit}:${snapshot}`);
  const change = reviewed === undefined ? "none" : surfaceChange(reviewed, surface);
  if (files.length === 0 && change === "none") return undefined;
  // A version that was raised together with its changelog is a release: its changesets are used up.
  const changelog = join(root, folder, "CHANGELOG.md");
  const released =
    old?.version !== manifest.version &&
    existsSync(changelog) &&
    readFileSync(changelog, "utf8").includes(`\n## ${manifest.version}\n`);
  return released ? undefined : { name: manifest.name, files, needs: requiredBump(change, manifest.version) };
}

/** Compares this checkout with the branch it will go to; on the main branch, with what was last released, as far as its tags are here. */
export function checkChangesets(root: string): GateResult {
  const branch = branchBase(root);
  const unannounced: Unannounced[] = [];
  const compared = new Set<string>();
  for (const published of publishedPackages(root)) {
    const { name, version } = published.manifest;
    const tag = `${name}@${version}`;
    const commit = branch?.commit ?? (exists(root, tag) ? tag : undefined);
    if (!commit) continue;
    compared.add(branch ? branch.ref : tag);
    const changed = changedSince(root, commit);
    const needed = check(root, published, commit, changed);
    if (!needed) continue;
    const has = announced(
      root,
      changed.filter((file) => /^\.changeset\/(?!README)[^/]+\.md$/.test(file)),
    ).get(name);
    if (!has || BUMPS.indexOf(has) < BUMPS.indexOf(needed.needs)) unannounced.push({ ...needed, ...(has && { has }) });
  }
  return { base: [...compared].join(", ") || "nothing (the main branch, before its first release)", unannounced };
}

/** What is missing and the command that fixes it, one block per package. */
export function explain(unannounced: readonly Unannounced[]): string {
  return unannounced
    .map(({ name, files, needs, has }) => {
      const what = has
        ? `its types changed so that it needs a ${needs} changeset, and has a ${has} one`
        : `changed without a changeset (${files.length === 0 ? "its types" : ""}${files.slice(0, 3).join(", ")}${files.length > 3 ? ` and ${files.length - 3} more` : ""})`;
      return `${name}: ${what}. Say what changes for its users:\n  npm exec -- changeset add --${needs} ${name} -m "…"`;
    })
    .join("\n");
}
