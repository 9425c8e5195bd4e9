import type { JudgedChange } from "./change.ts";
import {
  bumpText,
  CAUSES,
  changesByOperation,
  otherPlaces,
  placeText,
  reasonsOf,
  valuesText,
  verdictsText,
  type Comparison,
} from "./comparison.ts";

/** The report as a pull request shows it. */
export function formatMarkdown(comparisons: readonly Comparison[]): string {
  return comparisons.map(formatComparison).join("\n");
}

function formatComparison(comparison: Comparison): string {
  const { name, base, report } = comparison;
  const lines = [`## ${escape(name)}: ${bumpText(comparison)}`, ""];
  if (base === undefined) return [...lines, "There is no release to compare with yet.", ""].join("\n");
  lines.push(`Compared with ${code(base)}: ${report.changes.length === 0 ? "no difference" : counts(report.changes)}.`, "");
  for (const note of report.notes ?? []) lines.push(`> ${escape(note)}`, "");
  for (const { heading, changes } of changesByOperation(report)) {
    lines.push(
      `### ${heading === "the whole API" ? "The whole API" : code(heading)}`,
      "",
      "| Bump | Change | Where | Judges |",
      "| --- | --- | --- | --- |",
      ...changes.map(row),
      "",
    );
    const reasons = changes.flatMap((change) =>
      reasonsOf(change).map((reason) => `- ${escape(change.message)}: ${code(reason)}`),
    );
    if (reasons.length > 0)
      lines.push("<details><summary>What the compiler said</summary>", "", ...new Set(reasons), "", "</details>", "");
  }
  return lines.join("\n");
}

function row(change: JudgedChange): string {
  const [place] = change.places;
  const values = valuesText(change);
  const text = [
    escape(change.message),
    values === "" ? "" : code(values),
    change.cause === undefined ? "" : `_${CAUSES[change.cause]}_`,
  ]
    .filter((part) => part !== "")
    .join("<br>");
  const where = [place === undefined ? "" : placeText(place), otherPlaces(change)]
    .filter((part) => part !== "")
    .map(escape)
    .join("<br>");
  return `| **${change.bump}** | ${text} | ${where} | ${escape(verdictsText(change))} |`;
}

function counts(changes: readonly JudgedChange[]): string {
  const of = (bump: string): number => changes.filter((change) => change.bump === bump).length;
  return ["major", "minor", "patch"]
    .filter((bump) => of(bump) > 0)
    .map((bump) => `${of(bump)} ${bump}`)
    .join(", ");
}

/** Text of the vendor's cannot open a table cell, a tag or an emphasis. */
function escape(text: string): string {
  return text.replaceAll(/[\\`*_{}[\]<>|~#]/g, String.raw`\$&`).replaceAll(/\s+/g, " ");
}

function code(text: string): string {
  const flat = text.replaceAll(/\s+/g, " ").replaceAll("|", String.raw`\|`);
  const fence = flat.includes("`") ? "``" : "`";
  return `${fence}${fence.length > 1 ? " " : ""}${flat}${fence.length > 1 ? " " : ""}${fence}`;
}
