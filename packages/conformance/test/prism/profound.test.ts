import { afterAll, beforeAll, expect, test } from "vitest";
import {
  createProfoundClient,
  filter,
  type ProfoundClient,
  type ProfoundClientOptions,
} from "../../../profound-client/src/index.ts";
import { heldToSpec, refusedBySpec } from "../../../profound-client/test/support/held-to-spec.ts";
import { type Recorder, recordViolations, serveWithPrism } from "./serve-with-prism.ts";

let prism: Awaited<ReturnType<typeof serveWithPrism>>;

beforeAll(async () => {
  prism = await serveWithPrism("profound");
});
afterAll(() => prism.close());

function start(credential: ProfoundClientOptions, held = heldToSpec): ProfoundClient & Recorder {
  const recorder = recordViolations();
  const client = createProfoundClient({ ...credential, baseUrl: prism.baseUrl, maxRetries: 0, fetch: held(recorder.fetch) });
  return { ...client, ...recorder };
}

const query = {
  category_id: "182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e",
  start_date: "2026-06-09",
  end_date: new Date("2026-06-15T12:00:00Z"),
};

test.each<[string, ProfoundClientOptions]>([
  ["a key", { apiKey: "key-for-prism" }],
  ["an access token", { accessToken: "token-for-prism" }],
])("Prism accepts the client's requests with %s", async (_name, credential) => {
  const { reports, violations, statuses } = start(credential);
  await reports.queryCitations(query);
  await reports.queryCitations({
    ...query,
    group_by: ["page", "date"],
    metrics: ["count", "citation_share", "rank", "first_cited_at"],
    interval: "month",
    scope: "owned",
    limit: 50,
    cursor: "opaque",
    filter: filter.and(
      filter.domain.in(["a.com", "b.com"]),
      filter.or(filter.tag.exists(), filter.persona.exists()),
      filter.not(filter.page.is("x")),
    ),
  });
  // A response that Prism makes up may be invalid: a stream of more rows than it has, a row of other columns than it names.
  const stream = reports.streamCitations({ ...query, group_by: ["topic", "model"], max_results: 5 }, { allowIncomplete: true });
  await stream.next().catch(() => {});
  await reports.queryReferrals({ domain: "a.com", metrics: ["visits"], start_date: "2026-06-09" }).catch(() => {});
  const full = reports.queryReferrals({
    domain: "a.com",
    metrics: ["visits", "last_visit"],
    dimensions: ["date", "hour", "path", "referral_source", "referral_type"],
    date_interval: "relative_week",
    start_date: "2026-06-09 10:30",
    end_date: new Date(0x19f_0000_0000),
    organization_id: "182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e",
    order_by: { date: "asc", visits: "desc" },
    filters: [
      { field: "path", operator: "matches", value: "^/blog" },
      { field: "referral_source", operator: "not_in", value: ["none", "internal"] },
      { field: "referral_type", operator: "is", value: "utm" },
    ],
    metric_filters: [{ field: "visits", operator: ">=", value: 1.5 }],
    pagination: { limit: 50_000, offset: 100 },
  });
  await full.catch(() => {});
  expect(violations).toEqual([]);
  // Prism cannot write an event stream. It says so once it has found the request to be right: a wrong one gets 422.
  expect(statuses).toEqual([200, 200, 500, 200, 200]);
});

test("Prism finds the fault of a wrong request", async () => {
  const { call, violations, statuses } = start({ apiKey: "key-for-prism" }, refusedBySpec);
  await call(
    "queryCitations",
    {
      body: { category_id: "182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e", start_date: "2026-06-09", end_date: "2026-06-15", limit: 51 },
    },
    { unchecked: true },
  ).catch(() => {});
  const stream = call("streamCitations", { body: { ...query, end_date: "2026-06-15", max_results: 0 } }, { unchecked: true });
  await stream.next().catch(() => {});
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a wrong input is the point
  await call("queryReferrals", { body: { metrics: ["visit"] } as never }, { unchecked: true }).catch(() => {});
  expect(violations).toHaveLength(3);
  expect(statuses).toEqual([422, 422, 422]);
});
