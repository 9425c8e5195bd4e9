import { existsSync } from "node:fs";
import { mkdir, rm, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { findBrokenPrograms, isProgram, programsConfig, readmePrograms, type BrokenProgram } from "../diff/broken-programs.ts";
import { parseJson } from "../document/json.ts";
import { listRevision, readAtRevision } from "../host/revision.ts";
import { runCompiler } from "./ask-compiler.ts";

/**
 * Compiles the type tests, examples and README programs of a package at a revision against its present sources. Returns those that compiled
 * at that revision and do not now. `folder`: the package's, from the root.
 */
export async function askEarlierPrograms(
  root: string,
  folder: string,
  revision: string,
  signal?: AbortSignal,
): Promise<readonly BrokenProgram[]> {
  const paths = await listRevision(root, revision, [folder]);
  const names = paths
    .map((path) => path.slice(folder.length + 1))
    .filter((name) => isProgram(name) || name.startsWith("src/") || name === "package.json");
  if (!names.some(isProgram)) return [];
  const work = join(root, ".work/last-release", folder);
  await rm(work, { recursive: true, force: true });
  const texts = new Map<string, string>();
  for (const name of names) texts.set(name, (await readAtRevision(root, revision, `${folder}/${name}`)) ?? "");
  const manifest = parseJson(texts.get("package.json") ?? "{}");
  const programs = programsOf(texts);
  const types = existsSync(join(root, folder, "node_modules/@types/node")) ? ["node"] : [];
  for (const side of ["before", "after"]) {
    const place = join(work, side);
    for (const [name, text] of programs) await writeDeep(join(place, name), text);
    await writeDeep(join(place, "package.json"), texts.get("package.json") ?? "{}");
    await writeDeep(join(place, "tsconfig.json"), JSON.stringify(programsConfig(manifest, [...programs.keys()], types)));
    if (existsSync(join(root, folder, "node_modules")))
      await symlink(join(root, folder, "node_modules"), join(place, "node_modules"));
  }
  for (const [name, text] of texts) if (name.startsWith("src/")) await writeDeep(join(work, "before", name), text);
  await symlink(join(root, folder, "src"), join(work, "after/src"));
  try {
    const [before, after] = await Promise.all([
      runCompiler(join(work, "before"), root, signal),
      runCompiler(join(work, "after"), root, signal),
    ]);
    return findBrokenPrograms(before, after);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

function programsOf(texts: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const files = [...texts].filter(([name]) => isProgram(name) && name !== "README.md");
  return new Map([...files, ...readmePrograms(texts.get("README.md") ?? "")]);
}

async function writeDeep(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}
