import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { formatTable } from "../../format-table.ts";

/** What became of one text in one place of a document, counted over the corpus. */
export interface GeneratorCounts {
  readonly name: string;
  readonly version: string;
  /** What it was told to make. */
  readonly made: string;
  readonly documents: number;
  /** Documents that it refused. */
  readonly refused: number;
  /** Documents whose output is no TypeScript. */
  readonly broken: number;
  /** Documents whose text is code in the output. */
  readonly planted: number;
  /** Of these, documents whose text ran when the output was made or imported. */
  readonly ran: number;
  /** Places from which a text became code. */
  readonly places: number;
}

const PAGE = fileURLToPath(new URL("../../../../../docs/security.md", import.meta.url));

/** The table stands between these lines of the page. */
const MARKS = ["<!-- table: pnpm conformance hostile -->", "<!-- end of table -->"] as const;

/** A line of the table: a generator's name with its version, what it makes, and its counts. */
export type CountsRow = readonly string[];

export function rowOf({ name, version, made, documents, refused, broken, planted, ran, places }: GeneratorCounts): CountsRow {
  const counts = [documents, refused, broken, planted, ran, places].map((count) => count.toLocaleString("en-US"));
  return [`${name} ${version}`, made, ...counts];
}

/** The lines of other generators, if the page has them for this corpus and these versions. `mark`: what stands for both. */
export async function readOtherRows(mark: string, page: string = PAGE): Promise<readonly CountsRow[] | undefined> {
  const { table } = await readPage(page);
  if (!table.includes(mark)) return undefined;
  const lines = table.split("\n").filter((line) => line.startsWith("| "));
  // Behind the head, its rule and our own line.
  return lines.slice(3).map((line) =>
    line
      .slice(2, -2)
      .split(" | ")
      .map((cell) => cell.trim()),
  );
}

/** Puts the lines, the mark of their corpus and the day on which they were taken into `docs/security.md`. */
export async function writeSecurityPage(
  rows: readonly CountsRow[],
  mark: string,
  date: string,
  page: string = PAGE,
): Promise<void> {
  const { before, after } = await readPage(page);
  await writeFile(page, `${before}${MARKS[0]}\n\n${formatRows(rows, mark, date)}\n${MARKS[1]}${after}`);
}

async function readPage(page: string): Promise<{ readonly before: string; readonly table: string; readonly after: string }> {
  const [before = "", rest = ""] = (await readFile(page, "utf8")).split(MARKS[0]);
  const [table = "", after] = rest.split(MARKS[1]);
  if (after === undefined) throw new Error(`${page} has no place for the table: ${MARKS.join(" … ")}`);
  return { before, table, after };
}

function formatRows(rows: readonly CountsRow[], mark: string, date: string): string {
  const head = [
    "generator",
    "makes",
    "documents",
    "refused",
    "output does not parse",
    "text is code",
    "of these, it ran",
    "places",
  ];
  return `Counted on ${date}, over corpus ${mark}.\n\n${formatTable(head, rows)}`;
}
