import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { compilerOptions } from "../../../../test/type-cost.ts";
import { peersFolder } from "../peers.ts";
import { programs } from "../programs.ts";
import { contestantName } from "../subject-names.ts";
import { type Sample, type Surroundings, printedByNode } from "./child-process.ts";

type Figure = "Instantiations" | "Types";

/** Compiles one program with TypeScript 5.9, which counts what it had to create. */
async function countOf(figure: Figure, name: string, text: string, surroundings: Surroundings): Promise<number> {
  const program = join(surroundings.workFolder, `${name}.ts`);
  const project = join(surroundings.workFolder, `${name}.tsconfig.json`);
  await writeFile(program, text);
  await writeFile(
    project,
    JSON.stringify({ compilerOptions: { ...compilerOptions, allowImportingTsExtensions: true }, files: [program] }),
  );
  const tsc = join(peersFolder, "node_modules", "typescript", "lib", "tsc.js");
  const printed = await printedByNode(process.execPath, [tsc, "-p", project], surroundings.workFolder);
  const count = new RegExp(`^${figure}:\\s+(\\d+)`, "m").exec(printed)?.[1];
  if (count === undefined) throw new Error(`the compiler printed no figure for ${figure}`);
  return Number(count);
}

/** What a one-call consumer costs the compiler more than an empty program does. */
export function typeCost(figure: Figure): Sample {
  return async (subject, surroundings) => {
    const contestant = contestantName(subject);
    const { importLine, typeImport = "", call } = programs[contestant];
    const text = `${importLine}\n${typeImport}\n${call}\nexport {};\n`;
    const name = `types-${contestant.replaceAll(/\W+/g, "-")}`;
    const empty = await countOf(figure, "types-nothing", "export {};\n", surroundings);
    return (await countOf(figure, name, text, surroundings)) - empty;
  };
}
