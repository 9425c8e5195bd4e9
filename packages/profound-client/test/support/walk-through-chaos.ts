import { watchRequests } from "../../../../test/watch-requests.ts";
import { createProfoundClient, isCallError } from "../../src/index.ts";
import { startChaosServer } from "./chaos-server.ts";
import { createRandom } from "./create-random.ts";
import { specVerdict } from "./spec-verdict.ts";

/** The ways to read a whole report. */
export const WALKS = ["citations", "referrals", "stream"] as const;

export type Walk = (typeof WALKS)[number];

/** The outcome of one walk, and the rows of the server. */
export interface WalkOutcome {
  /** Faults: a repeated row, a missing row, an early end, a foreign error. */
  readonly fault: string | undefined;
  readonly isWhole: boolean;
}

/** Walks through a report of a server that fails by chance. The same seed gives the same rows and troubles. */
export async function walkThroughChaos(walk: Walk, seed: number): Promise<WalkOutcome> {
  const random = createRandom(5000 + seed * 17 + WALKS.indexOf(walk));
  const domains = Array.from({ length: Math.floor(random() * 300) }, (_, at) => `d${at}.example`);
  await using server = await startChaosServer(domains, random() * 0.5, random);
  const { fetch, offences } = watchRequests(specVerdict);
  const { reports } = createProfoundClient({ fetch, apiKey: "key", baseUrl: server.baseUrl, timeoutMs: 100, maxRetries: 2 });
  const week = { start_date: "2026-06-09", end_date: "2026-06-15" };
  const category = { category_id: "182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e", ...week };
  const limit = 1 + Math.floor(random() * 50);
  const walks = {
    citations: () => reports.queryCitationsAll({ ...category, limit }),
    referrals: () =>
      reports.queryReferralsAll({ domain: "d", metrics: ["visits"], dimensions: ["path"], ...week, pagination: { limit } }),
    stream: () => reports.streamCitations(category, { idleTimeoutMs: 150 }),
  };
  const found: unknown[] = [];
  try {
    for await (const row of walks[walk]()) found.push("path" in row ? row.path : "domain" in row ? row.domain : undefined);
  } catch (error) {
    if (!isCallError(error)) return { fault: `an error of another kind: ${String(error)}`, isWhole: false };
    return { fault: offences[0] ?? faultOf(found, domains.slice(0, found.length)), isWhole: false };
  }
  return { fault: offences[0] ?? faultOf(found, domains), isWhole: true };
}

function faultOf(found: readonly unknown[], expected: readonly string[]): string | undefined {
  const at = expected.findIndex((row, index) => row !== found[index]);
  if (at >= 0) return `row ${at} of ${expected.length} is ${String(found[at])}, not ${expected[at]}`;
  return found.length === expected.length ? undefined : `${found.length} rows in place of ${expected.length}`;
}
