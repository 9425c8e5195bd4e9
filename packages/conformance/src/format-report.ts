import { isMet, type Suite, type SuiteReport } from "./suite.ts";

/** The most cases of a suite that are listed one by one. */
const MOST_LISTED = 40;

/** A line for each suite, for a terminal. */
export function formatReportLines(reports: readonly SuiteReport[]): string {
  const width = Math.max(...reports.map(({ suite }) => suite.id.length));
  return reports.map((report) => `${report.suite.id.padEnd(width)}  ${figuresOf(report)}\n${failuresOf(report)}`).join("");
}

/** The page `docs/conformance.md`. What it says of suites that have not been run now stays. */
export function formatReportPage(
  suites: readonly Suite[],
  reports: readonly SuiteReport[],
  date: string,
  earlier: string,
): string {
  const known = new Map(reports.map((report) => [report.suite, report]));
  const rows = suites.map((suite) => {
    const report = known.get(suite);
    if (report === undefined) return earlierRow(suite, earlier) ?? rowOf(suite, "not run yet", "–");
    return rowOf(suite, figuresOf(report), date);
  });
  const parts = suites.map((suite) => {
    const report = known.get(suite);
    if (report === undefined) return earlierList(suite, earlier);
    return report.result !== undefined && report.result.failures.length > 0 ? listOf(report) : "";
  });
  return `# Conformance

Tests of others, run against the pipeline and what it generates. \`pnpm conformance --data FOLDER\` writes this page, and \`pnpm conformance SUITE --data FOLDER --page\` the row of one suite. [Its README](../packages/conformance/README.md) says where the data comes from.

| suite | what a case asks | must | result | run on |
| --- | --- | --- | --- | --- |
${rows.join("\n")}
${parts.join("")}`;
}

function rowOf(suite: Suite, figures: string, date: string): string {
  return `| ${suite.title} | ${suite.asks} | ${mustOf(suite)} | ${figures} | ${date} |`;
}

function earlierRow({ title }: Suite, earlier: string): string | undefined {
  return earlier.split("\n").find((line) => line.startsWith("| ") && line.slice(2).split(" | ")[0]?.trim() === title);
}

function earlierList(suite: Suite, earlier: string): string {
  const start = earlier.indexOf(`\n${headOf(suite)}\n`);
  if (start === -1) return "";
  const end = earlier.indexOf("\n## ", start + 1);
  return `${earlier.slice(start, end === -1 ? undefined : end).trimEnd()}\n`;
}

function headOf({ title }: Suite): string {
  return `## ${title}: what does not come out right`;
}

function mustOf({ must }: Suite): string {
  if ("cases" in must) return `≥ ${count(must.cases)}`;
  return must.share === 1 ? "all" : `≥ ${must.share * 100} %`;
}

function figuresOf(report: SuiteReport): string {
  const { result, missing } = report;
  if (result === undefined) return `not run: ${missing.join(", ")} is not in the data folder`;
  const passed = result.cases - result.failures.length;
  const beside = result.beside === undefined ? "" : `; ${result.beside}`;
  return `${count(passed)} of ${count(result.cases)}${isMet(report) ? "" : " (missed)"}${beside}`;
}

function failuresOf({ result }: SuiteReport): string {
  return (result?.failures ?? []).map(({ name, reason }) => `    ${name}: ${visible(reason)}\n`).join("");
}

function listOf({ suite, result }: SuiteReport): string {
  const failures = result?.failures ?? [];
  const listed = failures.slice(0, MOST_LISTED).map(({ name, reason }) => `| ${cell(name)} | ${cell(reason)} |`);
  const rest = failures.length - listed.length;
  return `
${headOf(suite)}

| case | what comes out |
| --- | --- |
${listed.join("\n")}
${rest > 0 ? `\n${count(rest)} more are not listed.\n` : ""}`;
}

function cell(text: string): string {
  return text
    .replaceAll(/\s+/g, " ")
    .replaceAll("|", String.raw`\|`)
    .replaceAll(/[<>`]/g, (sign) => `\\${sign}`);
}

/** A reason may hold what a server sent. */
function visible(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}]+/gu, " ");
}

function count(value: number): string {
  return value.toLocaleString("en-US");
}
