import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { publishedPackages } from "../published-packages.ts";
import type { Registry } from "./registry.ts";
import { run, runNode } from "./run.ts";
import type { StagingRegistry } from "./staging-registry.ts";

/** A throwaway clone in which versions may be raised and tags set. */
export interface Clone {
  folder: string;
  /** Runs one of the clone's own tools, as its scripts would. */
  exec: (command: readonly string[], env?: Record<string, string>) => Promise<string>;
  version: () => Promise<void>;
  /** Packs, and hands the tarballs to the registry that keeps them back. @returns what was printed */
  stage: (registry: StagingRegistry) => Promise<string>;
  /** Publishes all that is staged, as a person does, and sets the tags. */
  promote: (registry: StagingRegistry) => Promise<void>;
  addChangeset: (name: string, releases: Record<string, "patch" | "minor">, text: string) => void;
}

/** Clones the commit that is checked out and installs it from the lockfile, out of pnpm's store where that has it. */
export async function cloneWorkspace(root: string, tools: string, folder: string): Promise<Clone> {
  await run("git", ["clone", "--quiet", root, folder], { cwd: root });
  const bin = join(folder, "node_modules", ".bin");
  const env = { PATH: [bin, join(root, "node_modules", ".bin"), process.env["PATH"]].join(delimiter) };
  // Staging is new in npm: its command is the pinned one.
  const withNpm = { PATH: [join(tools, "node_modules/.bin"), env.PATH].join(delimiter) };
  const exec: Clone["exec"] = ([command = "", ...args], extra) => run(command, args, { cwd: folder, env: { ...env, ...extra } });
  await exec(["pnpm", "install", "--frozen-lockfile", "--prefer-offline", "--reporter=append-only"]);
  // Without an identity changesets says that it has set tags, and has not.
  await exec(["git", "config", "user.name", "rehearsal"]);
  await exec(["git", "config", "user.email", "rehearsal@localhost"]);
  return {
    folder,
    exec,
    async version() {
      await runNode(["scripts/release/version.ts"], { cwd: folder, env });
      await exec(["git", "add", "--all"]);
      await exec(["git", "commit", "--quiet", "--message", "chore: version packages"]);
    },
    async stage(registry) {
      await runNode(["scripts/release/pack.ts"], { cwd: folder, env });
      return runNode(["scripts/release/stage.ts"], { cwd: folder, env: { ...withNpm, ...registry.env } });
    },
    async promote(registry) {
      for (const { id } of registry.staged()) await exec(["npm", "stage", "approve", id], { ...withNpm, ...registry.env });
      await runNode(["scripts/release/tag.ts", "--local"], { cwd: folder, env: { ...withNpm, ...registry.env } });
    },
    addChangeset(name, releases, text) {
      const header = Object.entries(releases).map(([released, bump]) => `"${released}": ${bump}`);
      writeFileSync(join(folder, ".changeset", `${name}.md`), `---\n${header.join("\n")}\n---\n\n${text}\n`);
    },
  };
}

/** After a real release nothing may be pending; the rehearsal then releases a patch of everything. */
export function ensurePending(clone: Clone): void {
  const pending = readdirSync(join(clone.folder, ".changeset")).filter((file) => file.endsWith(".md") && file !== "README.md");
  if (pending.length > 0) return;
  const names = publishedPackages(clone.folder).map(({ manifest }) => manifest.name);
  clone.addChangeset("rehearsed", Object.fromEntries(names.map((name) => [name, "patch"])), "Rehearsed.");
}

/** What has to be true of a release in the registry; returns the sentence for the table. */
export async function checkRelease(clone: Clone, registry: Registry): Promise<string> {
  const seen: string[] = [];
  for (const { folder, manifest } of publishedPackages(clone.folder)) {
    const id = `${manifest.name}@${manifest.version}`;
    const versions = await registry.versions(manifest.name);
    if (!versions.includes(manifest.version))
      throw new Error(`${id} is not in the registry, which has ${versions.join(", ") || "none"}`);
    const { versions: published }: { versions: Record<string, { dependencies?: Record<string, string> }> } = await fetch(
      new URL(manifest.name.replace("/", "%2f"), registry.url),
    ).then((response) => response.json());
    const leaked = Object.entries(published[manifest.version]?.dependencies ?? {}).filter(([, range]) => range.includes(":"));
    if (leaked.length > 0) throw new Error(`${id} was published with ${JSON.stringify(leaked)}`);
    if (!(await clone.exec(["git", "tag", "--list", id])).includes(id)) throw new Error(`no tag ${id}`);
    const changelog = join(clone.folder, folder, "CHANGELOG.md");
    if (!existsSync(changelog) || !readFileSync(changelog, "utf8").includes(`## ${manifest.version}`))
      throw new Error(`${id} has no entry in its changelog`);
    seen.push(id);
  }
  return seen.join(", ");
}
