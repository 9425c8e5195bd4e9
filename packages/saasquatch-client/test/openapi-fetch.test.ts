import { QueryClient } from "@tanstack/react-query";
import createQueryClient from "openapi-react-query";
import { expect, test } from "vitest";
import { isConnectionError } from "../src/index.ts";
import { createFetchClient } from "../src/openapi-fetch.ts";
import { createSaaSquatchMock } from "../src/testing.ts";
import { heldToSpec } from "./support/held-to-spec.ts";

function start(options: Parameters<typeof createSaaSquatchMock>[0] = {}) {
  const mock = createSaaSquatchMock({ referrals: 12, ...options });
  const sent: string[] = [];
  const client = createFetchClient({
    tenantAlias: "test_mock",
    apiKey: "TEST_mock_key",
    fetch: heldToSpec((url, init) => {
      sent.push(`${init.method} ${new URL(url).pathname}`);
      return mock.fetch(url, init);
    }),
  });
  return { mock, sent, client };
}

test("every operation of the API is reached, for the tenant of the client", async () => {
  const { mock, sent, client } = start();
  const list = await client.GET("/{tenant_alias}/referrals", { params: { query: { limit: 2 } } });
  expect(list.data).toEqual({ count: 2, totalCount: 12, referrals: mock.referrals().slice(0, 2) });
  const one = await client.GET("/{tenant_alias}/referrals/{referralId}", { params: { path: { referralId: "referral-00003" } } });
  expect(one.data).toEqual(mock.find("referral-00003"));
  const open = await client.GET("/{tenant_alias}/open/referrals", {
    params: { query: { referredAccountId: "account-friend-00001", referredUserId: "friend-00001" } },
  });
  expect(open.data?.totalCount).toBe(1);
  const moderated = await client.POST("/{tenant_alias}/referrals/moderate", {
    body: { actions: [{ referralId: "referral-00001", action: "APPROVED" }] },
  });
  expect([moderated.data, moderated.response.ok, mock.find("referral-00001")?.moderationStatus]).toEqual([
    undefined,
    true,
    "ACTIONED",
  ]);
  expect(sent).toEqual([
    "GET /api/v1/test_mock/referrals",
    "GET /api/v1/test_mock/referrals/referral-00003",
    "GET /api/v1/test_mock/open/referrals",
    "POST /api/v1/test_mock/referrals/moderate",
  ]);
});

test("a tenant that is given wins over the client's", async () => {
  const { sent, client } = start();
  const { error, response } = await client.GET("/{tenant_alias}/referrals", { params: { path: { tenant_alias: "test_other" } } });
  expect([error, response.status, sent]).toEqual([
    { statusCode: 404, message: "The tenant was not found" },
    404,
    ["GET /api/v1/test_other/referrals"],
  ]);
});

test("a read is tried again, and a moderation that may have been applied is not", async () => {
  const { mock, client } = start();
  const broken = { kind: "response", when: "before", status: 503, headers: { "retry-after-ms": "1" } } as const;
  mock.failNext("getReferral", broken, broken);
  const read = await client.GET("/{tenant_alias}/referrals/{referralId}", { params: { path: { referralId: "referral-00001" } } });
  expect(read.data?.id).toBe("referral-00001");
  mock.failNext("moderateReferrals", broken);
  const body = { actions: [{ referralId: "referral-00001", action: "APPROVED" as const }] };
  const { error, response } = await client.POST("/{tenant_alias}/referrals/moderate", { body });
  expect([error, response.status]).toEqual([{ statusCode: 503, message: "The mock was told to fail" }, 503]);
  mock.failNext("moderateReferrals", { kind: "drop", when: "after" });
  const lost: unknown = await client.POST("/{tenant_alias}/referrals/moderate", { body }).catch((reason: unknown) => reason);
  expect(isConnectionError(lost) && lost.reason).toBe("interrupted");
  expect(mock.requests().filter((id) => id === "moderateReferrals")).toHaveLength(2);
});

test("a user's JWT is taken where an operation takes it, and nowhere else", async () => {
  const { mock } = start();
  const client = createFetchClient({ tenantAlias: "test_mock", userJwt: "mock.user.jwt", fetch: mock.fetch });
  const query = { referredAccountId: "account-friend-00001", referredUserId: "friend-00001" };
  expect((await client.GET("/{tenant_alias}/open/referrals", { params: { query } })).response.ok).toBe(true);
  await expect(client.GET("/{tenant_alias}/referrals")).rejects.toThrow(/listReferrals.*userJwt only for open endpoints/);
});

test("openapi-react-query reads through it, and throws what the client gives as an error", async () => {
  const { mock, client } = start();
  const $api = createQueryClient(client);
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const list = await queries.fetchQuery(
    $api.queryOptions("get", "/{tenant_alias}/referrals", { params: { query: { limit: 3 } } }),
  );
  expect(list.referrals.map(({ id }) => id)).toEqual(["referral-00001", "referral-00002", "referral-00003"]);
  const unknown = $api.queryOptions("get", "/{tenant_alias}/referrals/{referralId}", {
    params: { path: { referralId: "nowhere" } },
  });
  await expect(queries.fetchQuery(unknown)).rejects.toEqual({ statusCode: 404, message: "Referral nowhere was not found" });
  mock.failNext(
    "getReferral",
    { kind: "response", when: "before", status: 500, body: "" },
    { kind: "response", when: "before", status: 501, body: "" },
  );
  await expect(queries.fetchQuery(unknown)).rejects.toMatch(/^getReferral .* got 501/);
  queries.clear();
});
