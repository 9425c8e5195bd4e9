import type { Packed } from "./pack.ts";

/** Bundlers name shared files by a hash of what is in them; without it a file keeps its name when its contents change. */
export const withoutHash = (path: string): string => path.replace(/-[\w-]{8}(?=\.(d\.)?mjs$|\.d\.mts$)/, "");

/** Lines that tools write for each other: marks of files, source maps, re-exports between shared files. */
function declarationsOf(text: string, isEntry: boolean): string {
  return text
    .split("\n")
    .filter(
      (line) =>
        !/^(import |\/\/#(end)?region|\/\/# sourceMappingURL=)/.test(line) && (isEntry || !/^export \{.*\};?$/.test(line)),
    )
    .join("\n")
    .trim();
}

/** All declarations of a package in one text: entries first, then the files that they share. */
export function surface(files: Packed, entries: readonly string[]): string {
  const isEntry = (path: string): boolean => entries.includes(path);
  const paths = [...files.keys()].filter((path) => path.endsWith(".d.mts"));
  const order = (path: string): string => `${isEntry(path) ? 0 : 1} ${withoutHash(path)}`;
  return paths
    .toSorted((a, b) => (order(a) < order(b) ? -1 : 1))
    .map((path) => `// ${withoutHash(path)}\n\n${declarationsOf(files.get(path)?.toString() ?? "", isEntry(path))}\n`)
    .join("\n");
}
