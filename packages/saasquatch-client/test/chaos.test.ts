import { expect, test } from "vitest";
import {
  createSaaSquatchClient,
  isCallError,
  isModerationError,
  type ModerationAccount,
  type ModerationAction,
  type ModerationActionName,
} from "../src/index.ts";
import { createRandom } from "../src/testing/create-random.ts";
import { type Side, startChaosServer } from "./support/chaos-server.ts";

const names: readonly ModerationActionName[] = ["APPROVED", "DENIED", "REFERRER_APPROVED", "REFERRED_DENIED"];
const modes = ["stop", "continue", "isolate"] as const;
const runs = 12;
const outcomes = { accepted: 0, rejected: 0, unknown: 0, notSent: 0 };

function isInForce({ action }: ModerationAction, [referrer, referred]: readonly [Side, Side]): boolean {
  const wanted = action.endsWith("APPROVED") ? "APPROVED" : "DENIED";
  return (action.startsWith("REFERRED") || referrer === wanted) && (action.startsWith("REFERRER") || referred === wanted);
}

test.each(modes.flatMap((mode) => Array.from({ length: runs }, (_, seed) => [mode, seed] as const)))(
  "the account of a moderation is the server's state, whatever the network does: %s, seed %i",
  { timeout: 30_000 },
  async (onFailure, seed) => {
    const random = createRandom(1 + seed * 31 + modes.indexOf(onFailure));
    const ids = Array.from({ length: seed % 4 === 0 ? 130 : 1 + Math.floor(random() * 12) }, (_, at) => `r${at}`);
    const refused = new Set(ids.filter(() => random() < 0.1));
    await using server = await startChaosServer(ids, refused, random() * 0.7, random);
    const { referrals } = createSaaSquatchClient({
      tenantAlias: "test_chaos",
      apiKey: "TEST_key",
      baseUrl: server.baseUrl,
      timeoutMs: 50,
      maxRetries: 1,
    });
    const actions = ids.map((referralId) => ({ referralId, action: names[Math.floor(random() * names.length)] ?? "DENIED" }));
    const account: ModerationAccount = await referrals
      .moderate(actions, { onFailure, concurrency: 1 + (seed % 3) })
      .catch((error: unknown) => {
        if (isModerationError(error)) return error.account;
        throw error;
      });

    const { accepted, rejected, unknown, notSent } = account;
    const state = await server.settle();
    const stateOf = ({ referralId }: ModerationAction) => state.get(referralId) ?? ["PENDING", "PENDING"];
    outcomes.accepted += accepted.length;
    outcomes.rejected += rejected.length;
    outcomes.unknown += unknown.length;
    outcomes.notSent += notSent.length;
    const indexes = [accepted, rejected, unknown, notSent].flatMap((list) => list.map(({ index }) => index));
    expect(indexes.toSorted((one, other) => one - other)).toEqual(ids.map((_, at) => at));
    expect(accepted.filter((entry) => !isInForce(entry, stateOf(entry)))).toEqual([]);
    expect(rejected.filter((entry) => isInForce(entry, stateOf(entry)))).toEqual([]);
    expect(notSent.filter(({ referralId }) => server.touched.has(referralId))).toEqual([]);
  },
);

test("every outcome was tried", () => {
  expect(Object.values(outcomes).filter((count) => count < 10)).toEqual([]);
});

test.each(Array.from({ length: runs }, (_, seed) => [seed]))(
  "a walk through a bad network ends with every row once, or with an error: seed %i",
  { timeout: 30_000 },
  async (seed) => {
    const random = createRandom(1000 + seed);
    const ids = Array.from({ length: 1 + Math.floor(random() * 300) }, (_, at) => `r${at}`);
    await using server = await startChaosServer(ids, new Set(), random() * 0.5, random);
    const { referrals } = createSaaSquatchClient({
      tenantAlias: "test_chaos",
      apiKey: "TEST_key",
      baseUrl: server.baseUrl,
      timeoutMs: 50,
      maxRetries: 1,
    });
    const found: string[] = [];
    let failure: unknown;
    try {
      for await (const { id } of referrals.listAll({ limit: 1 + Math.floor(random() * 60) })) found.push(id);
    } catch (error) {
      failure = error;
    }
    expect(failure === undefined || isCallError(failure)).toBe(true);
    expect(found).toEqual(failure === undefined ? ids : ids.slice(0, found.length));
  },
);
