import { existsSync, readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { isObject, parseJson, type JsonObject } from "../document/json.ts";
import { CommandFailure, UsageError } from "./command.ts";

/**
 * The workspace of a command: the nearest folder, from here upwards, with a vendor below `specs/`. Other tools have a `specs/` too, so one
 * without a vendor counts only in the current folder.
 */
export function findWorkspace(from: string): string | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    if (hasVendor(folder)) return folder;
    if (dirname(folder) === folder) return existsSync(join(from, "specs")) ? from : undefined;
  }
}

/** The way to a first vendor in a workspace. */
export const ADD_VENDOR = "add one with specloom init NAME --from PLACE";

/** The same for a command that needs a vendor. */
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
    // The file is missing, is a folder or cannot be read.
    return false;
  }
}

/** The file's text. Undefined if there is no such file. */
export async function readText(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/**
 * A folder's `package.json` with its text, without a byte order mark. Undefined if there is none.
 *
 * @throws {CommandFailure} it is no JSON, or no object.
 */
export async function readManifest(
  folder: string,
): Promise<{ readonly text: string; readonly manifest: JsonObject } | undefined> {
  const path = join(folder, "package.json");
  const text = (await readText(path))?.replace(/^\uFEFF/, "");
  if (text === undefined) return undefined;
  try {
    const manifest = parseJson(text);
    if (isObject(manifest)) return { text, manifest };
  } catch (error) {
    throw new CommandFailure(`${path} is not valid JSON, correct it first: ${String(error).replace("SyntaxError: ", "")}`);
  }
  throw new CommandFailure(`${path} holds no object, correct it first`);
}

export function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR");
}
