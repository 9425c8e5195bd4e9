import type { Paint } from "../problems/problem.ts";
import type { JudgedChange } from "./change.ts";
import { bumpText, CAUSES, changesByOperation, otherPlaces, placeText, reasonsOf, type Comparison } from "./comparison.ts";

const COLOURS = { major: "red", minor: "yellow", patch: "blue", none: "dim" } as const;

/** The report as a person reads it: the verdict, then the changes by operation. */
export function formatTerminal(comparisons: readonly Comparison[], paint: Paint): string {
  return `${comparisons.map((comparison) => formatComparison(comparison, paint)).join("\n\n")}\n`;
}

function formatComparison(comparison: Comparison, paint: Paint): string {
  const { name, base, report } = comparison;
  const title = `${paint("bold", name)}  ${paint(COLOURS[report.bump], bumpText(comparison))}`;
  if (base === undefined) return `${title}\n  no release to compare with yet`;
  const groups = changesByOperation(report).flatMap(({ heading, changes }) => [
    "",
    `  ${paint("bold", heading)}`,
    ...changes.flatMap((change) => formatChange(change, paint)),
  ]);
  const notes = (report.notes ?? []).map((note) => `  ${paint("yellow", note)}`);
  return [`${title}  ${paint("dim", `since ${base}`)}`, ...notes, ...groups].join("\n");
}

function formatChange(change: JudgedChange, paint: Paint): readonly string[] {
  const [place] = change.places;
  const where = place === undefined ? "" : placeText(place);
  const details = [otherPlaces(change), change.cause === undefined ? "" : CAUSES[change.cause], ...reasonsOf(change)].filter(
    (text) => text !== "",
  );
  return [
    `    ${paint(COLOURS[change.bump], change.bump.padEnd(5))}  ${change.message}${where === "" ? "" : `  ${paint("dim", where)}`}`,
    ...details.map((text) => `           ${paint("dim", text)}`),
  ];
}
