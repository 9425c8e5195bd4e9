import { describe, expect, test } from "vitest";
import type { Operations } from "../../src/index.ts";
import { type CitationFact, createMock, createProfoundMock, type ProfoundMock, type ReferralFact } from "../../src/testing.ts";

type CitationsBody = Operations["queryCitations"]["input"]["body"];
type ReferralsBody = Operations["queryReferrals"]["input"]["body"];

const week = { category_id: "182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e", start_date: "2026-06-09", end_date: "2026-06-15" };

/** Posts to a mock without any client of ours. */
async function post(
  { fetch, apiKey }: ProfoundMock,
  path: string,
  body: unknown,
  headers: Record<string, string> = { "x-api-key": apiKey },
) {
  const response = await fetch(`https://api.tryprofound.com/v2/reports/${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
  const text = await response.text();
  const isJson = response.headers.get("content-type")?.startsWith("application/json");
  return { status: response.status, headers: response.headers, text, body: isJson ? JSON.parse(text) : undefined };
}

const citations: CitationFact[] = [
  { domain: "a.com", count: 6, date: "2026-06-09", model: "ChatGPT", topic: "T1", page: "https://a.com/1", tags: ["brand"] },
  { domain: "a.com", count: 2, date: "2026-06-15", model: "Claude", topic: "T2", page: "https://a.com/2", persona: "Founder" },
  { domain: "docs.a.com", count: 1, date: "2026-06-10", model: "ChatGPT", topic: "T1", citation_category: "owned" },
  { domain: "b.com", count: 3, date: "2026-06-10", model: "ChatGPT", topic: "T1", region: "Germany", citation_tags: ["list"] },
  { domain: "c.com", count: 2, date: "2026-06-12", model: "Claude", topic: "T1", prompt: "why?", analysis_type: "sentiment" },
  { domain: "d.com", count: 8, date: "2026-06-16", model: "Claude", topic: "T1" },
];

async function rowsOf(query: Partial<CitationsBody>): Promise<Record<string, unknown>[]> {
  const { status, body } = await post(createProfoundMock({ citations }), "citations", { ...week, ...query });
  expect(status).toBe(200);
  return body.data;
}

describe("citations", () => {
  test("are counted within the range, both ends included, and shared out by model", async () => {
    expect(await rowsOf({})).toEqual([
      // Six of ten by ChatGPT and two of two by Claude.
      { domain: "a.com", count: 8, citation_share: 0.8, rank: 1 },
      { domain: "b.com", count: 3, citation_share: 0.15, rank: 2 },
      { domain: "docs.a.com", count: 1, citation_share: 0.05, rank: 3 },
    ]);
  });

  test.each<[string, Partial<CitationsBody>, string[]]>([
    ["a domain and its subdomains", { filter: { field: "domain", op: "is", value: "a.com" } }, ["a.com", "docs.a.com"]],
    ["not these domains", { filter: { field: "domain", op: "not_in", value: ["a.com"] } }, ["b.com"]],
    ["text, as it is written", { filter: { field: "domain", op: "contains", value: "A" } }, []],
    [
      "text, however it is written",
      { filter: { field: "domain", op: "contains_case_insensitive", value: "DOCS" } },
      ["docs.a.com"],
    ],
    ["a pattern", { filter: { field: "page", op: "matches", value: "com/\\d$" } }, ["a.com"]],
    ["any persona", { filter: { field: "persona", op: "exists" } }, ["a.com"]],
    ["a tag", { filter: { field: "tag", op: "is", value: "brand" } }, ["a.com"]],
    ["a tag of the page", { filter: { field: "citation_tag", op: "in", value: ["list"] } }, ["b.com"]],
    ["a region", { filter: { field: "region", op: "not_is", value: "United States" } }, ["b.com"]],
    ["another analysis", { filter: { field: "analysis_type", op: "is", value: "sentiment" } }, ["c.com"]],
    ["every analysis", { filter: { field: "analysis_type", op: "is", value: "all" } }, ["a.com", "c.com", "b.com", "docs.a.com"]],
    ["owned domains", { scope: "owned" }, ["docs.a.com"]],
    [
      "one or the other, but not both",
      {
        filter: {
          and: [
            {
              or: [
                { field: "topic", op: "is", value: "T1" },
                { field: "topic", op: "is", value: "T2" },
              ],
            },
            { not: { field: "domain", op: "is", value: "b.com" } },
          ],
        },
      },
      ["a.com", "docs.a.com"],
    ],
  ])("are chosen by %s", async (_name, query, domains) => {
    expect((await rowsOf(query)).map(({ domain }) => domain)).toEqual(domains);
  });

  test("keep their share of all answers to the same prompts, whatever entities are chosen", async () => {
    const filter = {
      and: [
        { field: "domain" as const, op: "is" as const, value: "b.com" },
        { field: "model" as const, op: "is" as const, value: "ChatGPT" },
      ],
    };
    expect(await rowsOf({ filter, metrics: ["citation_share"] })).toEqual([{ domain: "b.com", citation_share: 0.3 }]);
  });

  test("are grouped by named things, with ids that filters take as well", async () => {
    const rows = await rowsOf({ group_by: ["topic", "model"], metrics: ["count"] });
    expect(rows).toContainEqual({
      domain: "a.com",
      topic: { id: expect.stringMatching(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-8[\da-f]{3}-[\da-f]{12}$/), name: "T2" },
      model: { id: expect.any(String), name: "Claude" },
      count: 2,
    });
    const id = (await rowsOf({ group_by: ["model"] })).map(({ model }) => Reflect.get(Object(model), "id"))[0];
    expect(await rowsOf({ filter: { field: "model", op: "is", value: id } })).not.toEqual([]);
  });

  test("are grouped by page and interval", async () => {
    expect(await rowsOf({ group_by: ["page", "date"], interval: "week", metrics: ["count", "first_cited_at"] })).toEqual([
      { page: "https://a.com/2", date: "2026-06-15", count: 2, first_cited_at: "2026-06-15" },
      { page: "https://a.com/1", date: "2026-06-08", count: 6, first_cited_at: "2026-06-09" },
      { page: "https://b.com/", date: "2026-06-08", count: 3, first_cited_at: "2026-06-10" },
      { page: "https://docs.a.com/", date: "2026-06-08", count: 1, first_cited_at: "2026-06-10" },
    ]);
    expect((await rowsOf({ group_by: ["date"], interval: "month", metrics: ["count"] })).map(({ date }) => date)).toEqual(
      Array.from({ length: 3 }, () => "2026-06-01"),
    );
  });

  test("without a date fall into any range", async () => {
    const mock = createProfoundMock({ citations: [{ domain: "a.com" }] });
    const { body } = await post(mock, "citations", { ...week, group_by: ["date"] });
    expect(body.data).toEqual([{ domain: "a.com", date: "2026-06-09", count: 1, citation_share: 1, rank: 1 }]);
  });

  test("come in pages of at most 50, by cursors that only fit their query", async () => {
    const mock = createProfoundMock();
    const first = await post(mock, "citations", week);
    expect([first.body.info.count, first.body.info.total_results]).toEqual([10, 11_662]);
    const cursor = first.body.info.next_cursor;
    const second = await post(mock, "citations", { ...week, cursor, limit: 50 });
    expect(second.body.data.map(({ rank }: { rank: number }) => rank)).toEqual(
      Array.from({ length: 50 }, (_, index) => index + 11),
    );
    for (const wrong of [
      { ...week, cursor: "none" },
      { ...week, cursor, scope: "owned" },
    ]) {
      const { status, body } = await post(mock, "citations", wrong);
      expect([status, body.detail[0].loc]).toEqual([422, ["body", "cursor"]]);
    }
    const last = await post(createProfoundMock({ citations }), "citations", week);
    expect(last.body.info.next_cursor).toBeNull();
  });

  test("are streamed in chunks that end anywhere, as fast as they are read", async () => {
    const mock = createProfoundMock();
    const response = await mock.fetch("https://api.tryprofound.com/v2/reports/citations/stream", {
      method: "POST",
      headers: { "x-api-key": mock.apiKey },
      body: JSON.stringify(week),
    });
    const chunks: Uint8Array[] = [];
    const reader = response.body?.getReader();
    for (let part = await reader?.read(); part?.value; part = await reader?.read()) chunks.push(part.value);
    expect(chunks.length).toBeGreaterThan(100);
    const separately = chunks.map((chunk) => new TextDecoder().decode(chunk)).join("");
    expect(separately.includes("\uFFFD")).toBe(true);
    const events = (await new Blob(chunks.map((chunk) => new Uint8Array(chunk))).text()).split("\n\n").slice(0, -1);
    expect(events).toHaveLength(11_663);
    expect(events[0]).toMatch(/^event: summary\ndata: \{"total_results":11662,/);
    expect(events.slice(1).every((event) => /^event: result\ndata: \{.*\}$/.test(event))).toBe(true);
  });
});

const referrals: ReferralFact[] = [
  { referral_source: "openai", time: "2026-06-09T10:00:00Z", path: "/a", visits: 5 },
  { referral_source: "openai", time: "2026-06-10 23:30", path: "/b", visits: 2, referral_type: "utm" },
  { referral_source: "none", time: "2026-06-10", path: "/a", visits: 9 },
  { referral_source: "grok", time: "2026-06-09T10:59:59Z", path: "/a", domain: "other.com" },
];

async function reportOf(query: Partial<ReferralsBody>) {
  const body = { domain: "example.com", metrics: ["visits"], start_date: "2026-06-09", end_date: "2026-06-10", ...query };
  const response = await post(createProfoundMock({ referrals }), "referrals", body);
  expect(response.status).toBe(200);
  return response.body;
}

describe("referrals", () => {
  test("are summed to one row without dimensions", async () => {
    expect((await reportOf({})).data).toEqual([{ metrics: [16], dimensions: [] }]);
    expect((await reportOf({ domain: "other.com" })).data).toEqual([{ metrics: [17], dimensions: [] }]);
  });

  test("have their columns in the API's order, which the response names", async () => {
    const { info, data } = await reportOf({ metrics: ["last_visit", "visits"], dimensions: ["referral_source", "date"] });
    expect([info.query.metrics, info.query.dimensions]).toEqual([
      ["visits", "last_visit"],
      ["date", "referral_source"],
    ]);
    // In the default order: the first metric, descending.
    expect(data.at(-1)).toEqual({ metrics: [5, Date.parse("2026-06-09T10:00Z")], dimensions: ["2026-06-09", "openai"] });
  });

  test.each<[string, Partial<ReferralsBody>, unknown[][]]>([
    [
      "filters",
      { dimensions: ["path"], filters: [{ field: "referral_source", operator: "not_in", value: ["none", "internal"] }] },
      [
        ["/a", 5],
        ["/b", 2],
      ],
    ],
    [
      "a filter by type",
      { dimensions: ["path"], filters: [{ field: "referral_type", operator: "is", value: "utm" }] },
      [["/b", 2]],
    ],
    [
      "filters of finished rows",
      { dimensions: ["path"], metric_filters: [{ field: "visits", operator: "<", value: 10 }] },
      [["/b", 2]],
    ],
    [
      "an order",
      { dimensions: ["path"], order_by: { path: "desc" } },
      [
        ["/b", 2],
        ["/a", 14],
      ],
    ],
    ["a page", { dimensions: ["path"], pagination: { limit: 1, offset: 1 } }, [["/b", 2]]],
    [
      "hours of the day",
      { dimensions: ["hour"], order_by: { hour: "asc" } },
      [
        ["00", 9],
        ["10", 5],
        ["23", 2],
      ],
    ],
    ["a range that ends within a day", { end_date: "2026-06-09 09:59" }, []],
  ])("obey %s", async (_name, query, expected) => {
    const { data } = await reportOf(query);
    expect(
      data.map(({ dimensions, metrics }: { dimensions: string[]; metrics: number[] }) => [...dimensions, ...metrics]),
    ).toEqual(expected);
  });

  test.each([
    ["hour", ["2026-06-09T10:00:00Z", "2026-06-10T00:00:00Z", "2026-06-10T23:00:00Z"]],
    ["day", ["2026-06-09", "2026-06-10"]],
    ["week", ["2026-06-08"]],
    ["relative_week", ["2026-06-09"]],
    ["month", ["2026-06-01"]],
    ["quarter", ["2026-04-01"]],
    ["year", ["2026-01-01"]],
  ] as const)("fall into buckets of a %s", async (date_interval, dates) => {
    const { data } = await reportOf({ dimensions: ["date"], date_interval, order_by: { date: "asc" } });
    expect(data.map(({ dimensions }: { dimensions: string[] }) => dimensions[0])).toEqual(dates);
  });

  test("end now where no end is given", async () => {
    const mock = createProfoundMock({ now: () => new Date("2026-06-11T12:00:00Z") });
    const body = {
      domain: "example.com",
      metrics: ["visits"],
      dimensions: ["date"],
      start_date: "2026-06-09",
      order_by: { date: "asc" },
    };
    const { data } = (await post(mock, "referrals", body)).body;
    expect(data.map(({ dimensions }: { dimensions: string[] }) => dimensions[0])).toEqual([
      "2026-06-09",
      "2026-06-10",
      "2026-06-11",
    ]);
  });
});

describe("a request is refused", () => {
  test.each<[string, string, unknown, (number | string)[], string]>([
    [
      "without a required field",
      "citations",
      { category_id: "182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e", end_date: "2026-06-15" },
      ["body", "start_date"],
      "missing",
    ],
    ["with an unknown field", "citations", { ...week, sort: "count" }, ["body", "sort"], "value_error"],
    ["with an unknown metric", "citations", { ...week, metrics: ["count", "cuont"] }, ["body", "metrics", 1], "value_error"],
    ["with a page of 51", "citations", { ...week, limit: 51 }, ["body", "limit"], "value_error"],
    [
      "with a group that does not go together",
      "citations/stream",
      { ...week, group_by: ["page", "model"] },
      ["body", "group_by"],
      "value_error",
    ],
    ["with first_cited_at of domains", "citations", { ...week, metrics: ["first_cited_at"] }, ["body", "metrics"], "value_error"],
    [
      "with a filter that mixes layers",
      "citations",
      {
        ...week,
        filter: {
          not: {
            and: [
              { field: "tag", op: "exists" },
              { field: "page", op: "is", value: "x" },
            ],
          },
        },
      },
      ["body", "filter", "not"],
      "value_error",
    ],
    ["with an impossible day", "citations", { ...week, start_date: "2026-02-30" }, ["body", "start_date"], "value_error"],
    [
      "with a reversed range",
      "referrals",
      { domain: "a", metrics: ["visits"], start_date: "2026-06-09", end_date: "2026-06-01" },
      ["body", "end_date"],
      "value_error",
    ],
    [
      "with an order by what is not requested",
      "referrals",
      { domain: "a", metrics: ["visits"], start_date: "2026-06-09", order_by: { path: "asc" } },
      ["body", "order_by", "path"],
      "value_error",
    ],
    ["with no metric", "referrals", { domain: "a", metrics: [], start_date: "2026-06-09" }, ["body", "metrics"], "value_error"],
    ["that is no JSON", "referrals", "{", ["body"], "value_error"],
  ])("%s", async (_name, path, body, loc, type) => {
    const response = await post(createProfoundMock(), path, body);
    expect([response.status, response.body.detail[0].loc, response.body.detail[0].type]).toEqual([422, loc, type]);
    expect(response.body.detail[0].msg).toMatch(/\w+ \w+/);
  });

  test.each<[string, Record<string, string>, number]>([
    ["a wrong key", { "x-api-key": "guess" }, 401],
    ["a key as a bearer", { authorization: "Bearer mock-key" }, 401],
    ["no credential", {}, 401],
    ["a wrong key beside the right token", { "x-api-key": "guess", authorization: "Bearer mock-token" }, 401],
    ["the right token", { authorization: "Bearer mock-token" }, 200],
  ])("or not, with %s", async (_name, headers, status) => {
    const response = await post(createProfoundMock({ citations }), "citations", week, headers);
    expect([response.status, typeof (response.body.detail ?? "")]).toEqual([status, "string"]);
  });

  test("above the rate limit, until the hour is over", async () => {
    let minutes = 0;
    const mock = createProfoundMock({ citations, requestsPerHour: 2, now: () => new Date(Date.UTC(2026, 5, 9, 10, minutes)) });
    const ask = async () => {
      const { status, headers } = await post(mock, "citations", week);
      return [status, headers.get("x-ratelimit-remaining"), headers.get("retry-after")];
    };
    expect(await ask()).toEqual([200, "1", null]);
    minutes = 15;
    expect(await ask()).toEqual([200, "0", null]);
    expect(await ask()).toEqual([429, "0", "2700"]);
    minutes = 60;
    expect(await ask()).toEqual([200, "1", null]);
  });
});

test("every request is kept, without its headers", async () => {
  const mock = createProfoundMock({ citations });
  await post(mock, "citations", week);
  await post(mock, "citations", "{");
  expect(mock.requests).toEqual([
    { method: "POST", path: "/v2/reports/citations", body: week },
    { method: "POST", path: "/v2/reports/citations", body: "{" },
  ]);
});

test("two mocks of the same facts give the same responses", async () => {
  const [one, other] = [createProfoundMock(), createProfoundMock()];
  expect((await post(one, "citations", week)).text).toBe((await post(other, "citations", week)).text);
});

test("the served mock names the variables that lead to it", async () => {
  const mock = createMock();
  const { PROFOUND_BASE_URL: origin, PROFOUND_API_KEY: key = "" } = mock.environment("http://127.0.0.1:1");
  const response = await mock.fetch(`${origin}/v2/reports/citations`, {
    method: "POST",
    headers: { "x-api-key": key },
    body: JSON.stringify(week),
  });
  expect(response.status).toBe(200);
});
