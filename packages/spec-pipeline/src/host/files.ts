import { existsSync, lstatSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { CommandFailure } from "./command.ts";
import { isMissing, readText } from "./workspace.ts";

/** Files below a generated folder that the generator did not make, as paths from the root. */
export async function listStrangers(root: string, folder: string, expected: ReadonlySet<string>): Promise<string[]> {
  const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true }).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(root.length + 1)
        .replaceAll("\\", "/"),
    )
    .filter((path) => !expected.has(path))
    .toSorted();
}

export interface FileChange {
  /** Path from the workspace's root. */
  readonly path: string;
  /** Undefined: the file is to be deleted. */
  readonly content: string | Uint8Array | undefined;
}

/** A change of a text file. */
export interface TextChange extends FileChange {
  readonly content: string | undefined;
}

/** The changes that the tree needs: it then has these files and no unknown ones beside them. */
export async function planChanges(
  root: string,
  files: ReadonlyMap<string, string>,
  generatedFolder: string,
): Promise<readonly TextChange[]> {
  const changes: TextChange[] = [];
  for (const [path, content] of files) if ((await readText(join(root, path))) !== content) changes.push({ path, content });
  const expected = new Set(files.keys());
  const strangers = await listStrangers(root, generatedFolder, expected);
  // Among the pages, a generated file is known by its name.
  const specs = new Set([...expected].filter((path) => path.startsWith("specs/")).map((path) => dirname(path)));
  for (const folder of specs) strangers.push(...(await listGenerated(root, folder)).filter((path) => !expected.has(path)));
  return [...changes, ...strangers.map((path) => ({ path, content: undefined }))];
}

async function listGenerated(root: string, folder: string): Promise<readonly string[]> {
  const names: readonly string[] = await readdir(join(root, folder)).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
  return names.filter((name) => /\.gen\.\w+$/.test(name)).map((name) => `${folder}/${name}`);
}

/**
 * Makes the changes. All content is on disk under other names before the first file is replaced. The code does not await anything, so an
 * interruption leaves either the old files or the new ones.
 */
export function applyChanges(root: string, changes: readonly FileChange[]): void {
  for (const { path } of changes) refuseLinks(root, path);
  const written = changes.flatMap(({ path, content }) => {
    if (content === undefined) return [];
    const target = join(root, path);
    const temporary = join(dirname(target), `.${target.slice(dirname(target).length + 1)}.tmp`);
    return [{ path, target, temporary, content }];
  });
  try {
    for (const { path, temporary, content } of written) {
      orNothing(path, () => {
        mkdirSync(dirname(temporary), { recursive: true });
        writeFileSync(temporary, content);
      });
    }
    for (const { target, temporary } of written) renameSync(temporary, target);
  } finally {
    // Even a forced removal fails below a file, and would stop the removal of the others.
    for (const { temporary } of written) if (existsSync(temporary)) rmSync(temporary);
  }
  for (const { path, content } of changes) {
    if (content !== undefined) continue;
    rmSync(join(root, path), { force: true });
    const folder = dirname(join(root, path));
    if (readdirSync(folder).length === 0) rmSync(folder, { recursive: true });
  }
}

/**
 * Writes new files, then changes others: all or none. The code does not await anything, so no interruption comes between. If one file
 * cannot be written, the others are removed again.
 */
export function createFiles(
  root: string,
  files: ReadonlyMap<string, string | Uint8Array>,
  changes: readonly FileChange[] = [],
): void {
  const made: string[] = [];
  for (const path of files.keys()) refuseLinks(root, path);
  try {
    for (const [path, content] of files) {
      const target = join(root, path);
      orNothing(path, () => {
        // The topmost folder that was missing. Removing it removes everything below.
        const folder = mkdirSync(dirname(target), { recursive: true });
        if (folder !== undefined) made.push(folder);
        writeFileSync(target, content, { flag: "wx" });
        made.push(target);
      });
    }
    applyChanges(root, changes);
  } catch (error) {
    for (const path of made.toReversed()) rmSync(path, { recursive: true, force: true });
    throw error;
  }
}

/** A folder that is a link leads to somebody else's files. They are neither written nor deleted. */
function refuseLinks(root: string, path: string): void {
  const parts = dirname(path).split("/");
  for (const index of parts.keys()) {
    const folder = parts.slice(0, index + 1).join("/");
    const found = lstatSync(join(root, folder), { throwIfNoEntry: false });
    // Nothing is below it. A file in its place is reported when it is written.
    if (found === undefined || found.isFile()) return;
    if (found.isSymbolicLink())
      throw new CommandFailure(
        `${folder} is a link, so nothing was written: put a folder in its place, or correct output in vendor.yaml`,
      );
  }
}

/** The file system says what is wrong, and at best with which file. Only we know the state of the other files. */
function orNothing(path: string, write: () => void): void {
  try {
    write();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CommandFailure(`${path} could not be written, so nothing was: ${reason}`);
  }
}
