// Makes runs of one kind, several at a time, in the Node that it is started with. Prints what went wrong, as JSON: [seed, fault] each.
//   node run-chaos.ts KIND RUNS
import { KINDS, type Kind } from "./kinds.ts";

/** How many runs are under way at once: most of their time they wait for a server that does not respond. */
const AT_ONCE = 8;

const [kind, runs] = process.argv.slice(2);
if (!isKind(kind)) throw new TypeError(`there is no kind ${kind}: they are ${Object.keys(KINDS).join(", ")}`);

const faults: [seed: number, fault: string][] = [];
let next = 0;
const work = async (): Promise<void> => {
  for (let seed = next++; seed < Number(runs); seed = next++) {
    const { fault } = await KINDS[kind].run(seed).catch((error: unknown) => ({ fault: String(error) }));
    if (fault !== undefined) faults.push([seed, fault]);
  }
};
await Promise.all(Array.from({ length: AT_ONCE }, work));
process.stdout.write(JSON.stringify(faults));

function isKind(name: string | undefined): name is Kind {
  return name !== undefined && Object.hasOwn(KINDS, name);
}
