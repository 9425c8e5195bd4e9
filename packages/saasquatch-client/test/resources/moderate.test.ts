import { inspect } from "node:util";
import { expect, test } from "vitest";
import { serveMock } from "../../../../test/serve-mock.ts";
import {
  createSaaSquatchClient,
  isConfigurationError,
  isModerationError,
  type ModerateOptions,
  type ModerationAccount,
  type ModerationAction,
  type ModerationProgress,
  type Referrals,
} from "../../src/index.ts";
import { createSaaSquatchMock, type SaaSquatchMock, type SaaSquatchMockOptions } from "../../src/testing.ts";
import { heldToSpec } from "../support/held-to-spec.ts";
import { createPendingReferrals } from "../support/pending-referrals.ts";

const dropBefore = { kind: "drop", when: "before" } as const;
const dropAfter = { kind: "drop", when: "after" } as const;
const failure = (status: number, when: "after" | "before" = "before") =>
  ({ kind: "response", when, status, headers: { "retry-after-ms": "1" } }) as const;

function start(options: SaaSquatchMockOptions = {}): { mock: SaaSquatchMock; referrals: Referrals } {
  const mock = createSaaSquatchMock({ referrals: createPendingReferrals(400), ...options });
  return {
    mock,
    referrals: createSaaSquatchClient({ tenantAlias: "test_mock", apiKey: "TEST_mock_key", fetch: mock.fetch }).referrals,
  };
}

const idOf = (number: number) => `referral-${String(number).padStart(5, "0")}`;
const approve = (count: number, first = 1): ModerationAction[] =>
  Array.from({ length: count }, (_, at) => ({ referralId: idOf(first + at), action: "APPROVED" }));
const ids = (entries: ModerationAccount["accepted"]) => entries.map(({ referralId }) => referralId);
const counts = ({ accepted, rejected, unknown, notSent }: ModerationAccount) =>
  [accepted, rejected, unknown, notSent].map(({ length }) => length);
const posts = (mock: SaaSquatchMock) => mock.requests().filter((id) => id === "moderateReferrals").length;

async function failingAccount(
  referrals: Referrals,
  actions: ModerationAction[],
  options?: ModerateOptions,
): Promise<ModerationAccount> {
  const error: unknown = await referrals.moderate(actions, options).catch((reason: unknown) => reason);
  if (!isModerationError(error)) throw new Error(`no ModerationError: ${String(error)}`);
  return error.account;
}

test("250 actions go in three requests of at most 100, and the lists show their effect", async () => {
  const { mock, referrals } = start();
  const account = await referrals.moderate(approve(250));
  expect(counts(account)).toEqual([250, 0, 0, 0]);
  expect(account.requests).toBe(3);
  expect(posts(mock)).toBe(3);
  const { totalCount } = await referrals.list({ referredModerationStatus: "PENDING" });
  expect(totalCount).toBe(
    mock.referrals().filter(({ referredModerationStatus }) => referredModerationStatus === "PENDING").length,
  );
  expect(mock.find(idOf(250))?.moderationStatus).toBe("ACTIONED");
});

test("no actions make no request and an empty account", async () => {
  const { mock, referrals } = start();
  expect(await referrals.moderate([])).toEqual({ accepted: [], rejected: [], unknown: [], notSent: [], requests: 0 });
  expect(mock.requests()).toEqual([]);
});

test("actions may come from an async iterable such as the queue itself", async () => {
  const { mock, referrals } = start();
  const account = await referrals.moderate(
    (async function* deny() {
      for await (const { id } of referrals.pending()) yield { referralId: id, action: "REFERRER_APPROVED" as const };
    })(),
  );
  expect(account.accepted.length).toBeGreaterThan(100);
  expect(mock.referrals().filter(({ referrerModerationStatus }) => referrerModerationStatus === "PENDING")).toEqual([]);
});

test("an iterable that throws ends the call with its own error, before anything is sent", async () => {
  const { mock, referrals } = start();
  const broken = new Error("the file ended early");
  await expect(
    referrals.moderate(
      (async function* read() {
        yield* approve(150);
        throw broken;
      })(),
    ),
  ).rejects.toBe(broken);
  expect(posts(mock)).toBe(0);
});

test.each([
  ["an unknown action", [{ referralId: "a", action: "APPROVE" }], "actions[0].action must be one of APPROVED, DENIED"],
  ["a name that every object has", [{ referralId: "a", action: "constructor" }], "actions[0].action"],
  [
    "an empty id",
    [...approve(120), { referralId: " ", action: "DENIED" }],
    "actions[120].referralId must be the id of a referral",
  ],
  ["nothing at all", [undefined], "actions[0].referralId"],
  [
    "both sides against one side",
    [...approve(3), { referralId: idOf(2), action: "REFERRED_DENIED" }],
    "actions[3] must be no contradiction of actions[1]",
  ],
])("%s is refused before anything is sent", async (_, actions, message) => {
  const { mock, referrals } = start();
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a program without types can pass it
  const error: unknown = await referrals.moderate(actions as ModerationAction[]).catch((reason: unknown) => reason);
  expect(isConfigurationError(error) && error.message).toContain(message);
  expect(mock.requests()).toEqual([]);
});

test.each([undefined, null, 5, {}, { referralId: "a", action: "APPROVED" }])("%o is not a list of actions", async (actions) => {
  const { mock, referrals } = start();
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a program without types can pass it
  const error: unknown = await referrals.moderate(actions as never).catch((reason: unknown) => reason);
  expect(isConfigurationError(error) && error.message).toContain("actions must be a list of actions");
  expect(mock.requests()).toEqual([]);
});

test("changes to a list and its actions after the call have no effect", async () => {
  const { mock, referrals } = start();
  const actions = approve(3).map((action) => ({ ...action }));
  const account = referrals.moderate(actions);
  for (const action of actions) action.action = "DENIED";
  actions.length = 0;
  expect(counts(await account)).toEqual([3, 0, 0, 0]);
  expect(mock.find(idOf(1))?.referredModerationStatus).toBe("APPROVED");
});

test("aborting ends the wait for a source that gives no further action", async () => {
  const { mock, referrals } = start();
  const controller = new AbortController();
  const endless = async function* read() {
    yield* approve(2);
    controller.abort();
    await new Promise(() => {});
  };
  expect(counts(await referrals.moderate(endless(), { signal: controller.signal }))).toEqual([0, 0, 0, 2]);
  expect(mock.requests()).toEqual([]);
});

test("actions on different sides of a referral, or the same one twice, do not contradict each other", async () => {
  const { mock, referrals } = start();
  const account = await referrals.moderate([
    { referralId: idOf(2), action: "REFERRER_APPROVED" },
    { referralId: idOf(2), action: "REFERRED_DENIED" },
    { referralId: idOf(2), action: "REFERRER_APPROVED" },
  ]);
  expect(counts(account)).toEqual([3, 0, 0, 0]);
  expect(mock.find(idOf(2))).toMatchObject({ referrerModerationStatus: "APPROVED", referredModerationStatus: "DENIED" });
});

test.each([{ onFailure: "retry" }, { concurrency: 0 }, { concurrency: 1.5 }, { concurrency: 11 }])(
  "the option %o is refused",
  async (options) => {
    const { mock, referrals } = start();
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a program without types can pass it
    await expect(referrals.moderate(approve(1), options as ModerateOptions)).rejects.toThrow(Object.keys(options)[0]);
    expect(mock.requests()).toEqual([]);
  },
);

test("a dry run checks everything, sends nothing and names the actions of each request", async () => {
  const { mock, referrals } = start();
  const account = await referrals.moderate(approve(101), { dryRun: true });
  expect(counts(account)).toEqual([0, 0, 0, 101]);
  expect(account.requests).toBe(2);
  expect(account.notSent[100]?.reason).toBe("dry run: goes with request 2 of 2");
  expect(mock.requests()).toEqual([]);
  await expect(referrals.moderate([{ referralId: "", action: "DENIED" }], { dryRun: true })).rejects.toThrow(
    "actions[0].referralId",
  );
});

for (const refusedBatch of ["atomic", "before", "others"] as const) {
  const appliedOfFirst = { atomic: 0, before: 29, others: 99 }[refusedBatch];

  test(`stop: a refused batch that is applied ${refusedBatch} is told apart, and the rest is not sent`, async () => {
    const { mock, referrals } = start({ refusedBatch });
    mock.refuse(idOf(130));
    const account = await failingAccount(referrals, approve(250, 1));
    expect(counts(account)).toEqual([100 + appliedOfFirst, 100 - appliedOfFirst, 0, 50]);
    expect(account.rejected.find(({ referralId }) => referralId === idOf(130))?.error).toMatchObject({ status: 402 });
    expect(posts(mock)).toBe(2);
  });

  test(`continue: the chunks after a refused batch that is applied ${refusedBatch} are sent, and the account is returned`, async () => {
    const { mock, referrals } = start({ refusedBatch });
    mock.refuse(idOf(30));
    const account = await referrals.moderate(approve(250), { onFailure: "continue" });
    expect(counts(account)).toEqual([150 + appliedOfFirst, 100 - appliedOfFirst, 0, 0]);
    expect(posts(mock)).toBe(3);
  });

  test(`isolate: of a refused batch that is applied ${refusedBatch} only the bad actions are left`, async () => {
    const { mock, referrals } = start({ refusedBatch });
    mock.refuse(idOf(30), { status: 422, message: "never" });
    mock.refuse(idOf(77));
    const account = await referrals.moderate([...approve(250), { referralId: "nowhere", action: "DENIED" }], {
      onFailure: "isolate",
    });
    expect(counts(account)).toEqual([248, 3, 0, 0]);
    expect(ids(account.rejected)).toEqual([idOf(30), idOf(77), "nowhere"]);
    expect(account.rejected.map(({ reason }) => reason)).toEqual([
      expect.stringContaining("422: never"),
      expect.stringContaining("cannot be cancelled"),
      expect.stringContaining("404"),
    ]);
    expect(posts(mock)).toBeLessThan(40);
  });
}

test("a connection that drops after the server acted leaves nothing unknown, and nothing is sent twice", async () => {
  const { mock, referrals } = start();
  mock.failNext("moderateReferrals", dropAfter);
  const account = await failingAccount(referrals, approve(150));
  expect(counts(account)).toEqual([100, 0, 0, 50]);
  expect(account.accepted[0]?.reason).toContain("in force when read again");
  expect(posts(mock)).toBe(1);
});

test("a connection that drops before the server acted leaves its actions unknown", async () => {
  const { mock, referrals } = start();
  mock.failNext("moderateReferrals", dropBefore);
  const account = await failingAccount(referrals, approve(3));
  expect(counts(account)).toEqual([0, 0, 3, 0]);
  expect(account.unknown[0]?.reason).toContain("not in force when read again");
  expect(posts(mock)).toBe(1);
});

test("isolate sends actions again that a dropped connection left undone, up to three times", async () => {
  const { mock, referrals } = start();
  mock.failNext("moderateReferrals", dropBefore, dropAfter, dropBefore);
  const account = await referrals.moderate(approve(4), { onFailure: "isolate" });
  expect(counts(account)).toEqual([4, 0, 0, 0]);

  mock.failNext("moderateReferrals", ...Array.from({ length: 50 }, () => dropBefore));
  const lost = await referrals.moderate(approve(1, 50), { onFailure: "isolate" });
  expect(counts(lost)).toEqual([0, 0, 1, 0]);
  expect(lost.requests).toBe(4);
});

test("429 is waited out; if it stays, the whole chunk is read again and not divided", async () => {
  const { mock, referrals } = start();
  mock.failNext("moderateReferrals", failure(429), failure(429));
  expect(counts(await referrals.moderate(approve(100)))).toEqual([100, 0, 0, 0]);

  mock.failNext("moderateReferrals", failure(429), failure(429), failure(429));
  const account = await referrals.moderate(approve(200, 101), { onFailure: "isolate" });
  expect(counts(account)).toEqual([100, 100, 0, 0]);
  expect(account.rejected[0]?.error).toMatchObject({ status: 429, rsCode: "RS033" });
  expect(mock.requests().filter((id) => id === "getReferral")).toHaveLength(100);
});

test.each([401, 403, 429])("after %i an action that was in force before is accepted", async (status) => {
  const { mock, referrals } = start();
  await referrals.moderate(approve(1));
  mock.failNext("moderateReferrals", ...Array.from({ length: 3 }, () => failure(status)));
  expect(counts(await failingAccount(referrals, approve(2)))).toEqual([1, 1, 0, 0]);
});

test("500 after the server acted is not taken for a refusal, and 500 before it is", async () => {
  const { mock, referrals } = start();
  mock.failNext("moderateReferrals", failure(500, "after"));
  expect(counts(await failingAccount(referrals, approve(10)))).toEqual([10, 0, 0, 0]);
  mock.failNext("moderateReferrals", failure(500));
  expect(counts(await failingAccount(referrals, approve(10, 20)))).toEqual([0, 10, 0, 0]);
  // A gateway's response says nothing about the server behind it, which may still act.
  mock.failNext("moderateReferrals", failure(504));
  expect(counts(await failingAccount(referrals, approve(10, 40)))).toEqual([0, 0, 10, 0]);
});

test("a referral that cannot be read again after a failure is unknown", async () => {
  const { mock, referrals } = start();
  mock.failNext("moderateReferrals", dropAfter);
  mock.failNext("getReferral", ...Array.from({ length: 20 }, () => failure(500)));
  const account = await failingAccount(referrals, approve(6));
  expect(counts(account)).toEqual([0, 0, 6, 0]);
});

test.each([
  ["refuses to read", "a bad id"],
  ["cannot be asked for", ".."],
])("an id that the server %s leaves the others of its batch readable", async (_, referralId) => {
  const { mock } = start();
  const { referrals } = createSaaSquatchClient({
    tenantAlias: "test_mock",
    apiKey: "TEST_mock_key",
    fetch: heldToSpec(async (url, init) =>
      url.endsWith("a%20bad%20id") ? Response.json({ message: "no such form of id" }, { status: 400 }) : mock.fetch(url, init),
    ),
  });
  const actions: ModerationAction[] = [{ referralId, action: "APPROVED" }, ...approve(20)];
  const account = await referrals.moderate(actions, { onFailure: "isolate" });
  expect(counts(account)).toEqual([20, 0, 1, 0]);
  expect(ids(account.unknown)).toEqual([referralId]);
});

test("a referral that shows no status is unknown after a failure", async () => {
  const { mock, referrals } = start({ referrals: [{ id: idOf(1) }] });
  mock.failNext("moderateReferrals", failure(400));
  expect(counts(await failingAccount(referrals, approve(1)))).toEqual([0, 0, 1, 0]);
});

test.each(["stop", "continue", "isolate"] as const)(
  "with %s, a wrong key ends it at once: the chunk is rejected, the rest not sent",
  async (onFailure) => {
    const { mock } = start();
    const { referrals } = createSaaSquatchClient({ tenantAlias: "test_mock", apiKey: "TEST_other", fetch: mock.fetch });
    const account = await failingAccount(referrals, approve(250), { onFailure });
    expect(counts(account)).toEqual([0, 100, 0, 150]);
    expect(account.notSent[0]?.reason).toBe("the moderation ended before its turn");
  },
);

test("a server that cannot be reached leaves everything not sent", async () => {
  const { origin, close } = await serveMock(createSaaSquatchMock({ referrals: 1 }));
  close();
  const { referrals } = createSaaSquatchClient({
    tenantAlias: "test_mock",
    apiKey: "TEST_mock_key",
    baseUrl: origin,
    maxRetries: 0,
  });
  const account = await failingAccount(referrals, approve(150), { onFailure: "continue" });
  expect(counts(account)).toEqual([0, 0, 0, 150]);
  expect(account.notSent[0]?.error).toMatchObject({ code: "ConnectionError", reason: "not-sent" });
});

test("isolate keeps the outcome of a request when a later one cannot be sent", async () => {
  const mock = createSaaSquatchMock({ referrals: createPendingReferrals(10) });
  let sends = 0;
  const { referrals } = createSaaSquatchClient({
    tenantAlias: "test_mock",
    apiKey: "TEST_mock_key",
    maxRetries: 0,
    fetch: heldToSpec((url, init) => {
      const isLost = init.method === "POST" && ++sends % 3 === 0;
      return isLost ? Promise.reject(new TypeError("fetch failed", { cause: { code: "ECONNREFUSED" } })) : mock.fetch(url, init);
    }),
  });
  mock.failNext("moderateReferrals", failure(400), failure(400));
  expect(counts(await failingAccount(referrals, approve(4), { onFailure: "isolate" }))).toEqual([0, 4, 0, 0]);
  mock.failNext("moderateReferrals", dropBefore, dropBefore);
  expect(counts(await failingAccount(referrals, approve(4), { onFailure: "isolate" }))).toEqual([0, 0, 4, 0]);
});

test("a client without a key is refused before any request", async () => {
  const { mock } = start();
  const { referrals } = createSaaSquatchClient({ tenantAlias: "test_mock", userJwt: "mock.user.jwt", fetch: mock.fetch });
  await expect(referrals.moderate(approve(2))).rejects.toThrow(/apiKey.*userJwt/);
  expect(mock.requests()).toEqual([]);
});

test("aborting returns the account so far: done, under way, and not sent", async () => {
  const stop = new AbortController();
  const mock = createSaaSquatchMock({ referrals: createPendingReferrals(400) });
  let sends = 0;
  const { referrals } = createSaaSquatchClient({
    tenantAlias: "test_mock",
    apiKey: "TEST_mock_key",
    fetch: heldToSpec(async (url, init) => {
      sends++;
      if (sends === 3) stop.abort(new Error("enough"));
      return mock.fetch(url, init);
    }),
  });
  const account = await referrals.moderate(approve(400), { signal: stop.signal });
  expect(counts(account)).toEqual([200, 0, 100, 100]);
  expect(account.unknown[0]?.reason).toBe("enough");
  expect(sends).toBe(3);
});

test("a signal that is aborted already leaves everything not sent", async () => {
  const { mock, referrals } = start();
  expect(counts(await referrals.moderate(approve(5), { signal: AbortSignal.abort() }))).toEqual([0, 0, 0, 5]);
  expect(mock.requests()).toEqual([]);
});

test("progress is reported after each request, with numbers that add up", async () => {
  const { mock, referrals } = start();
  mock.refuse(idOf(3));
  const told: ModerationProgress[] = [];
  await referrals.moderate(approve(150), { onFailure: "isolate", onProgress: (progress) => void told.push(progress) });
  expect(told.length).toBe(posts(mock));
  for (const { total, accepted, rejected, unknown, notSent } of told) expect(accepted + rejected + unknown + notSent).toBe(total);
  const left = told.map(({ notSent }) => notSent);
  expect(left).toEqual(left.toSorted((one, other) => other - one));
  expect(Math.max(...told.map(({ rejected }) => rejected))).toBe(1);
  expect(told.at(-1)).toEqual({ total: 150, accepted: 149, rejected: 1, unknown: 0, notSent: 0, requests: told.length });
});

test("the rest of a batch after a later request is no longer reported as waiting", async () => {
  const { mock, referrals } = start();
  mock.failNext("moderateReferrals", failure(400), ...Array.from({ length: 6 }, () => failure(429)));
  let last: ModerationProgress | undefined;
  const account = await referrals.moderate(approve(4), {
    onFailure: "isolate",
    onProgress: (progress) => void (last = progress),
  });
  expect(counts(account)).toEqual([0, 4, 0, 0]);
  expect(last).toMatchObject({ rejected: 4, notSent: 0 });
});

test("a progress hook that returns a promise is awaited, and its rejection ends the moderation", async () => {
  const { mock, referrals } = start();
  const broken = new Error("the log is full");
  const onProgress = async () => {
    await new Promise((resolve) => setTimeout(resolve, 5));
    throw broken;
  };
  const error: unknown = await referrals.moderate(approve(250), { onProgress }).catch((reason: unknown) => reason);
  expect(isModerationError(error) && counts(error.account)).toEqual([100, 0, 0, 150]);
  expect(error).toMatchObject({ cause: broken });
  expect(posts(mock)).toBe(1);
});

test("a progress hook that throws ends the moderation, and does not cost the account", async () => {
  const { mock, referrals } = start();
  const broken = new Error("the terminal is gone");
  const error: unknown = await referrals
    .moderate(approve(250), {
      onProgress: () => {
        throw broken;
      },
    })
    .catch((reason: unknown) => reason);
  expect(isModerationError(error) && counts(error.account)).toEqual([100, 0, 0, 150]);
  expect(error).toMatchObject({
    code: "ModerationError",
    cause: broken,
    message: expect.stringContaining("100 accepted, 0 rejected, 0 unknown, 150 not sent"),
  });
  expect(posts(mock)).toBe(1);
});

test("at most as many chunks are under way as concurrency says", async () => {
  const mock = createSaaSquatchMock({ referrals: createPendingReferrals(900) });
  let underWay = 0;
  let most = 0;
  const { referrals } = createSaaSquatchClient({
    tenantAlias: "test_mock",
    apiKey: "TEST_mock_key",
    fetch: heldToSpec(async (url, init) => {
      most = Math.max(most, ++underWay);
      await new Promise((resolve) => setTimeout(resolve, 1));
      return mock.fetch(url, init).finally(() => underWay--);
    }),
  });
  expect(counts(await referrals.moderate(approve(900), { concurrency: 3 }))).toEqual([900, 0, 0, 0]);
  expect(most).toBe(3);
});

test("entries of an account can be given to moderate again", async () => {
  const { mock, referrals } = start();
  mock.failNext("moderateReferrals", failure(400));
  const { rejected, notSent } = await failingAccount(referrals, approve(120));
  expect(counts(await referrals.moderate([...rejected, ...notSent]))).toEqual([120, 0, 0, 0]);
});

test("neither the error nor the account shows the key", async () => {
  const { mock, referrals } = start();
  mock.failNext("moderateReferrals", failure(500));
  const error: unknown = await referrals.moderate(approve(1)).catch((reason: unknown) => reason);
  expect(inspect(error, { depth: 9 }) + JSON.stringify(error)).not.toMatch(/TEST_mock_key|authorization/i);
});
