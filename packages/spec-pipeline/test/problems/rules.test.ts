import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { isObject, listMember, stringMember, type Json } from "../../src/document/json.ts";
import { RULES, ruleOf, type Rule, type Severity } from "../../src/problems/rules.ts";

const PACKAGE = join(import.meta.dirname, "../..");
const SOURCES = readdirSync(join(PACKAGE, "src"), { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".ts") && !path.endsWith("rules.ts"))
  .map((path) => readFileSync(join(PACKAGE, "src", path), "utf8"));
const SEVERITIES: readonly Severity[] = ["info", "warning", "error"];

/** Rule and severity of every problem that the sources report in one literal, and that the cases expect. */
function reported(): readonly (readonly [rule: string, severity: string])[] {
  const literals = SOURCES.flatMap((text) => [...text.matchAll(/rule: "([\w-]+)",\s*severity: "(\w+)"/g)]);
  const cases = join(PACKAGE, "test/cases");
  const expected = readdirSync(cases, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith("expected.yaml"))
    .flatMap((path) => problemsIn(parse(readFileSync(join(cases, path), "utf8"))));
  return [...literals.map(([, rule = "", severity = ""]) => [rule, severity] as const), ...expected];
}

function problemsIn(value: Json): readonly (readonly [string, string])[] {
  const problems = Array.isArray(value) ? value : listMember(value, "problems");
  return problems
    .filter(isObject)
    .map((problem) => [stringMember(problem, "rule") ?? "", stringMember(problem, "severity") ?? ""] as const);
}

test("every rule of the table is reported somewhere", () => {
  const ids = Object.keys(RULES);
  expect(ids.filter((id) => !SOURCES.some((text) => text.includes(`"${id}"`)))).toEqual([]);
});

test("no rule is reported with more severity than the table says, and each of these with as much", () => {
  const found = new Map<string, Set<string>>();
  for (const [rule, severity] of reported()) if (ruleOf(rule)) found.set(rule, (found.get(rule) ?? new Set()).add(severity));
  const most = [...found].map(([rule, severities]) => [rule, SEVERITIES.findLast((severity) => severities.has(severity))]);
  expect(most.length).toBeGreaterThan(60);
  expect(Object.fromEntries(most)).toEqual(Object.fromEntries(most.map(([rule]) => [rule, ruleOf(String(rule))?.severity])));
});

test("the documentation shows the table", async () => {
  const rows = Object.entries<Rule>(RULES).map(([id, { stage, severity, acceptable, finds }]) => [
    `\`${id}\``,
    stage,
    severity,
    acceptable === true ? "yes" : "no",
    finds,
  ]);
  const table = [["rule", "stage", "severity", "acceptable", "finds"], ...rows];
  const widths = (table[0] ?? []).map((_heading, column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  const [heading = "", ...lines] = table.map((row) => line(row.map((cell, column) => cell.padEnd(widths[column] ?? 0))));
  const text = `# Rules

What a problem can be. A rule of severity \`error\` stops the run, a \`warning\` has to be fixed or accepted with a reason under \`ignore\` in \`vendor.yaml\`, and \`info\` tells what was done. The column
_acceptable_ says which rules \`ignore\` may name; beside them it may name the rules of the general linter. \`code\` stands for the model and the stages that make code of it. An \`error\` is told as \`info\` where
\`init\` leaves a page out.

${[heading, line(widths.map((width) => "-".repeat(width))), ...lines].join("\n")}
`;
  await expect(text).toMatchFileSnapshot("../../../../docs/rules.md");
});

function line(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}
