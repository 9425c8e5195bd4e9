import { codeSpan, joinMarkdown, inMarkdown, markdownText, tableRow, type Markdown } from "../print/markdown-text.ts";
import { alarmsOf } from "./alarms.ts";
import type { DiffReport, JudgedChange } from "./change.ts";
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
export function formatMarkdown(comparisons: readonly Comparison[]): Markdown {
  return joinMarkdown(comparisons.map(formatComparison), NEW_LINE);
}

const NEW_LINE = inMarkdown`\n`;
const NOTHING = inMarkdown``;

function formatComparison(comparison: Comparison): Markdown {
  const { name, base, report } = comparison;
  const lines = [inMarkdown`## ${markdownText(name)}: ${markdownText(bumpText(comparison))}`, NOTHING];
  if (base === undefined)
    return joinMarkdown([...lines, inMarkdown`There is no release to compare with yet.`, NOTHING], NEW_LINE);
  lines.push(inMarkdown`Compared with ${codeSpan(base)}: ${markdownText(countsText(report.changes))}.`, NOTHING);
  for (const alarm of alarmItems(report)) lines.push(alarm);
  for (const note of report.notes ?? []) lines.push(inMarkdown`> ${markdownText(note)}`, NOTHING);
  for (const { heading, changes } of changesByOperation(report)) {
    lines.push(
      inMarkdown`### ${heading === "the whole API" ? inMarkdown`The whole API` : codeSpan(heading)}`,
      NOTHING,
      ...TABLE_HEAD,
      ...changes.map((change) => row(change)),
      NOTHING,
    );
    const reasons = changes.flatMap((change) =>
      reasonsOf(change).map((reason) => inMarkdown`- ${markdownText(change.message)}: ${codeSpan(reason, MAX_REASON)}`),
    );
    if (reasons.length > 0) {
      const list = joinMarkdown([...new Set(reasons)], NEW_LINE);
      lines.push(inMarkdown`<details><summary>What the compiler said</summary>\n\n${list}\n\n</details>`, NOTHING);
    }
  }
  return joinMarkdown(lines, NEW_LINE);
}

/** What stands before everything else: a heading and a list, or nothing. */
export function alarmItems(report: DiffReport): readonly Markdown[] {
  const alarms = alarmsOf(report).map((text) => inMarkdown`- ${markdownText(text)}`);
  return alarms.length === 0 ? [] : [inMarkdown`### Look at this first`, NOTHING, ...alarms, NOTHING];
}

const MAX_REASON = 500;
const MAX_VALUES = 250;

/** The lines of a table of changes of any operations, head included. */
export function changeTable(changes: readonly JudgedChange[]): readonly Markdown[] {
  return [...TABLE_HEAD, ...changes.map((change) => row(change, change.places[0]?.operation.call))];
}

const TABLE_HEAD = [inMarkdown`| Bump | Change | Where | Found by |`, inMarkdown`| --- | --- | --- | --- |`];

/** `call`: the operation, where the table does not stand below its name. */
function row(change: JudgedChange, call?: string): Markdown {
  const [place] = change.places;
  const values = valuesText(change);
  const text = [
    markdownText(change.message),
    ...(values === "" ? [] : [codeSpan(values, MAX_VALUES)]),
    ...(change.cause === undefined ? [] : [inMarkdown`_${markdownText(CAUSES[change.cause])}_`]),
  ];
  const where = [place === undefined ? "" : placeText(place), otherPlaces(change)].filter((part) => part !== "");
  const places = where.map((part) => markdownText(part));
  return tableRow([
    inMarkdown`**${markdownText(change.bump)}**`,
    joinMarkdown(text, inMarkdown`<br>`),
    joinMarkdown(call === undefined ? places : [codeSpan(call), ...places], inMarkdown`<br>`),
    markdownText(verdictsText(change)),
  ]);
}

/** `1 major, 3 minor`, or `no difference`. */
export function countsText(changes: readonly JudgedChange[]): string {
  const of = (bump: string): number => changes.filter((change) => change.bump === bump).length;
  const counts = ["major", "minor", "patch"].filter((bump) => of(bump) > 0).map((bump) => `${of(bump)} ${bump}`);
  return counts.length === 0 ? "no difference" : counts.join(", ");
}
