import { isMet, type Suite, type SuiteReport } from "./suite.ts";

/** The most cases of a suite that are listed one by one. */
const MOST_LISTED = 40;

/** A line for each suite, for a terminal. */
export function formatReportLines(reports: readonly SuiteReport[]): string {
  const width = Math.max(...reports.map(({ suite }) => suite.id.length));
  return reports.map((report) => `${report.suite.id.padEnd(width)}  ${figuresOf(report)}\n${failuresOf(report)}`).join("");
}

/** The page `docs/conformance.md`. */
export function formatReportPage(reports: readonly SuiteReport[], date: string): string {
  const rows = reports.map(
    (report) => `| ${report.suite.title} | ${report.suite.asks} | ${mustOf(report.suite)} | ${figuresOf(report)} |`,
  );
  const parts = reports.filter(({ result }) => result !== undefined && result.failures.length > 0).map(listOf);
  return `# Conformance

Tests of others, run against the pipeline and what it generates. \`pnpm conformance --data FOLDER\` writes this page; [its README](../packages/conformance/README.md) says where the data comes from. The last run was on ${date}.

| suite | what a case asks | must | result |
| --- | --- | --- | --- |
${rows.join("\n")}
${parts.join("")}`;
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
## ${suite.title}: what does not come out right

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
