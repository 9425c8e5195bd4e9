import { spawnSync } from "node:child_process";
import type { Manifest } from "./published-packages.ts";

/**
 * Whether the registry hands out this version of a package. It has none of a package that it does not know.
 * Throws if npm fails for another reason: a version is not missing because the registry cannot be reached.
 */
export function isPublished({ name, version }: Manifest, root: string): boolean {
  const { error, status, stdout, stderr } = spawnSync("npm", ["view", `${name}@${version}`, "version"], {
    cwd: root,
    encoding: "utf8",
    shell: process.platform === "win32",
  });
  if (error) throw error;
  if (status !== 0 && !/\bE404\b/.test(stderr)) throw new Error(`npm view ${name}@${version} ended with ${status}: ${stderr}`);
  return stdout.trim() === version;
}
