import * as fc from "fast-check";
import { expect, test } from "vitest";
import { checkFilter } from "../src/check-filter.ts";
import {
  type CitationDimension,
  type CitationMetric,
  type CitationsFilter,
  createProfoundClient,
  type ReferralDimension,
} from "../src/index.ts";
import { type CitationFact, createProfoundMock, type ReferralFact } from "../src/testing.ts";
import { filterTrees } from "./support/filter-trees.ts";

const week = { start_date: "2026-06-08", end_date: "2026-06-14" };
const pick = <const Value>(...values: readonly Value[]) => fc.constantFrom(...values);
const day = fc.integer({ min: 7, max: 15 }).map((date) => `2026-06-${String(date).padStart(2, "0")}`);

const citation: fc.Arbitrary<CitationFact> = fc.record({
  domain: pick("a.com", "b.com", "docs.a.com", "müller.de"),
  date: day,
  count: fc.integer({ min: 1, max: 9 }),
  model: pick("ChatGPT", "Claude"),
  topic: pick("T1", "T2"),
  region: pick("US", "Germany"),
  persona: pick(undefined, "Founder"),
  citation_category: pick("owned", "social"),
  page: pick(undefined, "https://a.com/x"),
});

const leaf = fc.oneof(
  fc.record({
    field: pick("model", "topic", "region"),
    op: pick("is", "not_is", "contains"),
    value: pick("ChatGPT", "T1", "US"),
  }),
  fc.record({
    field: pick("domain", "page"),
    op: pick("in", "not_in"),
    value: fc.array(pick("a.com", "b.com"), { maxLength: 2 }),
  }),
  fc.record({ field: pick("persona", "domain"), op: fc.constant("exists") }),
);
const tree = filterTrees(leaf);

const groupings: CitationDimension[][] = [
  [],
  ["page"],
  ["date"],
  ["model", "date"],
  ["topic", "model"],
  ["date", "topic", "model"],
  ["persona"],
];
const metrics: CitationMetric[][] = [["count"], ["citation_share", "rank"], ["rank", "count", "citation_share"]];

async function collect<Row>(rows: AsyncIterable<Row>): Promise<Row[]> {
  const all: Row[] = [];
  for await (const row of rows) all.push(row);
  return all;
}

const sum = (values: readonly (number | undefined)[]) => values.reduce<number>((total, value) => total + (value ?? 0), 0);

const isRight = (filter: unknown): filter is CitationsFilter => {
  try {
    checkFilter(filter);
    return true;
  } catch {
    return false;
  }
};

test("all pages of a report together equal its stream, for any query", async () => {
  const property = fc.asyncProperty(
    fc.array(citation, { maxLength: 60 }),
    pick(...groupings),
    pick(...metrics),
    pick("day", "week", "month"),
    fc.option(tree.filter(isRight)),
    fc.integer({ min: 1, max: 50 }),
    async (citations, group_by, wanted, interval, filter, limit) => {
      const mock = createProfoundMock({ citations });
      const { reports } = createProfoundClient({ apiKey: mock.apiKey, fetch: mock.fetch });
      const query = { category_id: "182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e", ...week, group_by, metrics: wanted, interval, filter };
      const paged = await collect(reports.queryCitationsAll({ ...query, limit }));
      const stream = reports.streamCitations(query);
      expect(await collect(stream)).toEqual(paged);
      expect((await stream.summary).total_results).toBe(paged.length);
      expect(mock.requests).toHaveLength(Math.max(1, Math.ceil(paged.length / limit)) + 1);
    },
  );
  await fc.assert(property, { numRuns: 60 });
});

/** The rules on filters once more, by another way: every node of a tree with its level, and the layers below it. */
function breaksARule(node: unknown, level = 1): { broken: boolean; layers: Set<string> } {
  const { and, or, not, field, op, value }: Record<string, unknown> = Object(node);
  if (field !== undefined) {
    const isListed = op === "in" || op === "not_in";
    const broken =
      level > 3 || (isListed && Array.isArray(value) && value.length === 0) || (op === "exists" && field !== "persona");
    return { broken, layers: new Set([field === "domain" || field === "page" ? "entity" : "prompt"]) };
  }
  const children = [and ?? or ?? [not]].flat().map((child) => breaksARule(child, level + 1));
  const layers = new Set(children.flatMap((child) => [...child.layers]));
  const isMixed = and === undefined && layers.size > 1;
  return { broken: level > 3 || children.length === 0 || isMixed || children.some(({ broken }) => broken), layers };
}

test("a tree is refused exactly where it breaks a rule", () => {
  fc.assert(
    fc.property(tree, (filter) => {
      expect(isRight(filter)).toBe(!breaksARule(filter).broken);
    }),
    { numRuns: 2000 },
  );
});

const referral: fc.Arbitrary<ReferralFact> = fc.record({
  referral_source: pick("openai", "none", "grok"),
  time: fc.tuple(day, fc.integer({ min: 10, max: 23 })).map(([date, hour]) => `${date}T${hour}:30:00Z`),
  path: pick("/", "/pricing"),
  visits: fc.integer({ min: 1, max: 9 }),
});

test("every visit of a range is in the referrals report once, however its rows are split, and on whatever pages", async () => {
  const property = fc.asyncProperty(
    fc.array(referral, { maxLength: 40 }),
    fc.subarray<ReferralDimension>(["date", "hour", "path", "referral_source"]),
    fc.integer({ min: 1, max: 20 }),
    async (referrals, dimensions, limit) => {
      const mock = createProfoundMock({ referrals });
      const { reports } = createProfoundClient({ apiKey: mock.apiKey, fetch: mock.fetch });
      const inRange = referrals.filter(
        ({ time = "" }) => time.slice(0, 10) >= week.start_date && time.slice(0, 10) <= week.end_date,
      );
      const rows = await collect(
        // Asked for in the order that is not the API's.
        reports.queryReferralsAll({
          domain: "a.com",
          ...week,
          metrics: ["visits"],
          dimensions: dimensions.toReversed(),
          pagination: { limit },
        }),
      );
      expect(sum(rows.map(({ visits }) => visits))).toBe(sum(inRange.map(({ visits }) => visits)));
      for (const row of rows) {
        const same = inRange.filter(
          ({ time = "", path, referral_source }) =>
            [undefined, time.slice(0, 10)].includes(row.date) &&
            [undefined, time.slice(11, 13)].includes(row.hour) &&
            [undefined, path].includes(row.path) &&
            [undefined, referral_source].includes(row.referral_source),
        );
        expect(row.visits).toBe(sum(same.map(({ visits }) => visits)));
      }
    },
  );
  await fc.assert(property, { numRuns: 60 });
});
