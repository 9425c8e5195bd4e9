import Table from "cli-table3";
import widthOf from "string-width";
import { visibleText } from "../visible-text.ts";
import { CHART_COLUMN } from "./chart.ts";
import type { Cell, Row } from "./rows-of.ts";

/** Between two columns. */
const GAP = 2;
/** The least width of a column of text. */
const LEAST_WIDTH = 6;

interface Column {
  readonly name: string;
  readonly isNumber: boolean;
  /** A value of another kind would change its meaning if it were cut: a number, a chart. */
  readonly isWhole: boolean;
  readonly width: number;
}

/** The layout of a table's rows, decided by the first of them. */
export interface TableLayout {
  readonly columns: readonly Column[];
  /** The columns that do not fit into the terminal. */
  readonly hidden: readonly string[];
}

/** @param width of the terminal, `Infinity` if nothing has to fit. */
export function layOutTable(rows: readonly Row[], names: readonly string[], width: number): TableLayout {
  const natural = names.map((name) => {
    const cells = rows.map((row) => row.get(name));
    const isNumber =
      cells.some((cell) => typeof cell === "number") && cells.every((cell) => cell == null || typeof cell === "number");
    return {
      name,
      isNumber,
      isWhole: isNumber || name === CHART_COLUMN,
      width: Math.max(widthOf(visibleText(name)), ...cells.map((cell) => widthOf(show(cell)))),
    };
  });
  let kept = natural;
  while (kept.length > 1 && leastWidth(kept) > width) kept = kept.slice(0, -1);
  return { columns: fit(kept, width), hidden: natural.slice(kept.length).map(({ name }) => name) };
}

function leastWidth(columns: readonly Column[]): number {
  const widths = columns.map(({ isWhole, width }) => (isWhole ? width : Math.min(width, LEAST_WIDTH)));
  return widths.reduce((sum, each) => sum + each, GAP * (columns.length - 1));
}

/** Narrows the widest column of text until all columns fit. A number is not cut, since it would become another number. */
function fit(columns: readonly Column[], width: number): readonly Column[] {
  const widths = columns.map((column) => column.width);
  const total = (): number => widths.reduce((sum, each) => sum + each, GAP * (columns.length - 1));
  while (total() > width) {
    const texts = columns.flatMap(({ isWhole }, index) => (isWhole || (widths[index] ?? 0) <= LEAST_WIDTH ? [] : [index]));
    const widest = texts.toSorted((one, other) => (widths[other] ?? 0) - (widths[one] ?? 0))[0];
    if (widest === undefined) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return columns.map((column, index) => ({ ...column, width: widths[index] ?? column.width }));
}

/** The lines of a table, each with its line break. */
export function printTable({ columns }: TableLayout, rows: readonly Row[], hasHead: boolean): string {
  if (columns.length === 0) return "";
  const table = new Table({
    ...(hasHead ? { head: columns.map(({ name, width }) => cut(visibleText(name), width)) } : {}),
    chars: NO_LINES,
    style: { "padding-left": 0, "padding-right": 0, head: [], border: [], compact: true },
    colWidths: columns.map(({ width }) => width),
    colAligns: columns.map(({ isNumber }) => (isNumber ? "right" : "left")),
  });
  table.push(...rows.map((row) => columns.map(({ name, width }) => cut(show(row.get(name)), width))));
  const lines = table.toString().split("\n");
  return lines.map((line) => `${line.trimEnd()}\n`).join("");
}

const NO_LINES = {
  ...Object.fromEntries(
    ["top", "top-mid", "top-left", "top-right", "bottom", "bottom-mid", "bottom-left", "bottom-right"].map((part) => [part, ""]),
  ),
  ...Object.fromEntries(["left", "left-mid", "mid", "mid-mid", "right", "right-mid"].map((part) => [part, ""])),
  middle: " ".repeat(GAP),
};

function show(cell: Cell): string {
  if (cell === undefined || cell === null) return "";
  if (typeof cell === "number" && !Number.isInteger(cell)) return showFraction(cell);
  return visibleText(String(cell));
}

/** Six digits are enough to read, and no digit before the point is less than it was. */
function showFraction(value: number): string {
  const digits = Math.max(6, Math.floor(Math.log10(Math.abs(value))) + 1);
  return String(Number(value.toPrecision(Math.min(digits, 21))));
}

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** A text of at most so many columns. A sign of several characters, as many an emoji is, stays whole or is left out. */
function cut(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  let kept = "";
  let taken = 0;
  for (const { segment } of graphemes.segment(text)) {
    taken += widthOf(segment);
    if (taken > width - 1) break;
    kept += segment;
  }
  return `${kept}…`;
}
