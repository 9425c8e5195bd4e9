import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { promisify } from "node:util";

/** The compiler's work for a program, above that for an empty one. */
export interface TypeCost {
  readonly types: number;
  readonly instantiations: number;
}

// The oldest compiler that most users have, and the one that counts: the pipeline brings it.
const compiler = createRequire(new URL("../packages/spec-pipeline/package.json", import.meta.url)).resolve(
  "typescript/lib/tsc.js",
);

/** As `tsc --init` has it: strict, and the declarations of packages are believed. */
export const compilerOptions: Readonly<Record<string, unknown>> = {
  target: "es2023",
  lib: ["es2023", "dom", "dom.iterable", "dom.asynciterable"],
  module: "nodenext",
  types: [],
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  extendedDiagnostics: true,
};

/** Compiles a program with TypeScript 5.9 where its imports are found from `folder`. Throws where it does not compile. */
export async function typeCost(program: string, folder: string): Promise<TypeCost> {
  const [nothing, something] = await Promise.all([count("export {};\n", folder), count(`${program}\nexport {};\n`, folder)]);
  return {
    types: something.types - nothing.types,
    instantiations: something.instantiations - nothing.instantiations,
  };
}

async function count(program: string, folder: string): Promise<TypeCost> {
  const work = await mkdtemp(join(folder, ".types-"));
  try {
    const file = join(work, "program.mts");
    const project = join(work, "tsconfig.json");
    await writeFile(file, program);
    await writeFile(project, JSON.stringify({ compilerOptions, files: [file] }));
    const { stdout } = await promisify(execFile)(process.execPath, [compiler, "-p", project]);
    const figure = (name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+)`, "m").exec(stdout)?.[1]);
    return { types: figure("Types"), instantiations: figure("Instantiations") };
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}
