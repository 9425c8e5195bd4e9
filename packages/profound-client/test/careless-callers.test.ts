import { expect, test } from "vitest";
import { createProfoundClient, isConfigurationError } from "../src/index.ts";
import { heldToSpec, refusedBySpec } from "./support/held-to-spec.ts";

/** Values that a program without types may pass. */
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- that is the point
const untyped = (value: unknown): never => value as never;

function client(held = heldToSpec): { readonly sent: unknown[] } & ReturnType<typeof createProfoundClient> {
  const sent: unknown[] = [];
  const fetch = held(async (_: string, { body }: RequestInit): Promise<Response> => {
    sent.push(await new Response(body).json());
    return Response.json({ info: { total_rows: 0, total_results: 0, next_cursor: null, count: 0, query: {} }, data: [] });
  });
  return { sent, ...createProfoundClient({ apiKey: "key", fetch }) };
}

const citations = { category_id: "182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e", start_date: "2026-01-01", end_date: "2026-01-02" };
const visits = { domain: "example.com", metrics: ["visits"], start_date: "2026-01-01" } as const;

test.each([
  ["uncheckd", true, /spelt "unchecked"/],
  ["unchecked", "no", /unchecked must be a boolean/],
  ["timeout", 5, /spelt "timeoutMs"/],
  ["signal", "now", /signal must be an AbortSignal/],
])("a report refuses the option %s: %s, and sends nothing", async (name, value, message) => {
  const { reports, sent } = client();
  const options = untyped({ [name]: value });
  for (const call of [
    () => reports.queryCitations(citations, options),
    () => reports.queryCitationsAll(citations, options).next(),
    () => reports.streamCitations(citations, options).next(),
    () => reports.queryReferrals(visits, options),
    () => reports.queryReferralsAll(visits, options).next(),
  ]) {
    const error = await call().catch((thrown: unknown) => thrown);
    expect(isConfigurationError(error)).toBe(true);
    expect(String(error)).toMatch(message);
  }
  expect(sent).toHaveLength(0);
});

test.each([
  [{ baseURL: "https://staging.test", apiKey: "k" }, /spelt "baseUrl"/],
  [{ apikey: "k" }, /spelt "apiKey"/],
  [{ accesstoken: "k" }, /spelt "accessToken"/],
  [{ apiKey: "k", validate: true }, /validate must be an object/],
  [null, /the options must be an object/],
])("a client is not made with %j", (options, message) => {
  expect(() => createProfoundClient(untyped(options))).toThrow(message);
});

test.each([
  ["limit", { limit: 51 }],
  ["limit", { limit: 0 }],
  ["limit", { limit: "10" }],
  ["limit", { limit: 1.5 }],
  ["max_results", { max_results: 5 }],
  ["category", { category: "c" }],
  ["category_id", { category_id: undefined }],
  ["category_id", { category_id: 7 }],
  ["group_by", { group_by: "page" }],
  ["interval", { interval: "hour" }],
  ["endDate", { endDate: "2026-01-03" }],
  ["fields", { filter: { fields: "domain", op: "is", value: "x" } }],
  ["filter", { filter: [] }],
])("a citations report with a wrong %s is refused: %j", async (option, params) => {
  const { reports, sent } = client();
  await expect(reports.queryCitations(untyped({ ...citations, ...params }))).rejects.toMatchObject({
    code: "ConfigurationError",
    option,
    attempts: 0,
  });
  expect(sent).toHaveLength(0);
});

test.each(["limit", "cursor"])("a stream has no %s", async (name) => {
  const { reports, sent } = client();
  await expect(reports.streamCitations(untyped({ ...citations, [name]: 5 })).next()).rejects.toThrow(name);
  expect(sent).toHaveLength(0);
});

test.each([
  ["pagination.limit", { pagination: { limit: 50_001 } }],
  ["pagination.offset", { pagination: { offset: -1 } }],
  ["ofset", { pagination: { ofset: 10 } }],
  ["metric", { metric: ["visits"] }],
  ["metrics", { metrics: undefined }],
  ["metrics", { metrics: "visits" }],
  ["domain", { domain: undefined }],
  ["filters[0].operator", { filters: [{ field: "path", value: "/" }] }],
  ["feild", { filters: [{ feild: "path", operator: "is", value: "/" }] }],
  ["filters[0]", { filters: ["path"] }],
  ["metric_filters[0].value", { metric_filters: [{ field: "visits", operator: ">", value: "5" }] }],
  ["order_by.visits", { order_by: { visits: "down" } }],
  ["date_interval", { date_interval: "fortnight" }],
])("a referrals report with a wrong %s is refused: %j", async (option, params) => {
  const { reports, sent } = client();
  await expect(reports.queryReferrals(untyped({ ...visits, ...params }))).rejects.toMatchObject({
    code: "ConfigurationError",
    option,
    attempts: 0,
  });
  expect(sent).toHaveLength(0);
});

test("a misspelt param gets the right name as a hint", async () => {
  await expect(client().reports.queryCitations(untyped({ ...citations, category: "c" }))).rejects.toThrow(/spelt "category_id"/);
});

test.each([
  ["a misspelt field", { ...citations, start_dat: "2026-06-09" }, `start_dat must be left out or spelt "start_date"`],
  ["a limit", { ...citations, limit: 51 }, "body.limit"],
  ["a missing field", { category_id: citations.category_id }, "body.start_date"],
])("`call` refuses %s before any request", async (_what, body, place) => {
  const { call, sent } = client(refusedBySpec);
  await expect(call("queryCitations", { body: untyped(body) })).rejects.toMatchObject({
    code: "ConfigurationError",
    message: expect.stringContaining(place),
  });
  expect(sent).toEqual([]);
});

test("`unchecked` sends what the spec does not know yet, by a report and by `call`", async () => {
  const { reports, call, sent } = client(refusedBySpec);
  await reports.queryCitations(untyped({ ...citations, limit: 60, brand_new: 1 }), { unchecked: true });
  await call("queryCitations", { body: untyped({ ...citations, brand_new: 2 }) }, { unchecked: true });
  expect(sent).toMatchObject([{ limit: 60, brand_new: 1 }, { brand_new: 2 }]);
});
