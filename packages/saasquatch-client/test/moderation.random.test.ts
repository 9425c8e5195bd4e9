import { afterEach, expect, test, vi } from "vitest";
import { serveMock } from "../../../test/serve-mock.ts";
import {
  createSaaSquatchClient,
  isModerationError,
  type ModerationAccount,
  type ModerationAction,
  type ModerationActionName,
} from "../src/index.ts";
import { isInForce } from "../src/moderation-effects.ts";
import { createSaaSquatchMock, type SaaSquatchFault, type SaaSquatchMock, type SaaSquatchMockOptions } from "../src/testing.ts";
import { createRandom } from "../src/testing/create-random.ts";
import { heldToSpec } from "./support/held-to-spec.ts";
import { createPendingReferrals } from "./support/pending-referrals.ts";

const names: [ModerationActionName, ...ModerationActionName[]] = [
  "APPROVED",
  "DENIED",
  "REFERRER_APPROVED",
  "REFERRER_DENIED",
  "REFERRED_APPROVED",
  "REFERRED_DENIED",
];
const modes = ["stop", "continue", "isolate"] as const;
const batches = ["atomic", "before", "others"] as const;

const pool = createPendingReferrals(1000);

interface Run extends Pick<SaaSquatchMockOptions, "fault" | "refusedBatch"> {
  readonly mock: SaaSquatchMock;
  readonly actions: readonly ModerationAction[];
  readonly onFailure: (typeof modes)[number];
  readonly concurrency: number;
}

/** A server that refuses some referrals for good and fails some requests by chance, and the actions to send. */
function createRun(seed: number, largest: number, mayFail = (_operation: string) => true): Run {
  const random = createRandom(seed);
  const pick = <Item>(items: readonly [Item, ...Item[]]): Item => items[Math.floor(random() * items.length)] ?? items[0];
  const count = 1 + Math.floor(random() * (random() < 0.85 ? 30 : largest));
  const trouble = random() * 0.4;
  const fault = (operation: string): SaaSquatchFault | undefined => {
    if (!mayFail(operation) || random() > (operation === "moderateReferrals" ? trouble : trouble / 8)) return undefined;
    return pick<SaaSquatchFault>([
      { kind: "drop", when: "before" },
      { kind: "drop", when: "after" },
      { kind: "response", when: "before", status: 429, headers: { "retry-after-ms": "1" } },
      { kind: "response", when: "before", status: 500 },
      { kind: "response", when: "after", status: 500 },
      { kind: "response", when: "after", status: 503, body: "<h1>Bad gateway</h1>" },
    ]);
  };
  const referrals = pool.slice(0, count);
  const refusedBatch = pick(batches);
  const mock = createSaaSquatchMock({ referrals, refusedBatch, fault });
  const actions = referrals.map(({ id }) => ({ referralId: random() < 0.03 ? `missing-${id}` : id, action: pick(names) }));
  for (const { referralId } of actions) if (random() < 0.05) mock.refuse(referralId, { status: pick([400, 402, 422, 500]) });
  return { mock, actions, fault, refusedBatch, onFailure: pick(modes), concurrency: 1 + Math.floor(random() * 3) };
}

/** Whether the server shows an action; one for a referral that does not exist is nowhere. */
function isShown(mock: SaaSquatchMock, { referralId, action }: ModerationAction): boolean {
  const referral = mock.find(referralId);
  return referral !== undefined && isInForce(action, referral) === true;
}

interface Watched {
  readonly fetch: ReturnType<typeof heldToSpec>;
  readonly sent: Set<string>;
  /** Actions that were sent although the server showed them already. */
  readonly repeated: ModerationAction[];
}

function watch(mock: SaaSquatchMock, send: SaaSquatchMock["fetch"]): Watched {
  const sent = new Set<string>();
  const repeated: ModerationAction[] = [];
  const fetch = heldToSpec((url, init) => {
    if (init.method === "POST") {
      const { actions }: { actions: ModerationAction[] } = JSON.parse(typeof init.body === "string" ? init.body : "");
      repeated.push(...actions.filter((action) => isShown(mock, action)));
      for (const { referralId } of actions) sent.add(referralId);
    }
    return send(url, init);
  });
  return { fetch, sent, repeated };
}

/** Runs a moderation to its end, and proves that its account agrees with the server. */
async function expectTrueAccount({ mock, actions, onFailure, concurrency }: Run, baseUrl?: string): Promise<ModerationAccount> {
  const { fetch, sent, repeated } = watch(mock, baseUrl === undefined ? mock.fetch : globalThis.fetch);
  const { referrals } = createSaaSquatchClient({
    tenantAlias: "test_mock",
    apiKey: "TEST_mock_key",
    fetch,
    baseUrl,
  });
  const account = await referrals.moderate(actions, { onFailure, concurrency }).catch((error: unknown) => {
    if (isModerationError(error)) return error.account;
    throw error;
  });
  const { accepted, rejected, unknown, notSent } = account;
  const all = [...accepted, ...rejected, ...unknown, ...notSent].toSorted((one, other) => one.index - other.index);
  expect(all.map(({ referralId, action }) => ({ referralId, action }))).toEqual(actions);
  expect(accepted.filter((entry) => !isShown(mock, entry))).toEqual([]);
  expect([...rejected, ...notSent].filter((entry) => isShown(mock, entry))).toEqual([]);
  expect(notSent.filter(({ referralId }) => sent.has(referralId))).toEqual([]);
  expect(repeated).toEqual([]);
  return account;
}

/** Waits between attempts end at once; limits of a minute stay. */
function skipWaits(): void {
  const { setTimeout: start } = globalThis;
  vi.stubGlobal("setTimeout", (callback: () => void, ms = 0) => start(callback, ms < 60_000 ? 0 : ms));
}

afterEach(() => void vi.unstubAllGlobals());

test("510 random moderations against a failing server are accounted for to the action", async () => {
  skipWaits();
  const totals = { accepted: 0, rejected: 0, unknown: 0, notSent: 0 };
  for (let seed = 1; seed <= 510; seed++) {
    const account = await expectTrueAccount(createRun(seed, 250));
    for (const list of ["accepted", "rejected", "unknown", "notSent"] as const) totals[list] += account[list].length;
  }
  // The runs are the same every time. An action stays unknown if both the response and the second look failed.
  expect(totals.accepted).toBeGreaterThan(5000);
  expect(totals.rejected).toBeGreaterThan(1000);
  expect(totals.notSent).toBeGreaterThan(500);
  expect(totals.unknown).toBeLessThan(2000);
});

test("a thousand actions in one call are accounted for as well", async () => {
  skipWaits();
  for (let seed = 701; seed <= 703; seed++) {
    const run = createRun(seed, 1000);
    const actions = pool.map(({ id }, at) => ({ referralId: id, action: names[at % names.length] ?? names[0] }));
    const mock = createSaaSquatchMock({ referrals: pool, refusedBatch: run.refusedBatch, fault: run.fault });
    for (let at = seed % 90; at < actions.length; at += 90) mock.refuse(`referral-${String(at + 1).padStart(5, "0")}`);
    const { accepted, unknown } = await expectTrueAccount({ ...run, mock, actions, onFailure: "isolate" });
    expect(accepted.length + unknown.length).toBeGreaterThan(500);
  }
});

test("the account is true over cut sockets too", async () => {
  for (let seed = 1001; seed <= 1012; seed++) {
    // Reads that fail would wait for their next attempt, and the timers of sockets cannot be skipped.
    const run = createRun(seed, 120, (operation) => operation === "moderateReferrals");
    const { origin, close } = await serveMock(run.mock);
    try {
      const { accepted } = await expectTrueAccount(run, `${origin}/api/v1`);
      expect(accepted.length).toBeLessThanOrEqual(run.actions.length);
    } finally {
      close();
    }
  }
});
