import { readdir } from "node:fs/promises";
import { join, relative } from "node:path";
import { readText } from "../host/workspace.ts";

/** A hand-written file of a client. */
export interface ClientSource {
  /** Path from the root. */
  readonly file: string;
  readonly text: string;
}

/** Reads the hand-written TypeScript below some folders of a client, and other files by their name. Paths are from the root. */
export async function readClientSources(
  root: string,
  folders: readonly string[],
  files: readonly string[] = [],
): Promise<readonly ClientSource[]> {
  const found = await Promise.all(folders.map((folder) => listSources(root, folder)));
  const texts = [...found.flat(), ...files].map(async (file) => ({ file, text: (await readText(join(root, file))) ?? "" }));
  return (await Promise.all(texts)).filter(({ text }) => text !== "");
}

async function listSources(root: string, folder: string): Promise<readonly string[]> {
  const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts") && !entry.name.endsWith(".gen.ts"))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
    .toSorted();
}

/** The name of the function or method around a line, found by reading upwards. */
export function methodAround(text: string, line: number): string | undefined {
  const lines = text.split("\n").slice(0, line);
  for (const candidate of lines.toReversed()) {
    const match =
      /^\s{0,6}(?:export\s+)?(?:async\s+)?(?:function\s+|const\s+)?([a-zA-Z_$][\w$]*)\s*(?::[^=]*=>|[=:]\s*(?:async\s*)?\(|<|\()/.exec(
        candidate,
      );
    if (match && !/^(?:if|for|while|switch|return|await|import|throw|catch|call)$/.test(match[1] ?? "")) return match[1];
  }
  return undefined;
}

/** The users' name for each operation with a method of a resource: `users.list` by its operation id. */
export function methodsByOperation(sources: readonly ClientSource[]): ReadonlyMap<string, string> {
  const methods = new Map<string, string>();
  for (const { file, text } of sources) {
    const [, resource] = /\/src\/resources\/([^/]+)\.ts$/.exec(file) ?? [];
    if (resource === undefined) continue;
    const group = resource.replaceAll(/-(.)/g, (_match, letter: string) => letter.toUpperCase());
    for (const match of text.matchAll(/\bcall\(\s*"((?:[^"\\]|\\.)+)"/g)) {
      const [, id = ""] = match;
      const method = methodAround(text, text.slice(0, match.index).split("\n").length);
      if (method !== undefined && !methods.has(id)) methods.set(id, `${group}.${method}`);
    }
  }
  return methods;
}
