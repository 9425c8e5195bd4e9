/**
 * Writes a page with a chart of the five most cited domains: how their shares moved, week by week.
 *
 *     node examples/share-chart.ts CATEGORY_ID [share.html] [WEEKS]
 *
 * The page needs no network and no script: the chart is plain SVG, with a table of the same numbers below it.
 */
import { writeFile } from "node:fs/promises";
import { createProfoundClient, filter, lastDays } from "profound-client";
import { drawLines, escapeText } from "./line-chart.ts";
import { sayErrors } from "./say-errors.ts";
import { percent } from "./table.ts";

sayErrors();
const [category_id, file = "share.html", weeks = "8"] = process.argv.slice(2);
if (category_id === undefined || !/^[1-9]\d?$/.test(weeks)) {
  console.error("usage: share-chart.ts CATEGORY_ID [share.html] [WEEKS]");
  process.exit(2);
}

const { reports } = createProfoundClient();
const range = lastDays(Number(weeks) * 7);
const { data: top } = await reports.queryCitations({ category_id, ...range, limit: 5 });
const domains = top.map(({ domain }) => domain);

const shares = new Map<string, Map<string, number>>();
for await (const row of reports.streamCitations({
  category_id,
  ...range,
  group_by: ["date"],
  interval: "week",
  metrics: ["citation_share"],
  filter: filter.domain.in(domains),
})) {
  const week = shares.get(row.date) ?? new Map<string, number>();
  shares.set(row.date, week.set(row.domain, row.citation_share));
}

const dates = [...shares.keys()].toSorted();
const lines = domains.map((name) => ({ name, values: dates.map((date) => shares.get(date)?.get(name)) }));
const title = `Share of citations, ${range.start_date} to ${range.end_date} (Eastern Time)`;
const cell = (share: number | undefined): string => `<td>${share === undefined ? "–" : percent(share)}</td>`;

await writeFile(
  file,
  `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeText(title)}</title>
<style>
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
  body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
  h1 { font-size: 1.4rem }
  .wide { overflow-x: auto }
  svg { width: 100%; min-width: 40rem; height: auto }
  table { border-collapse: collapse; width: 100% }
  th, td { padding: .3rem .6rem; text-align: right; border-bottom: 1px solid #8884 }
  th:first-child { text-align: left; white-space: nowrap }
</style>
<h1>${escapeText(title)}</h1>
<div class="wide" tabindex="0" role="region" aria-label="Chart">
${drawLines(lines, dates, percent)}
</div>
<div class="wide" tabindex="0" role="region" aria-label="The same numbers">
<table>
<tr><th>Week of</th>${domains.map((name) => `<th>${escapeText(name)}</th>`).join("")}</tr>
${dates.map((date, at) => `<tr><th>${escapeText(date)}</th>${lines.map(({ values }) => cell(values[at])).join("")}</tr>`).join("\n")}
</table>
</div>
<p>A week that reaches beyond the range counts only its days within it.</p>
</html>
`,
);
console.log(`${file}: ${domains.length} domains, ${dates.length} weeks`);
