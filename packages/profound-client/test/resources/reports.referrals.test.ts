import { describe, expect, test } from "vitest";
import {
  type CitationDimension,
  isApiError,
  isConfigurationError,
  isResponseError,
  type ReferralDimension,
} from "../../src/index.ts";
import { readFixture } from "../support/fixture.ts";
import { withResponses, collect, errorOf, mocked, query, visits } from "../support/reports.ts";

describe("queryReferrals", () => {
  test("names the columns by the response's order, and keeps the response as it is", async () => {
    const fixture = readFixture("queryReferrals", "other-order");
    const { reports, sent } = withResponses(fixture);
    const page = await reports.queryReferrals({
      domain: "example.com",
      metrics: ["visits", "last_visit"],
      dimensions: ["referral_source", "date"],
      start_date: "2026-06-09",
      end_date: "2026-06-10",
      order_by: { date: "asc" },
      filters: [{ field: "referral_source", operator: "not_in", value: ["none", "internal"] }],
      metric_filters: [{ field: "visits", operator: ">", value: 10 }],
      pagination: { limit: 2 },
    });
    expect(page.rows).toEqual([
      { date: "2026-06-09", referral_source: "openai", last_visit: 1_781_049_600_000, visits: 412 },
      { date: "2026-06-09", referral_source: "perplexity", last_visit: null, visits: 96 },
    ]);
    expect({ info: page.info, data: page.data }).toEqual(fixture.body);
    expect(sent[0]).toMatchObject({ method: "POST", url: "https://api.tryprofound.com/v2/reports/referrals" });
    expect(sent[0]?.body).toEqual(fixture.input.body);
  });

  test("always sends a limit, and no end where none is given", async () => {
    const fixture = readFixture("queryReferrals", "no-dimensions");
    const { reports, sent } = withResponses(fixture);
    const { rows } = await reports.queryReferrals({
      domain: "example.com",
      metrics: ["visits"],
      start_date: new Date("2026-06-09T18:11:19.117Z"),
    });
    expect(rows).toEqual([{ visits: 1842 }]);
    expect(sent[0]?.body).toEqual(fixture.input.body);
  });

  test("sends a limit and an offset where none are given", async () => {
    const { reports, mock } = mocked();
    await reports.queryReferrals({ ...visits, pagination: { limit: undefined, offset: undefined } });
    expect(mock.requests[0]?.body).toMatchObject({ pagination: { limit: 10_000, offset: 0 } });
  });

  test.each(["dimensions", "filters", "order_by", "end_date", "pagination"])(
    "refuses null for %s, which the spec does not take",
    async (name) => {
      const { reports, mock } = mocked();
      const params: object = { [name]: null };
      const error = await errorOf(reports.queryReferrals({ ...visits, ...params }));
      expect(error).toMatchObject({ code: "ConfigurationError", option: name, given: "null" });
      expect(mock.requests).toHaveLength(0);
    },
  );

  test("leaves the end to the API where there is none", async () => {
    const { reports, mock } = mocked();
    await reports.queryReferrals({ ...visits, end_date: undefined });
    expect(mock.requests[0]?.body).not.toHaveProperty("end_date");
  });

  test.each<[string, object, string]>([
    ["an unknown metric", { metrics: ["visit"] }, "metrics[0]"],
    ["no metric", { metrics: [] }, "metrics"],
    ["an unknown dimension", { dimensions: ["day"] }, "dimensions[0]"],
    ["an unknown interval", { date_interval: "minute" }, "date_interval"],
    ["order by what is not requested", { order_by: { path: "asc" } }, "order_by"],
    ["an unknown field to filter by", { filters: [{ field: "host", operator: "is", value: "x" }] }, "filters[0].field"],
    ["an unknown operator", { filters: [{ field: "path", operator: "like", value: "x" }] }, "filters[0].operator"],
    ["a single value where a list belongs", { filters: [{ field: "path", operator: "in", value: "x" }] }, "filters[0].value"],
    ["a list where a single value belongs", { filters: [{ field: "path", operator: "is", value: ["x"] }] }, "filters[0].value"],
    [
      "an unknown comparison of numbers",
      { metric_filters: [{ field: "visits", operator: "~", value: 1 }] },
      "metric_filters[0].operator",
    ],
    ["a dimension that is not in a list", { dimensions: "date" }, "dimensions"],
    ["dimensions that are no list", { dimensions: { date: true } }, "dimensions"],
    ["a filter that is not in a list", { filters: { field: "path", operator: "is", value: "x" } }, "filters"],
    ["a filter that is none", { filters: [null] }, "filters[0]"],
    ["an impossible day", { start_date: "2026-06-31" }, "start_date"],
    ["a reversed range", { end_date: "2026-06-01" }, "end_date"],
  ])("refuses %s before any request", async (_name, wrong, option) => {
    const { reports, mock } = mocked();
    const params = { ...visits, ...wrong };
    const errors = [await errorOf(reports.queryReferrals(params)), await errorOf(collect(reports.queryReferralsAll(params)))];
    expect(errors.map((error) => isConfigurationError(error) && error.option)).toEqual([option, option]);
    expect(mock.requests).toEqual([]);
  });

  test("leaves all checks to the API if a call is unchecked", async () => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a user widens it for a value that this version does not know
    const dimensions = ["host"] as string[] as ReferralDimension[];
    const error = await errorOf(mocked().reports.queryReferrals({ ...visits, dimensions }, { unchecked: true }));
    expect(isApiError(error) && error.message).toContain("422: dimensions.0: ");
  });
});

describe("queryReferralsAll", () => {
  test("walks the pages by the rows that came, each row once", async () => {
    const { reports, mock } = mocked();
    const params = { ...visits, dimensions: ["date", "path"], order_by: { visits: "desc", date: "asc", path: "asc" } } as const;
    const all = await collect(reports.queryReferralsAll({ ...params, pagination: { limit: 9 } }));
    expect(mock.requests).toHaveLength(7);
    expect(all).toEqual((await reports.queryReferrals(params)).rows);
    expect(all).toHaveLength(56);
  });

  test("begins at the offset that is given, and stops at the last row although the server gives fewer than asked for", async () => {
    const short = readFixture("queryReferrals", "other-order");
    const text = JSON.stringify(short);
    const next: typeof short = JSON.parse(text.replaceAll("2026-06-09", "2026-06-10"));
    const { reports, sent } = withResponses(short, next);
    const rows = reports.queryReferralsAll({
      ...visits,
      metrics: ["visits", "last_visit"],
      dimensions: ["date", "referral_source"],
      pagination: { offset: 10, limit: 500 },
    });
    expect(await collect(rows)).toHaveLength(4);
    expect(sent.map(({ body }) => body)).toMatchObject([
      { pagination: { limit: 500, offset: 10 } },
      { pagination: { limit: 500, offset: 12 } },
    ]);
  });
});

test.each<[string, unknown]>([
  ["is missing", undefined],
  ["is null", null],
])("rows of a referrals report whose total %s come, and then an error, as the end is unknown", async (_, total) => {
  const body = { info: { query: null, total_rows: total }, data: [{ metrics: [1], dimensions: [] }] };
  const { reports } = withResponses({ origin: "made", input: { body: { ...visits, metrics: ["visits"] } }, status: 200, body });
  const rows = reports.queryReferralsAll(visits);
  expect(await rows.next()).toEqual({ done: false, value: { visits: 1 } });
  const error = await errorOf(rows.next());
  expect(isResponseError(error) && [error.reason, error.pointer]).toEqual(["wrong-shape", "/info/total_rows"]);
});

test("a call uses the params at its time, also if they change later", async () => {
  const { reports, mock } = mocked();
  const group_by: CitationDimension[] = ["model"];
  const citations = { ...query, category_id: "182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e", group_by };
  const referrals = { ...visits, domain: "before.example" };
  const calls = [reports.queryCitations(citations), reports.queryReferrals(referrals)];
  const walks = [reports.queryCitationsAll(citations), reports.streamCitations(citations), reports.queryReferralsAll(referrals)];
  citations.category_id = "00000000-0000-4000-8000-000000000000";
  referrals.domain = "after.example";
  await Promise.all([...calls, ...walks.map((rows) => rows.next())]);
  expect(mock.requests).toHaveLength(5);
  expect(JSON.stringify(mock.requests)).not.toContain("after");
});
