import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, posix } from "node:path";

/** Contents by path inside of the package, sorted. */
export type Packed = ReadonlyMap<string, Buffer>;

/** Packs a package as publishing does, and lays it out in `to`. */
export function packInto(folder: string, to: string): void {
  const place = mkdtempSync(join(tmpdir(), "specloom-pack-"));
  try {
    execFileSync("pnpm", ["pack", "--pack-destination", place], {
      cwd: folder,
      stdio: "pipe",
      shell: process.platform === "win32",
    });
    const [tarball = ""] = readdirSync(place);
    // The name, not the path: tar takes a drive letter for a host.
    execFileSync("tar", ["-xzf", tarball], { cwd: place });
    cpSync(join(place, "package"), to, { recursive: true });
  } finally {
    rmSync(place, { recursive: true });
  }
}

/** What is inside of a packed package. */
export function pack(folder: string): Packed {
  const root = mkdtempSync(join(tmpdir(), "specloom-packed-"));
  try {
    packInto(folder, root);
    const paths = readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    const contents = paths.map((path): [string, Buffer] => [
      path.slice(root.length + 1).replaceAll("\\", "/"),
      readFileSync(path),
    ]);
    return new Map(contents.toSorted(([a], [b]) => (a < b ? -1 : 1)));
  } finally {
    rmSync(root, { recursive: true });
  }
}

/** Files that do not belong into a package, one sentence each. */
export function strangers(files: Packed, folders: readonly string[]): string[] {
  const allowed = new RegExp(`^(LICENSE|README\\.md|CHANGELOG\\.md|package\\.json|(${folders.join("|")})/.*)$`);
  return [...files].flatMap(([path, content]) => {
    if (!allowed.test(path)) return [`${path}: neither code nor one of the four texts`];
    // Templates are of every kind that `specloom init` lays out.
    if (!/^(templates|src)\/|(\.mjs|\.d\.mts|\.mjs\.map|\.d\.mts\.map|\.md|\.json|LICENSE)$/.test(path))
      return [`${path}: no kind of file that is published`];
    if (path.endsWith(".map")) return strangeSources(path, content, files);
    // Where it was built is nobody's business, and differs between machines.
    if (content.includes(process.cwd())) return [`${path}: names a path of a machine`];
    return [];
  });
}

/** The missing sources of a source map. A map that holds the sources itself has them twice. */
function strangeSources(path: string, content: Buffer, files: Packed): string[] {
  const { sources, sourcesContent }: { sources: string[]; sourcesContent?: unknown[] } = JSON.parse(content.toString());
  const lost = sources.filter((source) => !files.has(posix.join(posix.dirname(path), source)));
  return [
    ...lost.map((source) => `${path}: leads to ${source}, which is not published`),
    ...(sourcesContent ? [`${path}: holds its sources a second time`] : []),
  ];
}

/** Files that a manifest promises and the package lacks. */
export function missing(
  files: Packed,
  manifest: { exports?: Record<string, string>; bin?: Record<string, string>; types?: string },
): string[] {
  const promised = [
    ...Object.values(manifest.exports ?? {}),
    ...Object.values(manifest.bin ?? {}),
    ...(manifest.types ? [manifest.types] : []),
  ];
  const entries = promised.map((path) => path.replace(/^\.\//, ""));
  const declarations = entries
    .filter((path) => path.endsWith(".mjs") && path.startsWith("dist/"))
    .map((path) => path.replace(/\.mjs$/, ".d.mts"));
  return ["LICENSE", "README.md", "package.json", ...entries, ...declarations].filter((path) => !files.has(path));
}
