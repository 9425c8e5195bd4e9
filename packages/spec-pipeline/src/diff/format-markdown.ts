import { codeBlock, codeSpan, joinMarkdown, inMarkdown, markdownText, tableRow, type Markdown } from "../print/markdown-text.ts";
import { alarmsOf } from "./alarms.ts";
import type { DiffReport, JudgedChange } from "./change.ts";
import {
  adviceText,
  bumpText,
  BUMPS_OF_CHANGES,
  CAUSES,
  changesByOperation,
  countsText,
  reasonsOf,
  valuesText,
  verdictsText,
  whereTexts,
  type Comparison,
  type OperationChanges,
} from "./comparison.ts";
import { sidesOf, type Sides } from "./sides-of.ts";

/**
 * The report as a pull request shows it. `room`: the most characters that it may have. If not everything fits, each comparison has its
 * heaviest operations.
 */
export function formatMarkdown(comparisons: readonly Comparison[], room: number = Number.POSITIVE_INFINITY): Markdown {
  const share = room / comparisons.length - 1;
  return joinMarkdown(
    comparisons.map((comparison) => formatComparison(comparison, share)),
    NEW_LINE,
  );
}

/** What `print` gives for the largest count, up to `most`, whose text fits. */
export function fitting(most: number, room: number, print: (count: number) => Markdown): Markdown {
  let [least, open] = [0, most];
  while (least < open) {
    const middle = Math.ceil((least + open) / 2);
    if (print(middle).length <= room) least = middle;
    else open = middle - 1;
  }
  return print(least);
}

const NEW_LINE = inMarkdown`\n`;
const NOTHING = inMarkdown``;
const BREAK = inMarkdown`\n\n`;

function formatComparison(comparison: Comparison, room: number): Markdown {
  const { name, base, report } = comparison;
  const lines = [inMarkdown`## ${markdownText(name)}: ${markdownText(bumpText(comparison))}`, NOTHING];
  if (base === undefined) return joinMarkdown([...lines, markdownText(adviceText(comparison)), NOTHING], NEW_LINE);
  lines.push(inMarkdown`Compared with ${codeSpan(base)}: ${markdownText(countsText(report.changes))}.`, NOTHING);
  if (report.changes.length > 0) lines.push(markdownText(adviceText(comparison)), NOTHING);
  for (const alarm of alarmItems(report)) lines.push(alarm);
  for (const note of report.notes ?? []) lines.push(inMarkdown`> ${markdownText(note)}`, NOTHING);
  const groups = changesByOperation(report);
  const texts = groups.map((group) => joinMarkdown(formatGroup(group, comparison), NEW_LINE));
  return fitting(groups.length, room, (count) =>
    joinMarkdown(
      [
        ...lines,
        ...(groups.length >= MANY_GROUPS ? [...overview(groups.slice(0, count)), NOTHING] : []),
        ...texts.slice(0, count),
        ...(count < groups.length
          ? [inMarkdown`… and ${groups.length - count} more operations: see the report as HTML.`, NOTHING]
          : []),
      ],
      NEW_LINE,
    ),
  );
}

function formatGroup({ heading, changes }: OperationChanges, comparison: Comparison): readonly Markdown[] {
  return [
    inMarkdown`### ${headingText(heading)}`,
    NOTHING,
    ...TABLE_HEAD,
    ...changes.map((change) => row(change)),
    NOTHING,
    ...folded("Before and after", BREAK, beforeAndAfter(changes, comparison)),
    ...folded(
      "What the compiler said",
      NEW_LINE,
      changes.flatMap((change) =>
        reasonsOf(change).map((reason) => inMarkdown`- ${markdownText(change.message)}: ${codeSpan(reason, MAX_REASON)}`),
      ),
    ),
  ];
}

/** A report with fewer operations needs no overview. */
const MANY_GROUPS = 4;

/** The number of changes in each operation, for the reader of a long report. */
function overview(groups: readonly OperationChanges[]): readonly Markdown[] {
  const rows = groups.map(({ heading, changes }) =>
    tableRow([
      headingText(heading),
      ...BUMPS_OF_CHANGES.map((bump) => {
        const count = changes.filter((change) => change.bump === bump).length;
        return count === 0 ? NOTHING : inMarkdown`${count}`;
      }),
    ]),
  );
  return [inMarkdown`| Operation | Major | Minor | Patch |`, inMarkdown`| --- | --: | --: | --: |`, ...rows];
}

function headingText(heading: string): Markdown {
  return heading === "the whole API" ? inMarkdown`The whole API` : codeSpan(heading);
}

/** Details that a reader can open. Empty without parts. */
function folded(title: string, separator: Markdown, parts: readonly Markdown[]): readonly Markdown[] {
  const list = joinMarkdown([...new Set(parts)], separator);
  return parts.length === 0
    ? []
    : [inMarkdown`<details><summary>${markdownText(title)}</summary>\n\n${list}\n\n</details>`, NOTHING];
}

/** What changes look like before and after. Several changes of the same values show them once. */
function beforeAndAfter(changes: readonly JudgedChange[], comparison: Comparison): readonly Markdown[] {
  const messages = new Map<Markdown, Markdown[]>();
  for (const change of changes) {
    const blocks = joinMarkdown(sidesOf(change, comparison).map(sidesBlock), BREAK);
    if (blocks !== "") messages.set(blocks, [...(messages.get(blocks) ?? []), markdownText(change.message)]);
  }
  return [...messages].map(([blocks, said]) => inMarkdown`${joinMarkdown(said, inMarkdown`; `)}:\n\n${blocks}`);
}

/** Both sides as removed and added lines. */
function sidesBlock({ before, after }: Sides): Markdown {
  return codeBlock([...marked(before, "-"), ...marked(after, "+")].join("\n"), inMarkdown`diff`);
}

function marked(text: string | undefined, mark: string): readonly string[] {
  return (text ?? "").split("\n").flatMap((line) => (line === "" ? [] : [`${mark} ${line}`]));
}

/** The part before everything else: a heading and a list, or nothing. */
export function alarmItems(report: DiffReport): readonly Markdown[] {
  const alarms = alarmsOf(report).map((text) => inMarkdown`- ${markdownText(text)}`);
  return alarms.length === 0 ? [] : [inMarkdown`### Look at this first`, NOTHING, ...alarms, NOTHING];
}

const MAX_REASON = 500;
const MAX_VALUES = 250;

/** The lines of a table of changes, with its head. The changes may be of any operations. */
export function changeTable(changes: readonly JudgedChange[]): readonly Markdown[] {
  return [...TABLE_HEAD, ...changes.map((change) => row(change, change.places[0]?.operation.call))];
}

const TABLE_HEAD = [inMarkdown`| Bump | Change | Where | Found by |`, inMarkdown`| --- | --- | --- | --- |`];

/** `call`: the operation, if the table is not below its name. */
function row(change: JudgedChange, call?: string): Markdown {
  const values = valuesText(change);
  const text = [
    markdownText(change.message),
    ...(values === "" ? [] : [codeSpan(values, MAX_VALUES)]),
    ...(change.cause === undefined ? [] : [inMarkdown`_${markdownText(CAUSES[change.cause])}_`]),
  ];
  const places = whereTexts(change).map((part) => markdownText(part));
  return tableRow([
    inMarkdown`**${markdownText(change.bump)}**`,
    joinMarkdown(text, inMarkdown`<br>`),
    joinMarkdown(call === undefined ? places : [codeSpan(call), ...places], inMarkdown`<br>`),
    markdownText(verdictsText(change)),
  ]);
}
