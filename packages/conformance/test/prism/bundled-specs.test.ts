import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { serveWithPrism } from "./serve-with-prism.ts";

let servers: Readonly<Record<string, Awaited<ReturnType<typeof serveWithPrism>>>> = {};

beforeAll(async () => {
  servers = { profound: await serveWithPrism("profound"), saasquatch: await serveWithPrism("saasquatch") };
});

afterAll(async () => {
  await Promise.all(Object.values(servers).map((server) => server.close()));
});

interface Judgement {
  /** Prism's findings on the request: the place, and the code. */
  readonly violations: readonly string[];
  readonly text: string;
}

async function send(vendor: string, path: string, init: RequestInit = {}): Promise<Judgement> {
  const response = await fetch(`${servers[vendor]?.baseUrl}${path}`, init);
  const found: readonly { location: readonly string[]; code?: string | number }[] = JSON.parse(
    response.headers.get("sl-violations") ?? "[]",
  );
  const violations = found.map(({ location, code }) => [...location, code ?? ""].join(" "));
  return { violations: violations.filter((violation) => violation.startsWith("request")), text: await response.text() };
}

const REFERRALS = "/v2/reports/referrals";
const CITATIONS = "/v2/reports/citations";
const citations = { category_id: "182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e", start_date: "2026-06-09", end_date: "2026-06-15" };
const referrals = { domain: "domain", metrics: ["visits"], start_date: "2019-12-27T18:11:19.117Z" };

function profound(path: string, body: unknown): Promise<Judgement> {
  const headers = { "content-type": "application/json", "x-api-key": "key" };
  return send("profound", path, { method: "POST", headers, body: JSON.stringify(body) });
}

describe("the bundled spec of profound accepts the requests of its pages", () => {
  test.each([
    ["the citations page's own request", CITATIONS, citations],
    ["its stream variant", `${CITATIONS}/stream`, { ...citations, max_results: 100 }],
    [
      "a grouped query with a filter tree",
      CITATIONS,
      {
        ...citations,
        group_by: ["page", "date"],
        filter: { and: [{ field: "domain", op: "is", value: "a.com" }, { not: { field: "tag", op: "exists" } }] },
        limit: 50,
        cursor: null,
      },
    ],
    ["the referrals page's own request", REFERRALS, referrals],
    ["a date without time", REFERRALS, { ...referrals, start_date: "2026-06-09", end_date: "2026-06-15" }],
    ["a date with minutes", REFERRALS, { ...referrals, start_date: "2026-06-09 10:30" }],
    ["a date with seconds", REFERRALS, { ...referrals, start_date: "2026-06-09 10:30:00" }],
    [
      "an order, filters and pagination",
      REFERRALS,
      {
        ...referrals,
        order_by: { date: "asc" },
        dimensions: ["date"],
        filters: [{ field: "referral_source", operator: "not_in", value: ["none", "internal"] }],
        metric_filters: [{ field: "visits", operator: ">=", value: 1 }],
        pagination: { limit: 50_000, offset: 0 },
      },
    ],
  ])("%s", async (_name, path, body) => {
    expect(await profound(path, body)).toMatchObject({ violations: [] });
  });

  test.each([
    ["an unknown field of a citations query", CITATIONS, { ...citations, sort: "count" }, "request body additionalProperties"],
    ["a page of more than fifty rows", CITATIONS, { ...citations, limit: 51 }, "request body limit maximum"],
    ["a referrals query without metrics", REFERRALS, { domain: "domain", start_date: "2026-06-09" }, "request body required"],
    [
      "an order by something else",
      REFERRALS,
      { ...referrals, order_by: { domain: "asc" } },
      "request body order_by propertyNames",
    ],
  ])("but not %s", async (_name, path, body, violation) => {
    expect((await profound(path, body)).violations).toContain(violation);
  });

  test("and asks for a key", async () => {
    const headers = { "content-type": "application/json" };
    const { violations } = await send("profound", CITATIONS, { method: "POST", headers, body: JSON.stringify(citations) });
    expect(violations).toEqual(["request 401"]);
  });

  test("the example of a response is the page's own", async () => {
    const { text } = await profound(CITATIONS, citations);
    expect(JSON.parse(text)).toMatchObject({
      info: { total_results: 11_662, count: 10 },
      data: [{ domain: "reddit.com", count: 13_940, citation_share: 0.04 }, {}, {}],
    });
  });
});

describe("the bundled spec of saasquatch accepts the requests of its page", () => {
  const key = { authorization: `Basic ${Buffer.from(":key").toString("base64")}` };
  const token = { "x-saasquatch-user-token": "jwt" };

  test.each([
    [
      "all filters of a list",
      "/aboih12h16t/referrals?referringAccountId=a&referringUserId=b&dateReferralPaid=0,123412451&dateReferralEnded=1&referredModerationStatus=PENDING&referrerModerationStatus=DENIED&limit=100&offset=0",
      key,
    ],
    ["one referral", "/aboih12h16t/referrals/5e6f", key],
    ["the open list with a key", "/aboih12h16t/open/referrals?referringAccountId=a&referringUserId=b", key],
    ["the open list with a user's token", "/aboih12h16t/open/referrals?referredAccountId=a&referredUserId=b", token],
  ])("%s", async (_name, path, headers) => {
    expect(await send("saasquatch", path, { headers })).toMatchObject({ violations: [] });
  });

  test("a moderation, whose response has no body", async () => {
    const init = { method: "POST", headers: { ...key, "content-type": "application/json" } };
    const path = "/aboih12h16t/referrals/moderate";
    const body = JSON.stringify({ actions: [{ referralId: "a", action: "REFERRER_APPROVED" }] });
    expect(await send("saasquatch", path, { ...init, body })).toEqual({ violations: [], text: "" });
    expect((await send("saasquatch", path, { ...init, body: '{"actions":[]}' })).violations).toEqual([
      "request body actions minItems",
    ]);
  });

  test("a user's token is for the open endpoints only", async () => {
    expect((await send("saasquatch", "/aboih12h16t/referrals", { headers: token })).violations).toEqual(["request 401"]);
  });
});
