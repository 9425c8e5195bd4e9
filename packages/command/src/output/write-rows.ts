import { stringify } from "csv-stringify/sync";
import { UsageError } from "../usage-error.ts";
import { flattenRow, type Cell, type Row } from "./rows-of.ts";
import type { Sink } from "./sink.ts";
import { layOutTable, printTable, type TableLayout } from "./table.ts";

/** How rows can be written. */
export const FORMATS = ["table", "json", "ndjson", "csv", "tsv"] as const;
export type Format = (typeof FORMATS)[number];

export interface WriteOptions {
  readonly format: Format;
  /** The columns that are asked for, in their order. @default those of the first rows */
  readonly columns: readonly string[] | undefined;
  /** Of the terminal. */
  readonly width: number;
  /** Says something beside the data. */
  readonly warn: (line: string) => void;
}

/** Rows that are looked at before the first one is written, for columns and their widths. */
const LOOKED_AT = 200;

/** Writes rows as they come, and returns how many there were. */
export async function writeRows(
  rows: AsyncIterable<unknown> | Iterable<unknown>,
  sink: Sink,
  options: WriteOptions,
): Promise<number> {
  const { format } = options;
  if (format === "json") return writeJson(rows, sink);
  if (format === "ndjson") return writeLines(rows, sink);
  return writeColumns(rows, sink, options);
}

async function writeJson(rows: AsyncIterable<unknown> | Iterable<unknown>, sink: Sink): Promise<number> {
  let count = 0;
  for await (const row of rows) {
    await sink.write(`${count === 0 ? "[\n" : ",\n"}  ${JSON.stringify(row) ?? "null"}`);
    count += 1;
  }
  await sink.write(count === 0 ? "[]\n" : "\n]\n");
  return count;
}

async function writeLines(rows: AsyncIterable<unknown> | Iterable<unknown>, sink: Sink): Promise<number> {
  let count = 0;
  for await (const row of rows) {
    await sink.write(`${JSON.stringify(row) ?? "null"}\n`);
    count += 1;
  }
  return count;
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
  const begin = async (): Promise<(rows: readonly Row[]) => Promise<void>> => {
    const names = options.columns ?? [...new Set(seen.flatMap((row) => [...row.keys()]))];
    return options.format === "table"
      ? tableWriter(seen, names, sink, options)
      : delimitedWriter(names, sink, options.format === "csv" ? "," : "\t", options.columns !== undefined);
  };
  for await (const value of rows) {
    const row = flattenRow(value);
    count += 1;
    if (write) await write([row]);
    else if (seen.push(row) === LOOKED_AT) {
      write = await begin();
      await write(seen);
    }
  }
  if (!write && (seen.length > 0 || options.columns)) await (await begin())(seen);
  return count;
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

function shortList(names: readonly string[]): string {
  return names.length > 5 ? `${names.slice(0, 4).join(", ")} and ${names.length - 4} more columns` : names.join(", ");
}

/** CSV and TSV. A column that comes up late would be lost without a word, so it is an error. */
function delimitedWriter(
  names: readonly string[],
  sink: Sink,
  delimiter: string,
  isChosen: boolean,
): (rows: readonly Row[]) => Promise<void> {
  const known = new Set(names);
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

/** A text that a spreadsheet would run as a formula is made one that it shows. Numbers stay numbers. */
function safeCell(cell: Cell): Cell {
  return typeof cell === "string" && /^[\t\r\n ]*[=+\-@]/.test(cell) ? `'${cell}` : cell;
}
