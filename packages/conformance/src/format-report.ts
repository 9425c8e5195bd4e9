import { isMet, type OtherTool, type Suite, type SuiteReport, type SuiteResult } from "./suite.ts";

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
    return listOf(report) + otherListOf(report);
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

/** All that stands of a suite below its row. */
function earlierList({ title }: Suite, earlier: string): string {
  const parts = earlier.split(/^(?=## )/m).filter((part) => part.startsWith(`## ${title}: `));
  return parts.map((part) => `\n${part.trimEnd()}\n`).join("");
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
  const other = result.other === undefined ? "" : `; ${result.other.name}: ${count(passedOf(result, result.other))}`;
  return `${count(passed)} of ${count(result.cases)}${isMet(report) ? "" : " (missed)"}${beside}${other}`;
}

function passedOf({ cases }: SuiteResult, { failures }: OtherTool): number {
  return cases - [...failures.values()].flat().length;
}

function failuresOf({ result }: SuiteReport): string {
  return (result?.failures ?? []).map(({ name, reason }) => `    ${name}: ${visible(reason)}\n`).join("");
}

function listOf({ suite, result }: SuiteReport): string {
  const failures = result?.failures ?? [];
  if (failures.length === 0) return "";
  const listed = failures.slice(0, MOST_LISTED).map(({ name, reason }) => `| ${cell(name)} | ${cell(reason)} |`);
  const rest = failures.length - listed.length;
  return `
## ${suite.title}: what does not come out right

| case | what comes out |
| --- | --- |
${listed.join("\n")}
${rest > 0 ? `\n${count(rest)} more are not listed.\n` : ""}`;
}

function otherListOf({ suite, result }: SuiteReport): string {
  const { name, failures } = result?.other ?? { name: "", failures: new Map<string, readonly string[]>() };
  if (failures.size === 0) return "";
  const kinds = [...failures].toSorted(([, left], [, right]) => right.length - left.length);
  return `
## ${suite.title}: what ${name} does not get right

| of what kind | how many | cases |
| --- | --- | --- |
${kinds.map(([kind, cases]) => `| ${cell(kind)} | ${count(cases.length)} | ${cases.map(cell).join(", ")} |`).join("\n")}
`;
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
