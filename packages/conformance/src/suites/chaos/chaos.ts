import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Failure, Suite } from "../../suite.ts";
import { KINDS } from "./kinds.ts";

const PROGRAM = fileURLToPath(new URL("run-chaos.ts", import.meta.url));

/** The pinned Node, and the one before it that runs TypeScript. */
const NODES = [
  process.execPath,
  fileURLToPath(new URL("../../../../../test/node-versions/node_modules/node-24/bin/node", import.meta.url)),
];

export const chaos: Suite = {
  id: "chaos",
  title: "Moderations and walks through a network that fails by chance",
  source: "ours: `test/support/chaos-server.ts` of both clients",
  data: [],
  must: { share: 1 },
  asks: "300 moderations in each mode and 100 of each walk, on two versions of Node: that the account is what the server holds, and that a walk hands out each row once or ends in an error behind the rows before it",
  async run() {
    const failures: Failure[] = [];
    let cases = 0;
    for (const node of NODES) {
      const { stdout: version } = await promisify(execFile)(node, ["--version"]);
      for (const [kind, { runs }] of Object.entries(KINDS)) {
        const { stdout } = await promisify(execFile)(node, [PROGRAM, kind, String(runs)], { maxBuffer: 1e8 });
        const faults: readonly (readonly [seed: number, fault: string])[] = JSON.parse(stdout);
        cases += runs;
        failures.push(...faults.map(([seed, reason]) => ({ name: `${kind} ${seed} on Node ${version.trim()}`, reason })));
      }
    }
    return { cases, failures };
  },
};
