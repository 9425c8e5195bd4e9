import { codeBlock, codeSpan, inMarkdown, joinMarkdown, markdownText, type Markdown } from "../print/markdown-text.ts";
import { isOpen, type Problem } from "../problems/problem.ts";
import type { VendorReport } from "../problems/report.ts";
import type { JudgedChange } from "./change.ts";
import { bumpText, countsText, type Comparison } from "./comparison.ts";
import { alarmItems, changeTable, fitting, formatMarkdown } from "./format-markdown.ts";

/** The findings of a sync about one vendor, as its reviewer reads them. */
export interface ProposedChange {
  readonly report: VendorReport;
  readonly comparison: Comparison | undefined;
  /** Whether the generated files follow from the pages. They do not if a stage fails. */
  readonly isGenerated: boolean;
  /** Text of the proposed changeset. */
  readonly changeset: string | undefined;
  /** Whether checks do not start, because of the token that opens the pull request. */
  readonly checksByHand: boolean;
  /** The place of the whole report, for a text that has only its beginning. */
  readonly wholeReport: string;
}

export function pullRequestTitle({ report, comparison, isGenerated }: ProposedChange): string {
  const bump = comparison?.base === undefined ? undefined : bumpText(comparison);
  const detail = isGenerated ? bump : "not generated yet";
  return `spec(${report.vendor}): follow changed pages${detail === undefined ? "" : ` (${detail})`}`;
}

/** Hosts accept 65,536 characters. */
export const MAX_CHARACTERS = 60_000;

/**
 * The text for the reviewer of a vendor's change, at most 60,000 characters. It has the verdict, the next steps and the table of changes
 * first, then the rest by importance. If not everything fits, each part is cut to its share and refers to the whole report.
 */
export function pullRequestText(change: ProposedChange): Markdown {
  const head = [verdict(change), whatToDo(change)];
  const parts = partsOf(change);
  const room = MAX_CHARACTERS - lengthOf(head) - PART_BREAK.length * (head.length + parts.length);
  const text = fit(parts, room, change.wholeReport);
  return inMarkdown`${joinMarkdown([...head, ...text], PART_BREAK)}\n`;
}

/** The complete text, for the file beside the pull request. */
export function pullRequestReport(change: ProposedChange): Markdown {
  const { report, comparison } = change;
  const [, ...others] = partsOf(change);
  const parts = [
    comparison === undefined ? verdict(change) : formatMarkdown([comparison]),
    whatToDo(change),
    ...others.map(({ rows, print }) => print(rows)),
    ...(report.problems.length === 0
      ? []
      : [inMarkdown`### Every problem and note`, joinMarkdown(report.problems.map(problemItem), NEW_LINE)]),
  ];
  return inMarkdown`${joinMarkdown(parts, PART_BREAK)}\n`;
}

const NEW_LINE = inMarkdown`\n`;
const PART_BREAK = inMarkdown`\n\n`;

function lengthOf(texts: readonly Markdown[]): number {
  return texts.reduce((sum, { length }) => sum + length, 0);
}

/** A part that can be cut after any of its rows. */
interface Part {
  readonly rows: number;
  /** Its share of the text if not everything fits. */
  readonly share: number;
  /** The part with this many of its rows. */
  readonly print: (rows: number) => Markdown;
}

/** Gives each part its need up to its share, in order. The remaining room goes to the parts that need more. */
function fit(parts: readonly Part[], room: number, wholeReport: string): readonly Markdown[] {
  const whole = parts.map(({ rows, print }) => print(rows));
  let spare = room - parts.reduce((sum, { share }, index) => sum + Math.min(share * room, whole[index]?.length ?? 0), 0);
  return parts.map((part, index) => {
    const text = whole[index] ?? part.print(part.rows);
    const share = Math.min(part.share * room, text.length);
    const shown = text.length <= share + spare ? text : cut(part, share + spare, wholeReport);
    spare -= shown.length - share;
    return shown;
  });
}

/** The part with as many rows as fit. */
function cut({ rows, print }: Part, room: number, wholeReport: string): Markdown {
  const printed = (count: number): Markdown =>
    inMarkdown`${print(count)}\n\n… and ${rows - count} more: see ${codeSpan(wholeReport, 200)}.`;
  return fitting(rows, room, printed);
}

function verdict({ report, comparison }: ProposedChange): Markdown {
  const heading =
    comparison === undefined
      ? inMarkdown`## ${markdownText(report.vendor)}: not compared with a release`
      : inMarkdown`## ${markdownText(report.vendor)}: ${markdownText(bumpText(comparison))}`;
  if (comparison?.base === undefined) return heading;
  const counts = inMarkdown`Compared with ${codeSpan(comparison.base)}: ${markdownText(countsText(comparison.report.changes))}.`;
  const notes = (comparison.report.notes ?? []).map((note) => inMarkdown`> ${markdownText(note)}`);
  const alarms = alarmItems(comparison.report);
  return joinMarkdown([heading, ...(alarms.length === 0 ? [] : [joinMarkdown(alarms, NEW_LINE)]), counts, ...notes], PART_BREAK);
}

const isBroken = ({ rule }: Problem): boolean => rule === "client-does-not-fit";
const isUncovered = ({ rule }: Problem): boolean => rule === "method-as-generated";
const isToLookAt = ({ rule }: Problem): boolean => rule === "place-to-look-at";

const MOST_TO_DO = 20;

function whatToDo({ report, changeset, isGenerated, checksByHand, wholeReport }: ProposedChange): Markdown {
  const { problems, vendor } = report;
  const broken = problems.filter(isBroken).length;
  const uncovered = problems.filter(isUncovered).length;
  const toLookAt = problems.filter(isToLookAt).length;
  const others = problems.filter((problem) => isOpen(problem) && !isBroken(problem));
  const items = [
    ...others.slice(0, MOST_TO_DO).map(problemItem),
    ...(others.length > MOST_TO_DO
      ? [inMarkdown`- … and ${others.length - MOST_TO_DO} more problems: see ${codeSpan(wholeReport, 200)}.`]
      : []),
    ...(broken > 0 ? [inMarkdown`- Change the hand-written code that no longer fits (${broken}): see below.`] : []),
    ...(toLookAt > 0
      ? [
          inMarkdown`- Look at the hand-written code that uses changed names (${toLookAt} files): see below. It may compile and mean something else.`,
        ]
      : []),
    ...(uncovered > 0
      ? [inMarkdown`- Give the operations without a method (${uncovered}) one, or leave them to ${codeSpan("call")}: see below.`]
      : []),
    isGenerated ? readingItem(changeset) : generatingItem(vendor),
    ...(checksByHand ? [CHECKS_BY_HAND] : []),
  ];
  const draft = problems.some(isOpen) ? [inMarkdown`This is a draft, since a person has to solve the first items.`] : [];
  return joinMarkdown([inMarkdown`### What to do`, ...draft, joinMarkdown(items, NEW_LINE)], PART_BREAK);
}

function readingItem(changeset: string | undefined): Markdown {
  return changeset === undefined
    ? inMarkdown`- Read the changes. Users see no change.`
    : inMarkdown`- Read the changes, and the text for users. Edit the changeset if needed, and delete its marker line.`;
}

function generatingItem(vendor: string): Markdown {
  const commands = ["generate", "propose"].map((command) => codeSpan(`pnpm specloom ${command} ${vendor}`));
  return inMarkdown`- The new pages are on this branch; the generated files are still those of the old ones. Check the branch out, solve the items above, run ${joinMarkdown(commands, inMarkdown` and `)}, and commit to this branch.`;
}

const CHECKS_BY_HAND = inMarkdown`- Start the checks. A pull request that a workflow opens with its own token starts none: close it and open it again, by the buttons below or with ${codeSpan("gh pr close")} and ${codeSpan("gh pr reopen")}.`;

/** The parts after the head, most important first. The first one is the table of changes. */
function partsOf({ report: { problems }, comparison, changeset, isGenerated }: ProposedChange): readonly Part[] {
  const notes = problems.filter((problem) => !isOpen(problem) && !isUncovered(problem) && !isToLookAt(problem));
  return [
    isGenerated ? tablePart(comparison?.report.changes ?? []) : UNKNOWN_CHANGES,
    ...listPart(inMarkdown`Hand-written code that no longer fits`, problems.filter(isBroken).map(problemItem), 0.1),
    ...listPart(inMarkdown`Hand-written code to look at`, problems.filter(isToLookAt).map(problemItem), 0.05),
    ...listPart(inMarkdown`Operations with their generated method`, problems.filter(isUncovered).map(firstLine), 0.05),
    ...(changeset === undefined ? [] : [changesetPart(changeset.trim().split("\n"))]),
    ...listPart(inMarkdown`Notes on the pages`, noteItems(notes), 0.1),
  ];
}

const UNKNOWN_CHANGES: Part = {
  rows: 0,
  share: 0.5,
  print: () =>
    inMarkdown`The changes for users are known once the files are generated. The first commit shows the changes of the pages.`,
};

function tablePart(changes: readonly JudgedChange[]): Part {
  if (changes.length === 0) return { rows: 0, share: 0.5, print: () => inMarkdown`Nothing changes for users.` };
  const [head = inMarkdown``, rule = inMarkdown``, ...rows] = changeTable(changes);
  const print = (count: number): Markdown =>
    inMarkdown`### What changes\n\n${joinMarkdown([head, rule, ...rows.slice(0, count)], NEW_LINE)}`;
  return { rows: rows.length, share: 0.5, print };
}

function listPart(title: Markdown, items: readonly Markdown[], share: number): readonly Part[] {
  if (items.length === 0) return [];
  const print = (count: number): Markdown => inMarkdown`### ${title}\n\n${joinMarkdown(items.slice(0, count), NEW_LINE)}`;
  return [{ rows: items.length, share, print }];
}

function changesetPart(lines: readonly string[]): Part {
  const print = (count: number): Markdown =>
    inMarkdown`### What users will read\n\n${codeBlock(lines.slice(0, count).join("\n"), inMarkdown`markdown`)}`;
  return { rows: lines.length, share: 0.2, print };
}

/** The place of a problem, the problem, and the fix. */
function problemItem({ severity, message, location, fix }: Problem): Markdown {
  const place = location ? inMarkdown`${codeSpan(`${location.file}:${location.line}`, 200)} ` : inMarkdown``;
  const level = severity === "info" ? inMarkdown`` : inMarkdown`**${markdownText(severity)}** `;
  const [first = "", ...more] = message.split("\n");
  const lines = [
    inMarkdown`- ${place}${level}${markdownText(first)}`,
    ...more.map((text) => inMarkdown`  ${markdownText(text)}`),
  ];
  if (fix !== undefined) lines.push(inMarkdown`  To do: ${markdownText(fix)}`);
  // A line break in a list item becomes a space, unless a backslash is before it.
  return joinMarkdown(lines, inMarkdown`\\\n`);
}

function firstLine({ message }: Problem): Markdown {
  return inMarkdown`- ${markdownText(message.split("\n", 1).join(""))}`;
}

const MOST_OF_A_RULE = 5;
const MOST_PLACES = 3;

/** Equal notes become one line with their number and first places. Of many notes by one rule, a few are shown. */
function noteItems(notes: readonly Problem[]): readonly Markdown[] {
  return [...Map.groupBy(notes, ({ rule }) => rule)].flatMap(([rule, ofRule]) => {
    const equal = [...Map.groupBy(ofRule, ({ message }) => message).values()].toSorted((a, b) => b.length - a.length);
    const more = equal.slice(MOST_OF_A_RULE).reduce((sum, group) => sum + group.length, 0);
    return [
      ...equal.slice(0, MOST_OF_A_RULE).map(noteItem),
      ...(more > 0 ? [inMarkdown`- … and ${more} more of the rule ${codeSpan(rule)}`] : []),
    ];
  });
}

function noteItem(group: readonly Problem[]): Markdown {
  const [note] = group;
  if (note === undefined || group.length === 1) return note === undefined ? inMarkdown`` : problemItem(note);
  const places = [...new Set(group.flatMap(({ location }) => (location ? [`${location.file}:${location.line}`] : [])))];
  const shown = joinMarkdown(
    places.slice(0, MOST_PLACES).map((place) => codeSpan(place, 200)),
    inMarkdown`, `,
  );
  const where = places.length === 0 ? inMarkdown`` : inMarkdown`, first at ${shown}`;
  return inMarkdown`- ${group.length} times: ${markdownText(note.message)}${where}`;
}
