import { cutText } from "../print/cut-text.ts";
import { joinTerminal, padEnd, inTerminal, terminalLine, type Paint, type TerminalText } from "../print/terminal-text.ts";
import { alarmsOf } from "./alarms.ts";
import type { JudgedChange } from "./change.ts";
import {
  bumpText,
  CAUSES,
  changesByOperation,
  countsText,
  MOST_CHARACTERS,
  MOST_OF_HEADING,
  reasonsOf,
  verdictsText,
  whereTexts,
  type Comparison,
} from "./comparison.ts";

/** A compiler's message can be a type of many lines. The other formats have more of it. */
const MOST_OF_DETAIL = 200;

const COLOURS = { major: "red", minor: "yellow", patch: "blue", none: "dim" } as const;

/** The report as a person reads it: the verdict, then the changes by operation. */
export function formatTerminal(comparisons: readonly Comparison[], paint: Paint): TerminalText {
  return inTerminal`${joinTerminal(
    comparisons.map((comparison) => formatComparison(comparison, paint)),
    inTerminal`\n\n`,
  )}\n`;
}

function formatComparison(comparison: Comparison, paint: Paint): TerminalText {
  const { name, base, report } = comparison;
  const title = inTerminal`${paint("bold", line(name))}  ${paint(COLOURS[report.bump], terminalLine(bumpText(comparison)))}`;
  if (base === undefined) return inTerminal`${title}\n  no release to compare with yet`;
  const groups = changesByOperation(report).flatMap(({ heading, changes }) => [
    inTerminal``,
    inTerminal`  ${paint("bold", line(heading, MOST_OF_HEADING))}`,
    ...changes.flatMap((change) => formatChange(change, paint)),
  ]);
  const alarms = alarmsOf(report).map((text) => inTerminal`  ${paint("red", inTerminal`look first: ${line(text)}`)}`);
  const notes = (report.notes ?? []).map((note) => inTerminal`  ${paint("yellow", line(note))}`);
  const counts = report.changes.length === 0 ? "" : `: ${countsText(report.changes)}`;
  const since = paint("dim", terminalLine(`since ${base}${counts}`));
  return joinTerminal([inTerminal`${title}  ${since}`, ...alarms, ...notes, ...groups], inTerminal`\n`);
}

function formatChange(change: JudgedChange, paint: Paint): readonly TerminalText[] {
  const [where = "", ...others] = whereTexts(change);
  // Only the heaviest changes say how they were found. The others are too many.
  const details = [
    ...others,
    change.cause === undefined ? "" : CAUSES[change.cause],
    ...(change.bump === "major" ? [`found by ${verdictsText(change)}`] : []),
    ...reasonsOf(change),
  ].filter((text) => text !== "");
  const bump = paint(COLOURS[change.bump], padEnd(terminalLine(change.bump), 5));
  return [
    inTerminal`    ${bump}  ${line(change.message)}${where === "" ? inTerminal`` : inTerminal`  ${paint("dim", line(where))}`}`,
    ...details.map((text) => inTerminal`           ${paint("dim", line(text, MOST_OF_DETAIL))}`),
  ];
}

function line(text: string, maxCharacters: number = MOST_CHARACTERS): TerminalText {
  return terminalLine(cutText(text, maxCharacters));
}
