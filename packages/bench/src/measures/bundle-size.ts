import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { peersFolder } from "../peers.ts";
import { programs } from "../programs.ts";
import { contestantName } from "../subject-names.ts";
import { type Sample, printedByNode } from "./child-process.ts";

/** Bundles a file with everything that it imports; paths that esbuild reports are relative to the peers folder. */
export async function runEsbuild(file: string, ...args: readonly string[]): Promise<void> {
  const esbuild = join(peersFolder, "node_modules", "esbuild", "bin", "esbuild");
  const all = [esbuild, file, "--bundle", "--format=esm", "--log-level=error", ...args];
  await printedByNode(process.execPath, all, peersFolder);
}

/** As much of esbuild's metafile as is read here. */
interface Metafile {
  readonly outputs: Readonly<
    Record<
      string,
      { readonly entryPoint?: string; readonly imports: readonly { readonly path: string; readonly kind: string }[] }
    >
  >;
}

/** The files that are loaded with the entry. What stands behind an `import()` is loaded by those who need it. */
function loadedWithEntry({ outputs }: Metafile): string[] {
  const [entry] = Object.keys(outputs).filter((file) => outputs[file]?.entryPoint !== undefined);
  const loaded = new Set(entry === undefined ? [] : [entry]);
  for (const file of loaded) {
    for (const { path, kind } of outputs[file]?.imports ?? []) if (kind === "import-statement") loaded.add(path);
  }
  return [...loaded];
}

/**
 * Bytes that a user's page grows by: of a program with one call after minifying and gzip, or of one that imports and uses nothing.
 * The latter is not compressed, since gzip makes twenty bytes of none.
 */
export function bundleSize(use: "one-call" | "one-file" | "unused"): Sample {
  return async (subject, { workFolder }) => {
    const contestant = contestantName(subject);
    const { importLine, typeImport = "", call } = programs[contestant];
    // JavaScript where nothing is used: from a TypeScript file esbuild would drop the import before it looks at the package.
    const [extension, source] = use === "unused" ? ["mjs", importLine] : ["ts", `${importLine}\n${typeImport}\n${call}\n`];
    const name = `${contestant.replaceAll(/\W+/g, "-")}-${use}`;
    const file = join(workFolder, `${name}.${extension}`);
    await writeFile(file, source);
    const metafile = join(workFolder, `${name}-bundle.json`);
    const output = [`--outdir=${join(workFolder, `${name}-bundle`)}`, `--metafile=${metafile}`];
    await runEsbuild(file, "--platform=browser", "--minify", ...(use === "one-file" ? [] : ["--splitting"]), ...output);
    const loaded = loadedWithEntry(JSON.parse(await readFile(metafile, "utf8")));
    const sizes = loaded.map(async (path) => {
      const text = (await readFile(join(peersFolder, path), "utf8")).trim();
      return use === "unused" ? Buffer.byteLength(text) : gzipSync(text, { level: 9 }).length;
    });
    return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  };
}
