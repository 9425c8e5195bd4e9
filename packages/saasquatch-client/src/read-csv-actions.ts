import type { CommandTools, CsvTable } from "@specloom/client-runtime/start-command";
import type { ModerationAction } from "./moderation-account.ts";

const COLUMNS = ["referralId", "action"] as const;

/** The actions of a CSV file, and the line of each. */
export interface CsvActions {
  readonly actions: readonly ModerationAction[];
  readonly lines: readonly number[];
}

/** Reads the actions of a CSV file. The client checks them. Other columns are skipped. */
export async function readCsvActions(file: string, { readCsv, refuse }: CommandTools): Promise<CsvActions> {
  const table = (await readCsv(file)) ?? refuse(`--file: ${file} is not there`);
  const { columns, line, rows } = table;
  if (columns.length === 0)
    refuse(`--file: ${file} is empty: a first line with ${COLUMNS.join(",")} is expected, then a line for each action`);
  for (const name of COLUMNS)
    if (!columns.includes(name))
      refuse(`--file: ${file}, line ${line}: the column ${name} is missing: ${whatIsThere(table, name)}`);
  if (rows.length === 0) refuse(`--file: ${file} has no lines: only its columns are there, in line ${line}`);
  return {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the client checks each action
    actions: rows.map(({ values: { referralId = "", action = "" } }) => ({ referralId, action })) as readonly ModerationAction[],
    lines: rows.map((row) => row.line),
  };
}

function whatIsThere({ columns }: CsvTable, name: string): string {
  const near = columns.find((column) => column.toLowerCase().replaceAll(/[^a-z]/g, "") === name.toLowerCase());
  if (near !== undefined) return `it is written ${near}`;
  const [only = ""] = columns;
  const separator = /[;\t|]/.exec(only)?.[0];
  if (columns.length === 1 && separator !== undefined)
    return `a comma is expected between columns, not ${separator === "\t" ? "a tab" : separator}`;
  return `the columns are ${columns.join(", ").slice(0, 200)}`;
}
