import { isCallError } from "../../src/index.ts";
import { createRandom } from "../../src/testing/create-random.ts";
import { startChaosServer } from "./chaos-server.ts";
import { createChaosClient } from "./create-chaos-client.ts";

/** The outcome of one walk, and the rows of the server. */
export interface WalkOutcome {
  /** Faults: a repeated row, a missing row, an early end, a foreign error. */
  readonly fault: string | undefined;
  readonly isWhole: boolean;
}

/** Walks through the referrals of a server that fails by chance. The same seed gives the same rows and troubles. */
export async function walkThroughChaos(seed: number): Promise<WalkOutcome> {
  const random = createRandom(1000 + seed);
  const ids = Array.from({ length: 1 + Math.floor(random() * 300) }, (_, at) => `r${at}`);
  await using server = await startChaosServer(ids, new Set(), random() * 0.5, random);
  const { referrals, offences } = createChaosClient(server.baseUrl);
  const found: unknown[] = [];
  try {
    for await (const { id } of referrals.listAll({ limit: 1 + Math.floor(random() * 60) })) found.push(id);
  } catch (error) {
    if (!isCallError(error)) return { fault: `an error of another kind: ${String(error)}`, isWhole: false };
    return { fault: offences[0] ?? faultOf(found, ids.slice(0, found.length)), isWhole: false };
  }
  return { fault: offences[0] ?? faultOf(found, ids), isWhole: true };
}

function faultOf(found: readonly unknown[], expected: readonly string[]): string | undefined {
  const at = expected.findIndex((row, index) => row !== found[index]);
  if (at >= 0) return `row ${at} of ${expected.length} is ${String(found[at])}, not ${expected[at]}`;
  return found.length === expected.length ? undefined : `${found.length} rows in place of ${expected.length}`;
}
