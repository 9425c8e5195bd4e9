/**
 * The AI-visibility digest: which domains are cited most, and how their shares moved week by week, as tables and as a CSV file.
 *
 *     node examples/visibility-digest.ts CATEGORY_ID [digest.csv] [WEEKS]
 *
 * Two requests, however many domains there are: a page of the top, and a stream of their weeks.
 */
import { writeFile } from "node:fs/promises";
import { createProfoundClient, filter, lastDays } from "profound-client";
import { sparkLine } from "./bars.ts";
import { toCsv } from "./csv.ts";
import { sayErrors } from "./say-errors.ts";
import { formatTable, percent } from "./table.ts";

sayErrors();
const [category_id, file = "digest.csv", weeks = "4"] = process.argv.slice(2);
if (category_id === undefined || !/^[1-9]\d?$/.test(weeks)) {
  console.error("usage: visibility-digest.ts CATEGORY_ID [digest.csv] [WEEKS]");
  process.exit(2);
}

const { reports } = createProfoundClient();
// Complete days of Eastern Time, the report's own zone; the last one is yesterday.
const range = lastDays(Number(weeks) * 7);

const { data: top, info } = await reports.queryCitations({ category_id, ...range, limit: 10 });
console.log(
  `Most cited, ${range.start_date} to ${range.end_date} (ET), of ${info.total_results?.toLocaleString("en-US") ?? "an unknown number of"} domains\n`,
);
console.log(
  formatTable(
    [
      { title: "DOMAIN", value: ({ domain }) => domain },
      { title: "CITATIONS", value: ({ count }) => count },
      { title: "SHARE", value: (row) => percent(row.citation_share), isNumeric: true },
    ],
    top,
  ).join("\n"),
);
console.log("\nIn order of share, which is averaged over models: a domain with more citations may have a lower one.");

// The API counts subdomains as their domain where it filters, so the rows are looked up by name.
const shown = top.slice(0, 5).map(({ domain }) => domain);
const shares = new Map<string, Map<string, number>>();
const records = [];
for await (const row of reports.streamCitations({
  category_id,
  ...range,
  group_by: ["date"],
  interval: "week",
  metrics: ["count", "citation_share"],
  filter: filter.domain.in(shown),
})) {
  records.push(row);
  const week = shares.get(row.date) ?? new Map<string, number>();
  shares.set(row.date, week.set(row.domain, row.citation_share));
}

console.log("\nShare of citations, by week. A week that reaches beyond the range counts only its days within it.\n");
console.log(
  formatTable(
    [
      { title: "WEEK OF", value: ([date]) => date },
      ...shown.map((domain) => ({
        title: domain,
        value: ([, week]: [string, Map<string, number>]) => (week.has(domain) ? percent(week.get(domain) ?? 0) : "–"),
        isNumeric: true,
      })),
    ],
    [...shares].toSorted(([a], [b]) => a.localeCompare(b)),
  ).join("\n") + "\n",
);

const dates = [...shares.keys()].toSorted();
for (const domain of shown) {
  console.log(`${domain.padEnd(24)} ${sparkLine(dates.map((date) => shares.get(date)?.get(domain)))}`);
}

const sorted = records.toSorted((a, b) => a.date.localeCompare(b.date) || b.citation_share - a.citation_share);
await writeFile(file, toCsv(["date", "domain", "count", "citation_share"], sorted));
console.log(`\n${file}: ${sorted.length} rows`);
