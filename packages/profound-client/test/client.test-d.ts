/** Programs that compile, and some that must not. `tsc` checks this file, and nothing runs it. */
import { expectTypeOf } from "vitest";
import {
  type CitationDimension,
  type CitationMetric,
  type CitationRow,
  type CitationsFilter,
  createProfoundClient,
  filter,
  isApiError,
  lastDays,
  type ProfoundClientOptions,
  type ReferralDimension,
  type ReferralMetric,
} from "../src/index.ts";
import { createProfoundMock } from "../src/testing.ts";
import { outputValidators } from "../src/validators.ts";

const { reports, call } = createProfoundClient({ apiKey: "key" });
const query = { category_id: "182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e", start_date: "2026-06-09", end_date: "2026-06-15" };
const visits = { domain: "example.com", start_date: "2026-06-09" };
interface Named {
  id: string;
  name: string;
}

// --- queryCitations: rows follow the request -------------------------------------------------------------------------------------------

const plain = await reports.queryCitations(query);
expectTypeOf(plain.data[0]!).toEqualTypeOf<{ domain: string; count: number; citation_share: number; rank: number | undefined }>();
expectTypeOf(plain.info.next_cursor).toEqualTypeOf<string | null>();
expectTypeOf(plain.info.total_results).toEqualTypeOf<number | null>();

const byModel = await reports.queryCitations({ ...query, group_by: ["model"], metrics: ["count"] });
expectTypeOf(byModel.data[0]!).toEqualTypeOf<{ domain: string; model: Named; count: number }>();
// @ts-expect-error -- rank was not asked for
void byModel.data[0]?.rank;
// @ts-expect-error -- not grouped by topic
void byModel.data[0]?.topic;

const byPage = await reports.queryCitations({ ...query, group_by: ["page", "date"], metrics: ["first_cited_at"] });
expectTypeOf(byPage.data[0]!).toEqualTypeOf<{ page: string; date: string; first_cited_at: string }>();
// @ts-expect-error -- grouped by page, a row has no domain
void byPage.data[0]?.domain;

const byTopicAndModel = await reports.queryCitations({ ...query, group_by: ["date", "topic", "model"] });
expectTypeOf(byTopicAndModel.data[0]!.topic).toEqualTypeOf<Named>();
expectTypeOf(byTopicAndModel.data[0]!.date).toEqualTypeOf<string>();

for await (const row of reports.queryCitationsAll({ ...query, group_by: ["region"] }))
  expectTypeOf(row.region).toEqualTypeOf<Named>();
for await (const row of reports.streamCitations({ ...query, group_by: ["persona"], metrics: ["count"] })) {
  expectTypeOf(row).toEqualTypeOf<{ domain: string; persona: Named; count: number }>();
}
expectTypeOf((await reports.streamCitations(query).summary).models).toEqualTypeOf<string[] | undefined>();

// --- rows are honest where the request is not literal ----------------------------------------------------------------------------------

const dimensions: CitationDimension[] = ["page", "model"];
const metrics: CitationMetric[] = ["count"];
const wide = await reports.queryCitations({ ...query, group_by: dimensions, metrics });
expectTypeOf(wide.data[0]!.domain).toEqualTypeOf<string | undefined>();
expectTypeOf(wide.data[0]!.model).toEqualTypeOf<Named | undefined>();
expectTypeOf(wide.data[0]!.count).toEqualTypeOf<number | undefined>();
const half = await reports.queryCitations({ ...query, group_by: dimensions, metrics: ["count"] });
expectTypeOf(half.data[0]!.count).toEqualTypeOf<number>();
expectTypeOf(half.data[0]!.page).toEqualTypeOf<string | undefined>();
expectTypeOf<CitationRow["rank"]>().toEqualTypeOf<number | undefined>();

// --- wrong queries do not compile ------------------------------------------------------------------------------------------------------

// @ts-expect-error -- a required field is missing
void reports.queryCitations({ category_id: "182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e", start_date: "2026-06-09" });
// @ts-expect-error -- no such metric
void reports.queryCitations({ ...query, metrics: ["cuont"] });
// @ts-expect-error -- no such dimension
void reports.queryCitations({ ...query, group_by: ["pages"] });
// @ts-expect-error -- the API refuses this combination
void reports.queryCitations({ ...query, group_by: ["page", "model"] });
// @ts-expect-error -- the API refuses this combination
void reports.queryCitations({ ...query, group_by: ["topic", "region"] });
// @ts-expect-error -- the API refuses a third dimension
void reports.streamCitations({ ...query, group_by: ["topic", "model", "region"] });
// @ts-expect-error -- a dimension twice
void reports.queryCitationsAll({ ...query, group_by: ["date", "date"] });
// @ts-expect-error -- first_cited_at is for pages
void reports.queryCitations({ ...query, metrics: ["count", "first_cited_at"] });
// @ts-expect-error -- no such interval for citations
void reports.queryCitations({ ...query, interval: "quarter" });
// @ts-expect-error -- no such scope
void reports.queryCitations({ ...query, scope: "mine" });
// @ts-expect-error -- a typing error in a name
void reports.queryCitations({ ...query, groupBy: ["page"] });
// @ts-expect-error -- a number is not a date
void reports.queryCitations({ ...query, start_date: 20_260_609 });
// @ts-expect-error -- the cap is for the stream
void reports.queryCitations({ ...query, max_results: 5 });
// @ts-expect-error -- a stream has no pages
void reports.streamCitations({ ...query, limit: 5 });

// Ways around the rule on combinations, which the API may relax: a list that is not literal, and the option `unchecked`.
void reports.queryCitations({ ...query, group_by: ["page", "model"] as CitationDimension[] }, { unchecked: true });
void reports.queryCitations<readonly ["count"], CitationDimension[]>({
  ...query,
  group_by: ["page", "model"],
  metrics: ["count"],
});

// --- filters ---------------------------------------------------------------------------------------------------------------------------

void reports.queryCitations({ ...query, filter: filter.domain.contains("example") });
void reports.queryCitations({ ...query, filter: { field: "tag", op: "exists" } });
void reports.queryCitations({ ...query, filter: null });
const tree: CitationsFilter = {
  and: [
    { field: "analysis_type", op: "in", value: ["visibility", "sentiment"] },
    {
      or: [
        { field: "model", op: "is", value: "ChatGPT" },
        { field: "topic", op: "not_in", value: ["a"] },
      ],
    },
    { not: { field: "citation_category", op: "is", value: "my own category" } },
  ],
};
const models: string[] = [];
expectTypeOf(filter.or(...models.map((model) => filter.model.is(model)))).toExtend<CitationsFilter>();
expectTypeOf(
  filter.and(filter.domain.in(models), filter.or(filter.page.is("a"), filter.domain.is("b"))),
).toExtend<CitationsFilter>();
void call("queryCitations", { body: { ...query, filter: filter.and(filter.domain.in(["a"]), filter.persona.exists()) } });
void tree;

// @ts-expect-error -- no such field
void filter.domian;
// @ts-expect-error -- exists is for persona and tag
void filter.domain.exists;
// @ts-expect-error -- categories are compared by is and in
void filter.citation_category.contains;
// @ts-expect-error -- no such analysis type
void filter.analysis_type.is("mood");
// @ts-expect-error -- an empty list
void filter.domain.in([]);
// @ts-expect-error -- a pattern has at least 3 characters
void filter.page.matches("ab");
// @ts-expect-error -- an empty group
void filter.and();
// @ts-expect-error -- an empty group
void filter.or();
// @ts-expect-error -- or does not mix the layers
void filter.or(filter.model.is("ChatGPT"), filter.domain.is("example.com"));
// @ts-expect-error -- not does not mix the layers
void filter.not(filter.and(filter.model.is("ChatGPT"), filter.domain.is("example.com")));
// @ts-expect-error -- four levels
void filter.and(filter.and(filter.and(filter.model.is("ChatGPT"))));
// @ts-expect-error -- not of not of not
void filter.not(filter.not(filter.not(filter.model.is("ChatGPT"))));
// @ts-expect-error -- no such operator
const wrongOperator: CitationsFilter = { field: "domain", op: "like", value: "x" };
// @ts-expect-error -- in takes a list
const noList: CitationsFilter = { field: "domain", op: "in", value: "x" };
// @ts-expect-error -- is takes one value
const list: CitationsFilter = { field: "domain", op: "is", value: ["x"] };
const emptyList: CitationsFilter = {
  field: "domain",
  op: "in",
  // @ts-expect-error -- an empty list
  value: [],
};
const both: CitationsFilter = {
  field: "domain",
  op: "is",
  value: "x",
  // @ts-expect-error -- a comparison and a group at once
  and: [{ field: "page", op: "is", value: "x" }],
};
const aboutPrompt = { field: "model", op: "is", value: "x" } as const;
const aboutEntity = { field: "domain", op: "is", value: "x" } as const;
const together: CitationsFilter = { and: [aboutPrompt, aboutEntity] };
// @ts-expect-error -- or does not mix the layers
const mixed: CitationsFilter = { or: [aboutPrompt, aboutEntity] };
void [together, wrongOperator, noList, list, emptyList, both, mixed];

// --- queryReferrals: rows follow the request -------------------------------------------------------------------------------------------

const daily = await reports.queryReferrals({ ...visits, metrics: ["visits"], dimensions: ["date", "referral_source"] });
expectTypeOf(daily.rows[0]!).toEqualTypeOf<{ date: string; referral_source: string; visits: number }>();
expectTypeOf(daily.data[0]!.dimensions).toEqualTypeOf<string[]>();
expectTypeOf(daily.info.total_rows).toEqualTypeOf<number>();
// @ts-expect-error -- not split by path
void daily.rows[0]?.path;

const total = await reports.queryReferrals({ ...visits, metrics: ["last_visit", "visits"] });
expectTypeOf(total.rows[0]!).toEqualTypeOf<{ last_visit: number | string | null; visits: number }>();

const someMetrics: ReferralMetric[] = ["visits"];
const someDimensions: ReferralDimension[] = ["date"];
const open = await reports.queryReferrals({ ...visits, metrics: someMetrics, dimensions: someDimensions });
expectTypeOf(open.rows[0]!.visits).toEqualTypeOf<number | undefined>();
expectTypeOf(open.rows[0]!.path).toEqualTypeOf<string | undefined>();

for await (const row of reports.queryReferralsAll({ ...visits, metrics: ["visits"], dimensions: ["hour"] })) {
  expectTypeOf(row).toEqualTypeOf<{ hour: string; visits: number }>();
}

void reports.queryReferrals({
  ...visits,
  start_date: new Date(),
  metrics: ["visits"],
  dimensions: ["path"],
  date_interval: "relative_week",
  order_by: { visits: "desc", path: "asc" },
  filters: [
    { field: "referral_source", operator: "not_in", value: ["none", "internal"] },
    { field: "path", operator: "matches", value: "^/blog" },
  ],
  metric_filters: [{ field: "visits", operator: ">=", value: 10 }],
  pagination: { limit: 50_000 },
});

// @ts-expect-error -- metrics are required
void reports.queryReferrals(visits);
// @ts-expect-error -- at least one metric
void reports.queryReferrals({ ...visits, metrics: [] });
// @ts-expect-error -- no such metric
void reports.queryReferrals({ ...visits, metrics: ["visit"] });
// @ts-expect-error -- no such dimension
void reports.queryReferrals({ ...visits, metrics: ["visits"], dimensions: ["day"] });
// @ts-expect-error -- order by a column that is not requested
void reports.queryReferrals({ ...visits, metrics: ["visits"], dimensions: ["date"], order_by: { path: "asc" } });
// @ts-expect-error -- no such direction
void reports.queryReferrals({ ...visits, metrics: ["visits"], order_by: { visits: "down" } });
const counted = { ...visits, metrics: ["visits"] } as const;
// @ts-expect-error -- no such source
void reports.queryReferrals({ ...counted, filters: [{ field: "referral_source", operator: "is", value: "openia" }] });
// @ts-expect-error -- a source is no type
void reports.queryReferrals({ ...counted, filters: [{ field: "referral_type", operator: "is", value: "openai" }] });
// @ts-expect-error -- in takes a list
void reports.queryReferrals({ ...counted, filters: [{ field: "path", operator: "in", value: "/" }] });
// @ts-expect-error -- an empty list
void reports.queryReferrals({ ...counted, filters: [{ field: "path", operator: "in", value: [] }] });
// @ts-expect-error -- no such metric to filter by
void reports.queryReferrals({ ...counted, metric_filters: [{ field: "count", operator: ">", value: 1 }] });
// @ts-expect-error -- no such comparison
void reports.queryReferrals({ ...counted, metric_filters: [{ field: "visits", operator: "~", value: 1 }] });
// @ts-expect-error -- no such interval
void reports.queryReferrals({ ...visits, metrics: ["visits"], date_interval: "minute" });

// --- dates, options, errors, the escape hatch, the mock --------------------------------------------------------------------------------

expectTypeOf(lastDays(7)).toEqualTypeOf<{ start_date: string; end_date: string }>();
void reports.queryCitations({ category_id: "182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e", ...lastDays(7) });
void reports.queryReferrals({ domain: "example.com", metrics: ["visits"], ...lastDays(7, { report: "referrals" }) });
// @ts-expect-error -- no such report
void lastDays(7, { report: "visits" });

const unset: ProfoundClientOptions = { apiKey: undefined, accessToken: undefined, baseUrl: undefined, timeoutMs: undefined };
void createProfoundClient(unset);
void createProfoundClient({
  validate: outputValidators,
  fetch: createProfoundMock().fetch,
  hooks: { onResponse: ({ status }) => status },
});
// @ts-expect-error -- no such option
void createProfoundClient({ apikey: "key" });
void reports.queryCitations(query, { signal: AbortSignal.timeout(1000), timeoutMs: 5, headers: { "x-trace": "1" } });
// @ts-expect-error -- no such option
void reports.queryCitations(query, { retries: 3 });

const error: unknown = undefined;
if (isApiError(error)) {
  expectTypeOf(error.status).toEqualTypeOf<number>();
  expectTypeOf(error.retryAfterMs).toEqualTypeOf<number | undefined>();
}

expectTypeOf((await call("queryReferrals", { body: { ...visits, metrics: ["visits"] } })).data[0]!.metrics).toEqualTypeOf<
  (number | string | null)[]
>();
for await (const event of call("streamCitations", { body: query })) {
  if (event.event === "summary") expectTypeOf(event.data.count).toEqualTypeOf<number>();
  else expectTypeOf(event.data.domain).toEqualTypeOf<string | undefined>();
}
// @ts-expect-error -- no such operation
void call("deleteCitations", {});
// @ts-expect-error -- the body is required
void call("queryCitations", {});
void createProfoundMock({ citations: [{ domain: "a.com", tags: ["x"], count: 3 }], referrals: [{ referral_source: "openai" }] });
// @ts-expect-error -- a fact needs a domain
void createProfoundMock({ citations: [{ count: 3 }] });
