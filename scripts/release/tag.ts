// `npm run release:tag`: sets the tag of each version that a person has promoted, and writes its release notes. `--local` sets the tags alone.
// It runs where the job may write, so nothing is installed for it: Node's own modules, npm, git and gh.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { isPublished } from "./is-published.ts";
import { publishedPackages } from "./published-packages.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

function run(command: string, args: readonly string[], input?: string): string {
  const { error, status, stdout, stderr } = spawnSync(command, args, {
    cwd: root,
    encoding: "utf8",
    input,
    shell: process.platform === "win32",
  });
  if (error) throw error;
  if (status !== 0) throw new Error(`${command} ${args.join(" ")} ended with ${status}: ${stderr}`);
  return stdout.trim();
}

/** The changelog's entry of a version. */
function notesOf(folder: string, version: string): string {
  const [, text = ""] = readFileSync(join(root, folder, "CHANGELOG.md"), "utf8").split(`\n## ${version}\n`);
  return text.split("\n## ")[0]?.trim() ?? "";
}

for (const { folder, manifest } of publishedPackages(root)) {
  const id = `${manifest.name}@${manifest.version}`;
  if (run("git", ["tag", "--list", id]) !== "") continue;
  if (!isPublished(manifest, root)) {
    console.log(`${id}: not promoted yet`);
    continue;
  }
  // The commit that raised the version, which may not be the newest any more.
  const search = `"version": "${manifest.version}"`;
  const commit = run("git", ["log", "--max-count=1", "--format=%H", `-S${search}`, "--", `${folder}/package.json`]);
  if (process.argv.includes("--local")) run("git", ["tag", id, commit]);
  else
    run(
      "gh",
      ["release", "create", id, "--target", commit, "--title", id, "--notes-file", "-"],
      notesOf(folder, manifest.version),
    );
  console.log(`${id}: tagged at ${commit}`);
}
