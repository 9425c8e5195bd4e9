import type { ParamRule } from "@specloom/client-runtime";
import type { ClientCommand, Params } from "@specloom/client-runtime/start-command";
import { createProfoundClient, type ProfoundClient } from "profound-client";
import manifest from "../package.json" with { type: "json" };
import type { ReferralsPage } from "./citations-page.ts";
import { columns, methods, summaries, walks } from "./generated/command.gen.ts";
import { queryReferralsOperation } from "./generated/operations.gen.ts";
import { readComparisons, readOrder } from "./read-comparisons.ts";
import { readFilter } from "./read-filter.ts";
import type { DefaultCitationMetrics } from "./rows.ts";

const CITATIONS =
  "Days are of Eastern Time, both ends included; citation_share is a share, 0 to 1, of each model's citations, averaged over the models; count is a number of citations.";
const REFERRALS = "Dates are UTC; visits is a count of visits by people.";

const DEFAULT_METRICS: DefaultCitationMetrics = ["count", "citation_share", "rank"];

/** The parts of this package's command. Only its `bin` file loads it. */
export const command: ClientCommand<ProfoundClient> = {
  name: manifest.name,
  version: manifest.version,
  about: "Reads Profound's reports: which pages AI answers cite, and how many visits they send.",
  methods,
  summaries,
  columns,
  walks,
  byHand: {
    "reports.queryCitations": { without: ["max_results"], columnsOf: citationColumns },
    "reports.queryCitationsAll": { walks: "reports.queryCitations", without: ["max_results"], columnsOf: citationColumns },
    "reports.streamCitations": {
      without: ["limit", "cursor"],
      columnsOf: (params) => citationColumns(params, columns["reports.queryCitations"] ?? []),
    },
    "reports.queryReferrals": {
      columnsOf: referralColumns,
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the method returns
      rows: (output) => (output as ReferralsPage<unknown>).rows,
    },
    "reports.queryReferralsAll": { walks: "reports.queryReferrals", columnsOf: referralColumns },
  },
  texts: {
    "reports.queryCitations": {
      summary: "One page of the citations report: the domains, or pages, that AI answers cite most",
      meaning: CITATIONS,
      example: "--category-id 11111111-1111-4111-8111-111111111111 --start-date 2026-11-01 --end-date 2026-11-07 --metrics count",
    },
    "reports.queryCitationsAll": {
      summary: "Every row of the citations report, page by page",
      meaning: `${CITATIONS} Costs a request for every 50 rows; stream-citations has the same rows for one.`,
      example:
        "--category-id 11111111-1111-4111-8111-111111111111 --start-date 2026-11-01 --end-date 2026-11-07 --limit 60 --format csv",
    },
    "reports.streamCitations": {
      summary: "Every row of the citations report as they come, for one request",
      meaning: CITATIONS,
      example:
        "--category-id 11111111-1111-4111-8111-111111111111 --start-date 2026-11-01 --end-date 2026-11-07 --max-results 20 --format ndjson",
    },
    "reports.queryReferrals": {
      summary: "One page of the referrals report: visits that AI engines and other sites sent to a domain",
      meaning: REFERRALS,
      example:
        "--domain example.com --start-date 2026-11-01 --end-date 2026-11-07 --metrics visits --dimensions date,referral_source",
    },
    "reports.queryReferralsAll": {
      summary: "Every row of the referrals report, page by page",
      meaning: `${REFERRALS} Give --end-date, as rows move on without it.`,
      example:
        "--domain example.com --start-date 2026-11-01 --end-date 2026-11-07 --metrics visits --dimensions date,path --pagination-limit 100 --limit 250 --format csv",
    },
  },
  params: {
    category_id: "the category that is reported on, a UUID; Profound's pages do not say where to find it",
    cursor: "next_cursor of the page before, with the same query",
    domain: "the domain whose visits are counted",
    end_date: "last day, as 2026-11-07",
    filter: "which rows count",
    group_by: "what rows are split by; date can be added to any",
    max_results: "most rows to send",
    metrics: "the numbers of a row",
    start_date: "first day, as 2026-11-01",
  },
  forms: {
    filter: {
      hint: "expression",
      about: 'as: domain contains example and model is "Google Gemini"; or JSON',
      read: readFilter,
    },
    filters: {
      hint: "expression",
      about: "as: path contains /pricing and referral_source not_in none, internal; or JSON",
      read: (text) => readComparisons(ruleOf("filters"), [], text),
    },
    metric_filters: {
      hint: "expression",
      about: "as: visits > 10; or JSON",
      read: (text) => readComparisons(ruleOf("metric_filters"), ruleOf("metrics").values ?? [], text),
    },
    order_by: { hint: "order", about: "as: visits desc, date; or JSON", read: readOrder },
  },
  defaults: Object.fromEntries(
    ["queryCitations", "queryCitationsAll", "streamCitations"].map((name) => [
      `reports.${name}`,
      { end_date: (now: Date) => now },
    ]),
  ),
  create: (options) => createProfoundClient(options),
  mock: async () => (await import("profound-client/testing")).createMock(),
  // Whatever the API says about the domain, it has read the key by then.
  whoami: { method: "reports.queryReferrals", params: { domain: "example.com", metrics: ["visits"], start_date: new Date() } },
  variables: [
    { name: "PROFOUND_API_KEY", about: "the API key", isSecret: true },
    { name: "PROFOUND_ACCESS_TOKEN", about: "an access token, instead of the key", isSecret: true },
    { name: "PROFOUND_BASE_URL", about: "the API's address, if not the vendor's", isSecret: false },
  ],
};

/** What a row of a citations report has for its groups and metrics: a column for each, or one for each value of an object. */
function citationColumns({ group_by, metrics }: Params, described: readonly string[]): readonly string[] {
  const [groups, numbers] = [namesOf(group_by), namesOf(metrics)];
  const names = [...(groups.includes("page") ? [] : ["domain"]), ...groups, ...(numbers.length > 0 ? numbers : DEFAULT_METRICS)];
  return names.flatMap((name) => described.filter((column) => column === name || column.startsWith(`${name}.`)));
}

function referralColumns({ dimensions, metrics }: Params): readonly string[] {
  return [...namesOf(dimensions), ...namesOf(metrics)];
}

function namesOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((name) => typeof name === "string") : [];
}

/** The spec's rule for an item of a list of the referrals report. */
function ruleOf(name: "filters" | "metric_filters" | "metrics"): ParamRule {
  return queryReferralsOperation.rules?.body?.properties?.[name]?.items ?? {};
}
