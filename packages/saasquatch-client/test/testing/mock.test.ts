import { expect, test } from "vitest";
import { createMock, createReferrals, createSaaSquatchMock } from "../../src/testing.ts";
import { outputValidators } from "../../src/validators.ts";

const base = "https://app.referralsaasquatch.com/api/v1/test_mock";
const authorization = `Basic ${btoa(":TEST_mock_key")}`;
const get = (mock: ReturnType<typeof createSaaSquatchMock>, path: string, headers: Record<string, string> = { authorization }) =>
  mock.fetch(`${base}${path}`, { headers });
const moderate = (mock: ReturnType<typeof createSaaSquatchMock>, body: unknown) =>
  mock.fetch(`${base}/referrals/moderate`, { method: "POST", headers: { authorization }, body: JSON.stringify(body) });

test("the made-up referrals are the same every time, valid, and of every kind", () => {
  const referrals = createReferrals(2400);
  expect(referrals).toEqual(createReferrals(2400));
  expect(createReferrals(10, 2)).not.toEqual(createReferrals(10, 1));
  expect(outputValidators.listReferrals({ count: 2400, totalCount: 2400, referrals })).toEqual([]);
  expect(new Set(referrals.map(({ id }) => id)).size).toBe(2400);
  const kinds = referrals.map(
    ({ referredModerationStatus, referrerModerationStatus }) => `${referrerModerationStatus}/${referredModerationStatus}`,
  );
  expect(new Set(kinds)).toEqual(new Set(["PENDING/PENDING", "APPROVED/PENDING", "APPROVED/APPROVED", "DENIED/DENIED"]));
});

test("one user is the same user in each of the referrals that they made", () => {
  const users = createReferrals(200).map(({ referrerUser }) => referrerUser);
  expect(new Set(users.map((user) => JSON.stringify(user))).size).toBe(new Set(users.map((user) => user?.id)).size);
});

test("a page holds 10 referrals unless limit says otherwise, and never more than the largest page", async () => {
  const mock = createSaaSquatchMock({ referrals: 50, maxPageSize: 20 });
  expect(await (await get(mock, "/referrals")).json()).toMatchObject({ count: 10, totalCount: 50 });
  expect(await (await get(mock, "/referrals?limit=40&offset=15")).json()).toMatchObject({ count: 20, totalCount: 50 });
  expect(await (await get(mock, "/referrals?offset=45")).json()).toMatchObject({ count: 5, totalCount: 50 });
});

test.each([
  ["no credential", {}, { statusCode: 401, rsCode: "RS045" }],
  ["another key", { authorization: `Basic ${btoa(":TEST_other")}` }, { statusCode: 401 }],
  ["a user's JWT", { "x-saasquatch-user-token": "mock.user.jwt" }, { statusCode: 401 }],
])("%s gets 401 from a tenant operation, in the API's error shape", async (_, headers, body) => {
  const response = await get(createSaaSquatchMock(), "/referrals", headers);
  expect(response.status).toBe(401);
  expect(await response.json()).toMatchObject(body);
});

test("an account SID with its auth token is as good as the key", async () => {
  const headers = { authorization: `Basic ${btoa("IRmock:mock_token")}` };
  expect((await get(createSaaSquatchMock(), "/referrals", headers)).status).toBe(200);
  expect((await get(createSaaSquatchMock({ authToken: "another" }), "/referrals", headers)).status).toBe(401);
});

test("another tenant gets 404", async () => {
  const response = await createSaaSquatchMock().fetch(base.replace("test_mock", "other") + "/referrals", {
    headers: { authorization },
  });
  expect(response.status).toBe(404);
});

test.each(["/referrals?limit=many", "/referrals?referredModerationStatus=OPEN"])(
  "%s gets 400, which names the parameter",
  async (path) => {
    const response = await get(createSaaSquatchMock(), path);
    expect(response.status).toBe(400);
    const parameter = /\?(\w+)=/.exec(path)?.[1];
    expect(await response.json()).toMatchObject({
      statusCode: 400,
      apiErrorCode: "VALIDATION_FAILED",
      message: expect.stringContaining(`${parameter} `),
    });
  },
);

test.each([
  { actions: [] },
  { actions: Array.from({ length: 101 }, () => ({ referralId: "referral-00001", action: "APPROVED" })) },
  { actions: [{ referralId: "referral-00001", action: "APPROVE" }] },
  { actions: [{ action: "APPROVED" }] },
  {},
])("the moderation %o gets 400 and changes nothing", async (body) => {
  const mock = createSaaSquatchMock({ referrals: 3 });
  const before = JSON.stringify(mock.referrals());
  expect((await moderate(mock, body)).status).toBe(400);
  expect(JSON.stringify(mock.referrals())).toBe(before);
});

test("a denial cancels the reward of its side, and a later approval brings it back", async () => {
  const mock = createSaaSquatchMock({ referrals: 10 });
  await moderate(mock, { actions: [{ referralId: "referral-00004", action: "REFERRED_DENIED" }] });
  expect(mock.find("referral-00004")).toMatchObject({
    moderationStatus: "PENDING",
    referredModerationStatus: "DENIED",
    referrerModerationStatus: "PENDING",
    referredReward: { dateCancelled: expect.any(Number) },
  });
  await moderate(mock, { actions: [{ referralId: "referral-00004", action: "APPROVED" }] });
  expect(mock.find("referral-00004")).toMatchObject({
    moderationStatus: "ACTIONED",
    referredModerationStatus: "APPROVED",
    referredReward: { dateCancelled: null },
  });
});

test("a reward that cannot be cancelled refuses its denial with 402", async () => {
  const mock = createSaaSquatchMock({ referrals: 10 });
  expect(mock.find("referral-00001")?.referredReward?.cancellable).toBe(false);
  const response = await moderate(mock, { actions: [{ referralId: "referral-00001", action: "DENIED" }] });
  expect(response.status).toBe(402);
  expect(await response.json()).toMatchObject({ statusCode: 402, message: expect.stringContaining("referral-00001") });
});

test.each([
  ["atomic", ["PENDING", "PENDING", "PENDING"]],
  ["before", ["APPROVED", "PENDING", "PENDING"]],
  ["others", ["APPROVED", "PENDING", "APPROVED"]],
] as const)("of a batch with a refused action in its middle, %s leaves %o", async (refusedBatch, left) => {
  const mock = createSaaSquatchMock({ referrals: 10, refusedBatch });
  const ids = ["referral-00004", "referral-00007", "referral-00010"];
  for (const id of ids) mock.add({ ...mock.find(id), id, referrerModerationStatus: "PENDING" });
  mock.refuse("referral-00007");
  const response = await moderate(mock, { actions: ids.map((referralId) => ({ referralId, action: "REFERRER_APPROVED" })) });
  expect(response.status).toBe(402);
  expect(ids.map((id) => mock.find(id)?.referrerModerationStatus)).toEqual(left);
});

test("a fault before the server acts changes nothing, and one after it hides the change", async () => {
  const mock = createSaaSquatchMock({ referrals: 10 });
  const approve = { actions: [{ referralId: "referral-00004", action: "APPROVED" }] };
  mock.failNext("moderateReferrals", { kind: "drop", when: "before" }, { kind: "response", when: "after", status: 500 });
  await expect(moderate(mock, approve)).rejects.toMatchObject({ message: "fetch failed", cause: { code: "ECONNRESET" } });
  expect(mock.find("referral-00004")?.moderationStatus).toBe("PENDING");
  expect((await moderate(mock, approve)).status).toBe(500);
  expect(mock.find("referral-00004")?.moderationStatus).toBe("ACTIONED");
});

test("the open list needs a pair of account and user, and responds with 403 if open endpoints are disabled", async () => {
  const path = "/open/referrals?referredAccountId=account-friend-00002";
  expect((await get(createSaaSquatchMock(), path)).status).toBe(400);
  const whole = `${path}&referredUserId=friend-00002`;
  const response = await get(createSaaSquatchMock(), whole, { "x-saasquatch-user-token": "mock.user.jwt" });
  expect(await response.json()).toMatchObject({ count: 1, totalCount: 1, referrals: [{ id: "referral-00002" }] });
  expect((await get(createSaaSquatchMock({ openEndpoints: false }), whole)).status).toBe(403);
});

test("rows that are added and removed show in the list", async () => {
  const mock = createSaaSquatchMock({ referrals: [] });
  mock.add({ id: "new" });
  expect(await (await get(mock, "/referrals")).json()).toEqual({ count: 1, totalCount: 1, referrals: [{ id: "new" }] });
  mock.remove("new");
  expect(await (await get(mock, "/referrals")).json()).toEqual({ count: 0, totalCount: 0, referrals: [] });
});

test("the served mock names the variables that lead to it", async () => {
  expect(createMock().environment("http://127.0.0.1:8080")).toEqual({
    SAASQUATCH_BASE_URL: "http://127.0.0.1:8080/api/v1",
    SAASQUATCH_API_KEY: "TEST_mock_key",
    SAASQUATCH_TENANT_ALIAS: "test_mock",
  });
});
