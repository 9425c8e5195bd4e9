import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { peersFolder } from "../peers.ts";
import { programs } from "../programs.ts";
import { contestantName } from "../subject-names.ts";
import { type Sample, printedByNode } from "./child-process.ts";

/** Bundles a file as a program for a browser and returns its minified text. The arguments come last and may change that. */
export async function bundle(file: string, ...args: string[]): Promise<string> {
  const esbuild = join(peersFolder, "node_modules", "esbuild", "bin", "esbuild");
  const all = [esbuild, file, "--bundle", "--format=esm", "--log-level=error", ...args];
  return await printedByNode(process.execPath, all, peersFolder);
}

/**
 * Bytes that a user's page grows by: of a program with one call after minifying and gzip, or of one that imports and uses nothing.
 * The latter is not compressed, since gzip makes twenty bytes of none.
 */
export function bundleSize(use: "one-call" | "unused"): Sample {
  return async (subject, { workFolder }) => {
    const contestant = contestantName(subject);
    const { importLine, typeImport = "", call } = programs[contestant];
    // JavaScript where nothing is used: from a TypeScript file esbuild would drop the import before it looks at the package.
    const [extension, text] = use === "unused" ? ["mjs", importLine] : ["ts", `${importLine}\n${typeImport}\n${call}\n`];
    const file = join(workFolder, `${contestant.replaceAll(/\W+/g, "-")}-${use}.${extension}`);
    await writeFile(file, text);
    const bundled = await bundle(file, "--platform=browser", "--minify", "--target=es2022");
    return use === "unused" ? Buffer.byteLength(bundled.trim()) : gzipSync(bundled, { level: 9 }).length;
  };
}
