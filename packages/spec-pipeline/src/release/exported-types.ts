import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { readText } from "../host/workspace.ts";

/** Components that a client's hand-written sources name. Users may import them. */
export async function exportedTypes(folder: string): Promise<readonly string[]> {
  const names = new Set<string>();
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    if (!entry.isFile() || !entry.name.endsWith(".ts") || entry.name.endsWith(".gen.ts")) continue;
    const text = (await readText(join(entry.parentPath, entry.name))) ?? "";
    for (const [, name] of text.matchAll(/\["schemas"\]\["([^"]+)"\]/g)) if (name !== undefined) names.add(name);
  }
  return [...names].toSorted();
}
