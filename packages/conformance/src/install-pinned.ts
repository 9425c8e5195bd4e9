import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** Installs packages from npm into a folder that git ignores, in the versions given, unless they are there. */
export async function installPinned(folder: string, pinned: Readonly<Record<string, string>>): Promise<void> {
  const stamp = join(folder, "installed.json");
  const wanted = JSON.stringify(pinned);
  if (existsSync(stamp) && (await readFile(stamp, "utf8")) === wanted) return;
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "package.json"), JSON.stringify({ private: true, dependencies: pinned }));
  const args = ["install", "--legacy-peer-deps", "--no-package-lock", "--ignore-scripts", "--no-audit", "--no-fund"];
  const { status, stderr } = spawnSync("npm", args, { cwd: folder, encoding: "utf8", shell: process.platform === "win32" });
  if (status !== 0) throw new Error(`${Object.keys(pinned).join(", ")}: not installed: ${stderr.slice(-400)}`);
  await writeFile(stamp, wanted);
}
