/** A column of a printed table: its title and what it shows of a row. Numbers stand to the right; so do texts that say so. */
export interface Column<Row> {
  readonly title: string;
  readonly value: (row: Row) => number | string;
  readonly isNumeric?: boolean;
}

/** Lines of an aligned table, its title line first. */
export function formatTable<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string[] {
  const cells = rows.map((row) => columns.map(({ value }) => value(row)));
  const text = cells.map((line) => line.map((cell) => (typeof cell === "number" ? cell.toLocaleString("en-US") : cell)));
  const widths = columns.map(({ title }, at) => Math.max(title.length, ...text.map((line) => line[at]?.length ?? 0)));
  const right = columns.map(({ isNumeric }, at) => isNumeric ?? typeof cells[0]?.[at] === "number");
  const join = (line: readonly string[]) =>
    line
      .map((cell, at) => (right[at] ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0)))
      .join("  ")
      .trimEnd();
  return [join(columns.map(({ title }) => title)), ...text.map(join)];
}

/** A share, 0–1, as percent. */
export const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
