import { programs } from "../programs.ts";
import { contestantName } from "../subject-names.ts";
import { type Sample, printedByNode } from "./child-process.ts";

/** Milliseconds of CPU until a package is loaded and run, in a process that has loaded nothing before. */
export const coldImport: Sample = async (subject, surroundings) => {
  const { specifier } = programs[contestantName(subject)];
  const program = `
    const start = process.cpuUsage();
    await import(${JSON.stringify(specifier)});
    const { user, system } = process.cpuUsage(start);
    console.log((user + system) / 1000);`;
  return Number(await printedByNode(surroundings.node24, ["--input-type=module", "--eval", program], surroundings.workFolder));
};
