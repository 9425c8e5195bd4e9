import { existsSync, readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { UsageError } from "./command.ts";

/**
 * The workspace that a command is called in: the nearest folder, from here upwards, that has a vendor below `specs/`. Other tools have a
 * `specs/` too, so one without a vendor counts only in the folder itself.
 */
export function findWorkspace(from: string): string | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    if (hasVendor(folder)) return folder;
    if (dirname(folder) === folder) return existsSync(join(from, "specs")) ? from : undefined;
  }
}

/** How a workspace gets its first vendor. */
export const ADD_VENDOR = "add one with specloom init NAME --from PLACE";

/** The same for a command that can do nothing without one. */
export function requireWorkspace(from: string): string {
  const root = findWorkspace(from);
  if (root === undefined) throw new UsageError(`there is no vendor below specs/, here or in a folder above: ${ADD_VENDOR}`);
  return root;
}

function hasVendor(folder: string): boolean {
  const specs = join(folder, "specs");
  try {
    return readdirSync(specs).some((name) => existsSync(join(specs, name, "vendor.yaml")));
  } catch {
    // It is not there, is a file or is nobody's to read.
    return false;
  }
}

/** The file's text; undefined where there is no such file. */
export async function readText(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

export function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR");
}
