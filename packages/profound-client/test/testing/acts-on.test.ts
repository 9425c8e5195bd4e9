import { createMockFetch } from "@specloom/client-runtime/mock";
import { expect, test } from "vitest";
import { placesOf } from "../../../../test/places-of.ts";
import { operations } from "../../src/generated/operations.gen.ts";
import { outputValidators } from "../../src/generated/validators.gen.ts";
import { actsOn } from "../../src/testing/acts-on.ts";
import { completeCitations } from "../../src/testing/citation-facts.ts";
import { citationsReport } from "../../src/testing/citations-report.ts";
import { createHandlers } from "../../src/testing/handlers.ts";
import { completeReferrals } from "../../src/testing/referral-facts.ts";
import { referralsReport } from "../../src/testing/referrals-report.ts";

const days = { start_date: "2026-06-09", end_date: "2026-06-15" };
const citations = { category_id: "182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e", ...days };
const referrals = { domain: "a.com", metrics: ["visits"], ...days };

/** Sends input that a later version of the spec may allow, without checks. */
async function send(path: string, body: unknown): Promise<readonly [number, unknown]> {
  const fetch = createMockFetch({
    operations,
    validators: {},
    authenticate: () => undefined,
    respondInvalid: () => new Response(null, { status: 422 }),
    actsOn,
    handlers: createHandlers(
      () => completeCitations([{ domain: "a.com" }]),
      () => completeReferrals([{ referral_source: "openai" }]),
      () => new Date("2026-06-15T00:00:00Z"),
    ),
  });
  const response = await fetch(`https://api.tryprofound.com/v2/reports/${path}`, { method: "POST", body: JSON.stringify(body) });
  return [response.status, await response.json()];
}

test.each([
  ["citations", { ...citations, entity: "page" }, "entity of queryCitations"],
  ["citations", { ...citations, group_by: ["country"] }, 'group_by[] "country" of queryCitations'],
  ["citations", { ...citations, interval: "hour" }, 'interval "hour" of queryCitations'],
  ["citations", { ...citations, scope: "shared" }, 'scope "shared" of queryCitations'],
  [
    "citations",
    { ...citations, filter: { and: [{ not: { field: "host", op: "is", value: "a" } }] } },
    'filter.field "host" of queryCitations',
  ],
  [
    "citations/stream",
    { ...citations, filter: { field: "page", op: "like", value: "a" } },
    'filter.op "like" of streamCitations',
  ],
  ["referrals", { ...referrals, timezone: "UTC" }, "timezone of queryReferrals"],
  ["referrals", { ...referrals, dimensions: ["host"] }, 'dimensions[] "host" of queryReferrals'],
  ["referrals", { ...referrals, date_interval: "minute" }, 'date_interval "minute" of queryReferrals'],
  ["referrals", { ...referrals, order_by: { host: "asc" } }, "order_by.host of queryReferrals"],
  ["referrals", { ...referrals, organization_id: citations.category_id }, "organization_id of queryReferrals"],
])("the mock of %s responds with 501 to input that it does not act on: %j", async (path, body, named) => {
  expect(await send(path, body)).toEqual([501, { message: `The mock does not act on ${named}.` }]);
});

test.each([
  ["queryCitations", operations.queryCitations.rules?.body ?? {}],
  ["streamCitations", operations.streamCitations.rules?.body ?? {}],
  ["queryReferrals", operations.queryReferrals.rules?.body ?? {}],
] as const)("the mock acts on nothing of %s that the spec no longer has", (id, rule) => {
  const known = placesOf(rule);
  expect(Object.keys(actsOn[id] ?? {}).filter((place) => !known.includes(place))).toEqual([]);
});

test("a metric that is not computed comes filled by its schema, not dropped", () => {
  const report = citationsReport(completeCitations([{ domain: "a.com" }]), {
    ...citations,
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a metric that a later spec may name
    metrics: ["count", "mentions"] as never,
  });
  expect(report.rows).toEqual([{ domain: "a.com", count: 1, mentions: 0 }]);
  const page = referralsReport(
    completeReferrals([{ referral_source: "openai" }]),
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a metric that a later spec may name
    { ...referrals, metrics: ["visits", "bounces"] as never },
    Date.parse("2026-06-15T00:00:00Z"),
  );
  expect(page.data).toEqual([{ metrics: [1, 0], dimensions: [] }]);
  expect(page.info.query["metrics"]).toEqual(["visits", "bounces"]);
  expect(outputValidators.queryReferrals(page)).toEqual([]);
});
