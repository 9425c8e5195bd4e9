import { programs } from "../programs.ts";
import { contestantName } from "../subject-names.ts";
import { type Sample, printedByNode } from "./child-process.ts";

const PROCESSES = 5;

/**
 * Milliseconds until a package is loaded and run, in a process that has loaded nothing before; the shortest of a few processes.
 * Time by the clock, since a program waits for it; what else the machine does can only add to it, never take away.
 */
export const coldImport: Sample = async (subject, { node24, workFolder }) => {
  const { specifier } = programs[contestantName(subject)];
  const program = `
    const start = performance.now();
    await import(${JSON.stringify(specifier)});
    console.log(performance.now() - start);`;
  let shortest = Number.POSITIVE_INFINITY;
  for (let done = 0; done < PROCESSES; done += 1) {
    // oxlint-disable-next-line no-await-in-loop -- side by side they would disturb each other
    const printed = await printedByNode(node24, ["--input-type=module", "--eval", program], workFolder);
    shortest = Math.min(shortest, Number(printed));
  }
  return shortest;
};
