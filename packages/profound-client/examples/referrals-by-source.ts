/**
 * Visits from AI engines by source and day, as a table and as a line for each source.
 *
 *     node examples/referrals-by-source.ts DOMAIN [DAYS]
 */
import { createProfoundClient, lastDays } from "profound-client";
import { sparkLine } from "./bars.ts";
import { sayErrors } from "./say-errors.ts";
import { formatTable } from "./table.ts";

sayErrors();
const [domain, days = "7"] = process.argv.slice(2);
if (domain === undefined || !/^[1-9]\d?$/.test(days)) {
  console.error("usage: referrals-by-source.ts DOMAIN [DAYS]");
  process.exit(2);
}

const { reports } = createProfoundClient();
const totals = new Map<string, number>();
const byDay = new Map<string, Map<string, number>>();
for await (const { date, referral_source: source, visits } of reports.queryReferralsAll({
  domain,
  // Complete days in UTC, the report's own zone. A fixed end and a full order keep the pages from moving while they are walked.
  ...lastDays(Number(days), { report: "referrals" }),
  order_by: { date: "asc", referral_source: "asc" },
  metrics: ["visits"],
  dimensions: ["date", "referral_source"],
  // What is left is what AI engines sent; `other` is search engines and other sites.
  filters: [{ field: "referral_source", operator: "not_in", value: ["none", "internal", "other"] }],
})) {
  const day = byDay.get(date) ?? new Map<string, number>();
  byDay.set(date, day.set(source, visits));
  totals.set(source, (totals.get(source) ?? 0) + visits);
}

const sources = [...totals.keys()].toSorted((a, b) => (totals.get(b) ?? 0) - (totals.get(a) ?? 0));
console.log(`Visits to ${domain} from AI engines, by day (UTC)\n`);
console.log(
  formatTable<[string, Map<string, number>]>(
    [
      { title: "DATE", value: ([date]) => date },
      ...sources.map((source) => ({ title: source, value: ([, day]: [string, Map<string, number>]) => day.get(source) ?? 0 })),
      { title: "total", value: ([, day]) => [...day.values()].reduce((sum, visits) => sum + visits, 0) },
    ],
    [...byDay, ["total", totals]],
  ).join("\n"),
);
console.log(
  [
    "",
    ...formatTable(
      [
        { title: "SOURCE", value: (source) => source },
        { title: "VISITS", value: (source) => totals.get(source) ?? 0 },
        { title: "BY DAY", value: (source) => sparkLine([...byDay.values()].map((day) => day.get(source) ?? 0)) },
      ],
      sources,
    ),
  ].join("\n"),
);
