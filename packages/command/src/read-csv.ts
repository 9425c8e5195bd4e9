import { readFile } from "node:fs/promises";
import type { CsvTable } from "@specloom/client-runtime/start-command";
import { parse } from "csv-parse/sync";
import { UsageError } from "./usage-error.ts";

/** Reads a CSV file. Returns undefined if there is none. @throws {UsageError} the file cannot be read completely; names the line. */
export async function readCsv(path: string): Promise<CsvTable | undefined> {
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw new UsageError(`${path} cannot be read: ${error.message}`, { cause: error });
  });
  if (bytes === undefined) return undefined;
  const [head, ...records] = readRecords(path, decode(path, bytes));
  if (head === undefined) return { columns: [], line: 1, rows: [] };
  const columns = head.cells;
  const double = columns.find((name, at) => columns.indexOf(name) !== at);
  if (double !== undefined) throw new UsageError(`${path}, line ${head.line}: the column ${double} is there twice`);
  const rows = records.map(({ cells, line }) => {
    if (cells.length !== columns.length)
      throw new UsageError(
        `${path}, line ${line}: cells ${cells.length}, columns ${columns.length}; each line has as many as the first`,
      );
    return { line, values: Object.fromEntries(columns.map((name, at) => [name, cells[at] ?? ""])) };
  });
  return { columns, line: head.line, rows };
}

function decode(path: string, bytes: Uint8Array): string {
  // A UTF-8 text has no zero byte. A UTF-16 text has one beside each Latin letter.
  if (bytes.includes(0)) throw new UsageError(`${path} is written in UTF-16: save it as CSV in UTF-8`);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    throw new UsageError(`${path} is not written in UTF-8: save it as CSV in UTF-8`, { cause: error });
  }
}

function readRecords(path: string, text: string): { readonly cells: readonly string[]; readonly line: number }[] {
  try {
    const records: { readonly cells: readonly string[]; readonly line: number }[] = [];
    parse(text, {
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
      cast: withoutMark,
      on_record: (cells: readonly string[], { lines }) => void records.push({ cells, line: lines }),
    });
    return records;
  } catch (error) {
    throw new UsageError(`${path}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

/** An apostrophe before a sign is ours: without it, a spreadsheet would run the text. */
function withoutMark(value: string): string {
  return value.replace(/^'(?=\s*[=+\-@＝＋－＠])/, "");
}
