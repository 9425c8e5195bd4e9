import { UsageError } from "../usage-error.ts";
import type { Cell, Row } from "./rows-of.ts";

/** The number of characters of a bar, and of a line. */
const WIDTH = 20;
const MOST_POINTS = 60;
const EIGHTHS = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
const LEVELS = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];

/** The name of the column with the chart. It is never cut. */
export const CHART_COLUMN = "chart";

/**
 * Rows with a bar for the numbers of a column. If there is a column of dates, a row for each series with a line over its dates.
 *
 * @param wanted the column; the first one of numbers if it is empty.
 */
export function chartRows(rows: readonly Row[], wanted: string): readonly Row[] {
  const column = wanted === "" ? firstNumbers(rows) : wanted;
  if (column === undefined) throw new UsageError("--chart: there is no column of numbers");
  if (rows.length > 0 && !rows.some((row) => typeof row.get(column) === "number"))
    throw new UsageError(`--chart ${column}: there are no numbers in this column`);
  const names = [...new Set(rows.flatMap((row) => [...row.keys()]))];
  const date = names.find((name) => rows.every((row) => isDate(row.get(name))));
  return date === undefined || date === column ? withBars(rows, column) : asLines(rows, column, date, names);
}

function firstNumbers(rows: readonly Row[]): string | undefined {
  return [...(rows[0]?.keys() ?? [])].find((name) => rows.some((row) => typeof row.get(name) === "number"));
}

function isDate(cell: Cell): boolean {
  return typeof cell === "string" && /^\d{4}-\d{2}-\d{2}/.test(cell);
}

function withBars(rows: readonly Row[], column: string): readonly Row[] {
  const most = Math.max(...rows.map((row) => numberOf(row.get(column))), 0);
  return rows.map((row) => new Map([...row, [CHART_COLUMN, bar(numberOf(row.get(column)), most)]]));
}

function numberOf(cell: Cell): number {
  return typeof cell === "number" ? Math.max(cell, 0) : 0;
}

function bar(value: number, most: number): string {
  const eighths = most === 0 ? 0 : Math.round((value / most) * WIDTH * 8);
  return "█".repeat(Math.floor(eighths / 8)) + (EIGHTHS[eighths % 8] ?? "");
}

/** The texts that the rows of a series have in common. */
function asLines(rows: readonly Row[], column: string, date: string, names: readonly string[]): readonly Row[] {
  const labels = names.filter((name) => name !== date && rows.some((row) => typeof row.get(name) === "string"));
  const series = Map.groupBy(rows, (row) => JSON.stringify(labels.map((name) => row.get(name) ?? null)));
  const numbers = rows.map((row) => numberOf(row.get(column)));
  const most = Math.max(...numbers, 0);
  return [...series.values()].map((own) => {
    const points = own.toSorted((one, other) => (String(one.get(date)) < String(other.get(date)) ? -1 : 1));
    const values = points.map((row) => numberOf(row.get(column)));
    return new Map<string, Cell>([
      ...labels.map((name): [string, Cell] => [name, points[0]?.get(name)]),
      ["from", points[0]?.get(date)],
      ["to", points.at(-1)?.get(date)],
      [`least ${column}`, Math.min(...values)],
      [`most ${column}`, Math.max(...values)],
      [CHART_COLUMN, line(values, most)],
    ]);
  });
}

/** One character for each value. If there are too many, one for the greatest of each few values. */
function line(values: readonly number[], most: number): string {
  const each = Math.ceil(values.length / MOST_POINTS);
  const points = Array.from({ length: Math.ceil(values.length / each) }, (_, at) =>
    Math.max(...values.slice(at * each, at * each + each)),
  );
  return points.map((value) => LEVELS[most === 0 ? 0 : Math.min(7, Math.floor((value / most) * 8))]).join("");
}
