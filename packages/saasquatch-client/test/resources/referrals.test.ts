import { expect, test } from "vitest";
import { serveMock } from "../../../../test/serve-mock.ts";
import {
  createSaaSquatchClient,
  isApiError,
  isConfigurationError,
  isResponseError,
  type ListReferralsParams,
  type Referral,
  type SaaSquatchClient,
} from "../../src/index.ts";
import { createReferrals, createSaaSquatchMock, type SaaSquatchMock, type SaaSquatchMockOptions } from "../../src/testing.ts";
import { heldToSpec } from "../support/held-to-spec.ts";

interface Started extends SaaSquatchClient {
  readonly mock: SaaSquatchMock;
  /** Method and address below the base, of every request. */
  readonly sent: string[];
}

function start(options: SaaSquatchMockOptions = {}): Started {
  const mock = createSaaSquatchMock({ referrals: 250, ...options });
  const sent: string[] = [];
  const client = createSaaSquatchClient({
    tenantAlias: "test_mock",
    apiKey: "TEST_mock_key",
    fetch: heldToSpec((url, init) => {
      sent.push(`${init.method} ${url.replace("https://app.referralsaasquatch.com/api/v1", "")}`);
      return mock.fetch(url, init);
    }),
  });
  return { ...client, mock, sent };
}

async function collect(rows: AsyncIterable<Referral>): Promise<Referral[]> {
  const all: Referral[] = [];
  for await (const row of rows) all.push(row);
  return all;
}

test("list gives one page as the API gives it", async () => {
  const { referrals, mock, sent } = start();
  const page = await referrals.list();
  expect(page).toEqual({ count: 10, totalCount: 250, referrals: mock.referrals().slice(0, 10) });
  expect(sent).toEqual(["GET /test_mock/referrals"]);
});

test("list sends every filter as the API takes it, and no filter that is left out", async () => {
  const { referrals, sent } = start();
  const params: ListReferralsParams = {
    referringAccountId: "a&b",
    referringUserId: "user@example.com",
    dateReferralPaid: { from: new Date(1000), to: 2000 },
    dateReferralEnded: new Date(3000),
    referredModerationStatus: "PENDING",
    referrerModerationStatus: undefined,
    limit: 0,
    offset: 5,
  };
  await referrals.list(params);
  expect(Object.fromEntries(new URL(`x:${sent[0]?.slice(4)}`).searchParams)).toEqual({
    referringAccountId: "a&b",
    referringUserId: "user@example.com",
    dateReferralPaid: "1000,2000",
    dateReferralEnded: "3000",
    referredModerationStatus: "PENDING",
    limit: "0",
    offset: "5",
  });
});

test("an invalid date filter is refused before the request", async () => {
  const { referrals, sent } = start();
  const error: unknown = await referrals.list({ dateReferralPaid: new Date("soon") }).catch((reason: unknown) => reason);
  expect(isConfigurationError(error) && error.message).toContain("dateReferralPaid");
  expect(sent).toEqual([]);
});

test("filters narrow the list down", async () => {
  const { referrals, mock } = start();
  const paid = mock.referrals().flatMap(({ dateReferralPaid }) => dateReferralPaid ?? []);
  const [from, to] = [paid[10] ?? 0, paid[20] ?? 0];
  const { totalCount } = await referrals.list({ dateReferralPaid: { from, to } });
  expect(totalCount).toBe(paid.filter((date) => date >= from && date <= to).length);
});

test("listAll walks all pages in requests of 100, each referral once", async () => {
  const { referrals, mock, sent } = start();
  expect(await collect(referrals.listAll())).toEqual(mock.referrals());
  expect(sent).toEqual([0, 100, 200].map((offset) => `GET /test_mock/referrals?limit=100&offset=${offset}`));
});

test("a walk that meets a response of another shape says which operation gave it", async () => {
  const { referrals } = createSaaSquatchClient({
    tenantAlias: "test_mock",
    apiKey: "TEST_mock_key",
    fetch: heldToSpec(async () => Response.json(null)),
  });
  for (const [rows, id] of [
    [referrals.listAll(), "listReferrals"],
    [referrals.pending(), "listReferrals"],
    [referrals.listOpenAll({ referredAccountId: "a", referredUserId: "b" }), "listOpenReferrals"],
  ] as const) {
    const error: unknown = await rows.next().catch((reason: unknown) => reason);
    expect(isResponseError(error) && error.operation?.id).toBe(id);
  }
});

test("missing params are the same as empty ones, and leave the rest to the API", async () => {
  const { referrals, sent } = start();
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a program without types can pass it
  const nothing = null as never;
  expect(await referrals.list(nothing)).toEqual(await referrals.list());
  expect((await referrals.listAll(nothing).next()).done).toBe(false);
  expect((await referrals.pending(nothing).next()).done).toBe(false);
  await expect(referrals.listOpenAll(nothing).next()).rejects.toMatchObject({ code: "ConfigurationError" });
  expect(sent).toHaveLength(4);
});

test("a method reads its params when it is called, and later changes have no effect", async () => {
  const { referrals, sent } = start();
  const params = { limit: 7, dateReferralPaid: { from: new Date(1) } };
  const pair = { referredAccountId: "a", referredUserId: "b", limit: 7 };
  const walks = [referrals.listAll(params), referrals.pending(params), referrals.listOpenAll(pair)];
  const pages = [referrals.list(params), referrals.listOpen(pair)];
  params.limit = pair.limit = 8;
  params.dateReferralPaid.from.setTime(2);
  await Promise.all(pages);
  for (const rows of walks) await rows.next();
  expect(sent.filter((request) => request.includes("limit=7"))).toHaveLength(5);
  expect(sent.filter((request) => request.includes("dateReferralPaid=1%2C"))).toHaveLength(3);
});

test("a walk with an invalid date filter fails when its first row is requested, and not before", async () => {
  const { referrals, sent } = start();
  const rows = referrals.listAll({ dateReferralPaid: Number.NaN });
  await new Promise((resolve) => setTimeout(resolve));
  const error: unknown = await rows.next().catch((reason: unknown) => reason);
  expect(isConfigurationError(error) && error.message).toContain("dateReferralPaid");
  expect(sent).toEqual([]);
});

test("listAll goes on by the rows that a smaller server gives", async () => {
  const { referrals, sent } = start({ maxPageSize: 60 });
  expect(await collect(referrals.listAll({ limit: 200 }))).toHaveLength(250);
  expect(sent).toHaveLength(5);
});

test("listAll asks for a page when its first row is wanted, and for no more once it is left", async () => {
  const { referrals, sent } = start();
  for await (const referral of referrals.listAll()) if (referral.id === "referral-00100") break;
  expect(sent).toHaveLength(1);
});

test("10 000 referrals come whole over a socket, each once", async () => {
  const [whole] = createReferrals(1);
  const mock = createSaaSquatchMock({
    referrals: Array.from({ length: 10_000 }, (_, at) => (at % 100 ? { id: `r${at}` } : { ...whole, id: `r${at}` })),
  });
  const { origin, close } = await serveMock(mock);
  try {
    const { referrals } = createSaaSquatchClient({
      tenantAlias: "test_mock",
      apiKey: "TEST_mock_key",
      baseUrl: `${origin}/api/v1`,
    });
    const ids = (await collect(referrals.listAll())).map(({ id }) => id);
    expect(new Set(ids).size).toBe(10_000);
    expect(ids).toHaveLength(10_000);
    expect(mock.requests()).toHaveLength(100);
  } finally {
    close();
  }
});

test("get gives a referral with all fields of the API, and throws an ApiError if there is none", async () => {
  const { referrals, mock, sent } = start();
  const odd = { ...mock.find("referral-00001"), id: "odd/id @", somethingNew: { deep: [1] } };
  mock.add(odd);
  expect(await referrals.get("odd/id @")).toEqual(odd);
  expect(sent[0]).toMatch(/^GET \/test_mock\/referrals\/odd%2Fid%20(@|%40)$/);
  const error: unknown = await referrals.get("nowhere").catch((reason: unknown) => reason);
  expect(isApiError(error) && error.status).toBe(404);
});

test.each(["", ".", "..", "%2e%2e"])("the id %o is refused before the request", async (id) => {
  const { referrals, sent } = start();
  await expect(referrals.get(id)).rejects.toThrow("referralId");
  expect(sent).toEqual([]);
});

test("find gives undefined for a 404, and throws any other error", async () => {
  const { referrals, mock } = start();
  expect(await referrals.find("referral-00007")).toMatchObject({ id: "referral-00007" });
  expect(await referrals.find("nowhere")).toBeUndefined();
  mock.failNext("getReferral", { kind: "response", when: "before", status: 402 });
  await expect(referrals.find("referral-00007")).rejects.toThrow("402");
});

test("listOpen takes a pair of account and user, on either side, with a key or a JWT", async () => {
  const { referrals, mock } = start();
  const referringUserId = "referrer-007";
  const referringAccountId = `account-${referringUserId}`;
  const page = await referrals.listOpen({ referringAccountId, referringUserId, limit: 3 });
  expect(page).toMatchObject({
    count: 3,
    totalCount: mock.referrals().filter(({ referrerUser }) => referrerUser?.id === referringUserId).length,
  });
  const asUser = createSaaSquatchClient({ tenantAlias: "test_mock", userJwt: "mock.user.jwt", fetch: mock.fetch });
  const found = await collect(
    asUser.referrals.listOpenAll({ referredAccountId: "account-friend-00009", referredUserId: "friend-00009" }),
  );
  expect(found.map(({ id }) => id)).toEqual(["referral-00009"]);
  expect(await collect(referrals.listOpenAll({ referringAccountId, referringUserId, limit: 2 }))).toHaveLength(
    page.totalCount ?? 0,
  );
});

test("a 403 of an open endpoint says that support enables it", async () => {
  const { referrals } = start({ openEndpoints: false });
  const error: unknown = await referrals
    .listOpen({ referredAccountId: "a", referredUserId: "u" })
    .catch((reason: unknown) => reason);
  expect(isApiError(error) && error.status).toBe(403);
  expect(String(error)).toMatch(/disabled by default: the vendor's support enables them/);
});

test("pending gives every referral that waits on either side, once", async () => {
  const { referrals, mock } = start();
  mock.add({
    ...mock.find("referral-00002"),
    id: "only-referred",
    referredModerationStatus: "PENDING",
    referrerModerationStatus: "APPROVED",
  });
  const waiting = mock
    .referrals()
    .filter((referral) => [referral.referredModerationStatus, referral.referrerModerationStatus].includes("PENDING"));
  const queue = await collect(referrals.pending());
  expect(queue).toHaveLength(waiting.length);
  expect(new Set(queue)).toEqual(new Set(waiting));
});

test("a queue that is moderated while it is read is read whole", async () => {
  const { referrals, mock } = start();
  for await (const { id } of referrals.pending({ limit: 20 })) await referrals.moderate([{ referralId: id, action: "APPROVED" }]);
  expect(mock.referrals().filter(({ moderationStatus }) => moderationStatus === "PENDING")).toEqual([]);
});

test("errors carry the API's codes, and their meaning in the message", async () => {
  const { referrals, mock } = start();
  const fail = (body: string, status = 400) => mock.failNext("getReferral", { kind: "response", when: "before", status, body });
  fail('{"statusCode":400,"message":"Broken","apiErrorCode":"INVALID_JSON_REQUEST","rsCode":"RS051","more":1}');
  const error: unknown = await referrals.get("a").catch((reason: unknown) => reason);
  if (!isApiError(error)) throw error;
  expect(error).toMatchObject({ status: 400, apiErrorCode: "INVALID_JSON_REQUEST", rsCode: "RS051" });
  expect(error.message).toContain("Broken (INVALID_JSON_REQUEST, RS051: not for this kind of program)");
  expect(error.body).toMatchObject({ more: 1 });

  fail("<html><h1>Sorry</h1>", 418);
  const html: unknown = await referrals.get("a").catch((reason: unknown) => reason);
  expect(html).toMatchObject({ status: 418, message: expect.stringContaining("<html><h1>Sorry</h1>") });
  fail('["another",{"shape":true}]');
  const other: unknown = await referrals.get("a").catch((reason: unknown) => reason);
  expect(isApiError(other) && [other.status, other.apiErrorCode, other.body]).toEqual([
    400,
    undefined,
    ["another", { shape: true }],
  ]);
});

test("call reaches any operation with the API's own input, the tenant filled in", async () => {
  const { call, sent } = start();
  expect(await call("listReferrals", { query: { limit: 1 } })).toMatchObject({ count: 1 });
  expect(
    await call("moderateReferrals", { body: { actions: [{ referralId: "referral-00001", action: "APPROVED" }] } }),
  ).toBeUndefined();
  expect(sent).toEqual(["GET /test_mock/referrals?limit=1", "POST /test_mock/referrals/moderate"]);
});
