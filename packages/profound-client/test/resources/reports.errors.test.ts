import { describe, expect, test } from "vitest";
import { createProfoundClient, type CitationMetric, isApiError, isResponseError } from "../../src/index.ts";
import { readFixture, respond } from "../support/fixture.ts";
import { heldToSpec } from "../support/held-to-spec.ts";
import { withResponses, collect, errorOf, mocked, query, visits } from "../support/reports.ts";

describe("errors", () => {
  test("a 422 names each field and what is wrong with it", async () => {
    const error = await errorOf(withResponses(readFixture("queryCitations", "unknown-metric")).reports.queryCitations(query));
    expect(isApiError(error) && error.message).toBe(
      "queryCitations (POST /v2/reports/citations) got 422: metrics.0: Input should be 'count', 'citation_share', 'rank' or 'first_cited_at'; start_date: Field required",
    );
  });

  test("a 401 says which header carried the credential", async () => {
    const wrong = readFixture("queryReferrals", "wrong-key");
    const error = await errorOf(withResponses(wrong).reports.queryReferrals(visits));
    expect(String(error)).toContain("401: Invalid API key (the credential was sent as X-API-Key)");
    const { reports } = createProfoundClient({
      accessToken: "token-for-fixtures",
      fetch: heldToSpec(async () => respond(wrong)),
    });
    expect(String(await errorOf(reports.queryReferrals(visits)))).toContain(
      "Invalid API key (the credential was sent as Authorization)",
    );
  });

  test.each([null, "text", [], { detail: null }, { detail: [null, 5, { loc: "x" }] }, { detail: { a: 1 } }])(
    "an error body of another shape is accepted: %j",
    async (body) => {
      const { reports } = createProfoundClient({
        apiKey: "key-for-fixtures",
        fetch: heldToSpec(async () => Response.json(body, { status: 422 })),
      });
      const error = await errorOf(reports.queryReferrals(visits));
      expect(isApiError(error) && error.status).toBe(422);
    },
  );

  test.each(["null", "5", "[]", "{}", '{"info":{}}', '{"info":null,"data":[]}', '{"info":{"total_rows":1},"data":[null]}'])(
    "a response of another shape is an error of ours: %s",
    async (text) => {
      const { reports } = createProfoundClient({
        apiKey: "key-for-fixtures",
        fetch: heldToSpec(async () => new Response(text)),
      });
      const errors = [await errorOf(reports.queryReferrals(visits)), await errorOf(collect(reports.queryReferralsAll(visits)))];
      expect(errors.map((error) => isResponseError(error) && error.reason)).toEqual(["wrong-shape", "wrong-shape"]);
      const pages = await errorOf(collect(reports.queryCitationsAll(query)));
      expect(pages === undefined || isResponseError(pages)).toBe(true);
    },
  );

  test("a 429 has the time to wait, and hooks and error have the headers of the rate limit", async () => {
    const seen: unknown[] = [];
    const { reports } = mocked(
      { requestsPerHour: 1 },
      { hooks: { onResponse: ({ status, headers }) => seen.push([status, headers.get("x-ratelimit-remaining")]) } },
    );
    await reports.queryCitations(query);
    const error = await errorOf(reports.queryCitations(query));
    // The wait is longer than the client will sleep, so the response comes at once, and is not retried.
    expect(isApiError(error) && [error.status, error.attempts, error.headers.get("x-ratelimit-remaining")]).toEqual([
      429,
      1,
      "0",
    ]);
    expect(isApiError(error) && Math.ceil((error.retryAfterMs ?? 0) / 60_000)).toBe(60);
    expect(seen).toEqual([
      [200, "0"],
      [429, "0"],
    ]);
  });
});

test("rows of a request whose lists are not literal come as they are", async () => {
  const metrics: CitationMetric[] = ["count"];
  const { data } = await mocked().reports.queryCitations({ ...query, metrics });
  expect(data[0]).toEqual({ domain: "reddit.com", count: 13_940 });
});
