import { stringify } from "csv-stringify/sync";
import { UsageError } from "../usage-error.ts";
import { CHART_COLUMN, chartRows } from "./chart.ts";
import { inBatches } from "./in-batches.ts";
import { flattenRow, type Cell, type Row } from "./rows-of.ts";
import type { Sink } from "./sink.ts";
import { layOutTable, printTable, type TableLayout } from "./table.ts";

/** The formats of rows. */
export const FORMATS = ["table", "json", "ndjson", "csv", "tsv"] as const;
export type Format = (typeof FORMATS)[number];

export interface WriteOptions {
  readonly format: Format;
  /** The requested columns, in their order. @default those of the first rows */
  readonly columns: readonly string[] | undefined;
  /** The columns in the head of a file without rows. @default nothing is known of the columns */
  readonly known?: readonly string[] | undefined;
  /** Called if no row has any of the columns. A single column that no row has is only reported. @default nothing */
  readonly unknownColumns?: "refuse" | "warn" | undefined;
  /** Width of the terminal. */
  readonly width: number;
  /** Writes words beside the data. */
  readonly warn: (line: string) => void;
  /** The column for a chart. Empty for the first one of numbers. @default none */
  readonly chart?: string | undefined;
}

/** The number of rows that are read before the first one is written, for columns and their widths. */
const LOOKED_AT = 200;

/** Writes rows as they come, and returns their number. */
export async function writeRows(
  rows: AsyncIterable<unknown> | Iterable<unknown>,
  sink: Sink,
  options: WriteOptions,
): Promise<number> {
  const { format, chart } = options;
  if (chart !== undefined) return writeChart(rows, chart, sink, options);
  if (format === "json") return writeJson(rows, sink);
  if (format === "ndjson") return writeLines(rows, sink);
  return writeColumns(rows, sink, options);
}

async function writeJson(rows: AsyncIterable<unknown> | Iterable<unknown>, sink: Sink): Promise<number> {
  let count = 0;
  for await (const batch of inBatches(rows)) {
    const lines = batch.map((row) => `  ${JSON.stringify(row) ?? "null"}`);
    await sink.write(`${count === 0 ? "[\n" : ",\n"}${lines.join(",\n")}`);
    count += batch.length;
  }
  await sink.write(count === 0 ? "[]\n" : "\n]\n");
  return count;
}

async function writeLines(rows: AsyncIterable<unknown> | Iterable<unknown>, sink: Sink): Promise<number> {
  let count = 0;
  for await (const batch of inBatches(rows)) {
    await sink.write(batch.map((row) => `${JSON.stringify(row) ?? "null"}\n`).join(""));
    count += batch.length;
  }
  return count;
}

/** The number of rows in a chart. A longer chart is no picture. */
const MOST_CHARTED = 10_000;

async function writeChart(
  rows: AsyncIterable<unknown> | Iterable<unknown>,
  chart: string,
  sink: Sink,
  options: WriteOptions,
): Promise<number> {
  const seen: Row[] = [];
  for await (const row of rows) {
    if (seen.length === MOST_CHARTED)
      throw new UsageError(`--chart draws at most ${MOST_CHARTED} rows: give a --limit, or ask for fewer`);
    seen.push(flattenRow(row));
  }
  const charted = chartRows(seen, chart);
  const own = [...new Set(charted.flatMap((row) => [...row.keys()]))];
  const names = options.columns ? [...options.columns.filter((name) => own.includes(name)), CHART_COLUMN] : own;
  const layout = layOutTable(charted, names, options.width);
  if (charted.length > 0) await sink.write(printTable(layout, charted, true));
  if (layout.hidden.length > 0) options.warn(`no room for ${shortList(layout.hidden)}: choose with --columns`);
  return seen.length;
}

/** Formats with a head need their columns before the first row is written. */
async function writeColumns(
  rows: AsyncIterable<unknown> | Iterable<unknown>,
  sink: Sink,
  options: WriteOptions,
): Promise<number> {
  const seen: Row[] = [];
  let write: ((rows: readonly Row[]) => Promise<void>) | undefined;
  let count = 0;
  const names = new Set<string>();
  const checkColumns = (): void => {
    const { columns = [], unknownColumns, warn } = options;
    const unknown = columns.filter((name) => !names.has(name));
    if (unknownColumns === undefined || count === 0 || unknown.length === 0) return;
    const words = `--columns: no row has ${unknown.join(", ")}; there are ${shortList([...names])}`;
    if (unknownColumns === "refuse" && unknown.length === columns.length) throw new UsageError(words);
    warn(words);
  };
  const begin = async (): Promise<(rows: readonly Row[]) => Promise<void>> => {
    const chosen = options.columns ?? [...new Set(seen.flatMap((row) => [...row.keys()]))];
    return options.format === "table"
      ? tableWriter(seen, chosen, sink, options)
      : delimitedWriter(chosen, sink, options.format, options.columns !== undefined);
  };
  for await (const batch of inBatches(rows)) {
    const flat = batch.map(flattenRow);
    count += flat.length;
    if (options.unknownColumns !== undefined) for (const row of flat) for (const name of row.keys()) names.add(name);
    if (write) await write(flat);
    else if (seen.push(...flat) >= LOOKED_AT) {
      write = await begin();
      await write(seen);
      seen.length = 0;
    }
  }
  checkColumns();
  if (!write && (count > 0 || options.columns)) await (await begin())(seen);
  if (count === 0) await writeNoRows(sink, options);
  return count;
}

/** Who reads the file finds its columns, also where there is nothing in them. */
async function writeNoRows(sink: Sink, { format, columns, known = [], warn }: WriteOptions): Promise<void> {
  if (format === "table") warn("there are no rows");
  else if (columns) return;
  else if (known.length > 0) await delimitedWriter(known, sink, format, false)([]);
  else warn("there are no rows, and nothing is known of their columns: --columns names those of the head");
}

function tableWriter(
  seen: readonly Row[],
  names: readonly string[],
  sink: Sink,
  { width, warn }: WriteOptions,
): (rows: readonly Row[]) => Promise<void> {
  const layout: TableLayout = layOutTable(seen, names, width);
  if (layout.hidden.length > 0) warn(`no room for ${shortList(layout.hidden)}: choose with --columns, or take --format csv`);
  const known = new Set(names);
  let hasHead = true;
  let hasWarned = false;
  return async (rows) => {
    const later = rows.flatMap((row) => [...row.keys()]).find((name) => !known.has(name));
    if (later !== undefined && !hasWarned && names.length > 0 && !hasHead) {
      hasWarned = true;
      warn(`later rows have the column ${later}, which the table lacks: --columns shows it`);
    }
    await sink.write(printTable(layout, rows, hasHead));
    hasHead = false;
  };
}

/** The first of some names. */
export function shortList(names: readonly string[]): string {
  return names.length > 5 ? `${names.slice(0, 4).join(", ")} and ${names.length - 4} more columns` : names.join(", ");
}

/** CSV and TSV. A column that appears late would be lost silently, so it is an error. */
function delimitedWriter(
  names: readonly string[],
  sink: Sink,
  format: Format,
  isChosen: boolean,
): (rows: readonly Row[]) => Promise<void> {
  const known = new Set(names);
  const delimiter = format === "csv" ? "," : "\t";
  const print = (lines: readonly (readonly Cell[])[]): string =>
    stringify(
      lines.map((line) => line.map(safeCell)),
      { delimiter, cast: { boolean: String } },
    );
  let hasHead = false;
  return async (rows) => {
    const late = isChosen ? undefined : rows.flatMap((row) => [...row.keys()]).find((name) => !known.has(name));
    if (late !== undefined) {
      throw new UsageError(
        `the column ${late} came up after the head was written: name all columns, as --columns ${[...names, late].join(",")}, or take --format ndjson`,
      );
    }
    const lines = rows.map((row) => names.map((name) => row.get(name)));
    await sink.write(print(hasHead ? lines : [names, ...lines]));
    hasHead = true;
  };
}

/** Signs of full width begin one as well, where a spreadsheet is set to a language that writes them. */
const FORMULA = /^\s*[=+\-@＝＋－＠]/;

/** A text that a spreadsheet would run as a formula is changed so that it is shown. Numbers stay numbers. */
function safeCell(cell: Cell): Cell {
  return typeof cell === "string" && FORMULA.test(cell) ? `'${cell}` : cell;
}
