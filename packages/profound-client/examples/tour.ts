/** A first look at the client: a stream of citations as a ranked table, and a referrals report with named columns. `npm start` runs it against the mock. */
import { type CitationRow, createProfoundClient } from "profound-client";
import { bars } from "./bars.ts";
import { sayErrors } from "./say-errors.ts";
import { type Column, formatTable, percent } from "./table.ts";

sayErrors();
const isStyled = (process.stdout.isTTY || process.env["FORCE_COLOR"]) && !process.env["NO_COLOR"];
const style = (code: number, text: string) => (isStyled ? `\x1b[${code}m${text}\x1b[0m` : text);

let begun = 0;
let request = "";
const { reports } = createProfoundClient({
  hooks: {
    onRequest() {
      begun = performance.now();
    },
    onResponse({ method, url, status }) {
      request = `${method} ${new URL(url).pathname} → ${status}`;
    },
  },
});

function print<Row>(title: string, columns: readonly Column<Row>[], rows: readonly Row[], note: string): void {
  const [head = "", ...lines] = formatTable(columns, rows);
  const cost = `${request}, ${note} in ${Math.round(performance.now() - begun)} ms`;
  console.log(
    [style(1, `\n${title}`), style(2, `  ${head}`), ...lines.map((line) => `  ${line}`), style(2, `  ${cost}`)].join("\n"),
  );
}

const citations = reports.streamCitations({
  category_id: "182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e",
  start_date: "2026-06-09",
  end_date: "2026-06-15",
});
const top: CitationRow<readonly ["count", "citation_share", "rank"], readonly []>[] = [];
let count = 0;
for await (const row of citations) {
  count += 1;
  if (top.length < 8) top.push(row);
}
// The API averages the share over the models, so more citations need not mean a larger share.
const shareBars = bars(
  top.map((row) => row.citation_share),
  20,
);
print(
  "Profound: domains by their share of AI citations, 9–15 June 2026 (ET)",
  [
    { title: "RANK", value: ({ rank }) => rank ?? "–", isNumeric: true },
    { title: "DOMAIN", value: ({ domain }) => domain },
    { title: "CITATIONS", value: (row) => row.count },
    { title: "SHARE", value: (row) => percent(row.citation_share), isNumeric: true },
    { title: "", value: (row) => shareBars[top.indexOf(row)] ?? "" },
  ],
  top,
  `${count.toLocaleString("en-US")} rows`,
);

const { rows, info } = await reports.queryReferrals({
  domain: "example.com",
  start_date: "2026-06-09",
  end_date: "2026-06-15",
  metrics: ["visits", "last_visit"],
  dimensions: ["path", "referral_source"],
  filters: [{ field: "referral_source", operator: "not_in", value: ["none", "internal", "other"] }],
  pagination: { limit: 6 },
});
const visitBars = bars(
  rows.map(({ visits }) => visits),
  20,
);
print(
  "Profound: visits that AI engines sent to example.com, 9–15 June 2026 (UTC)",
  [
    { title: "SOURCE", value: (row) => row.referral_source },
    { title: "PATH", value: ({ path }) => path },
    { title: "VISITS", value: ({ visits }) => visits },
    { title: "", value: (row) => visitBars[rows.indexOf(row)] ?? "" },
  ],
  rows,
  `${rows.length} of ${info.total_rows} rows`,
);
