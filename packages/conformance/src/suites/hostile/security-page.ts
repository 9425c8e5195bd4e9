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

/** Puts the counts and the day on which they were taken into `docs/security.md`. */
export async function writeSecurityPage(counts: readonly GeneratorCounts[], date: string, page: string = PAGE): Promise<void> {
  const text = await readFile(page, "utf8");
  const [before = "", rest = ""] = text.split(MARKS[0]);
  const [, after] = rest.split(MARKS[1]);
  if (after === undefined) throw new Error(`${page} has no place for the table: ${MARKS.join(" … ")}`);
  await writeFile(page, `${before}${MARKS[0]}\n\n${formatCounts(counts, date)}\n${MARKS[1]}${after}`);
}

function formatCounts(counts: readonly GeneratorCounts[], date: string): string {
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
  const rows = counts.map(({ name, version, made, documents, refused, broken, planted, ran, places }) => [
    `${name} ${version}`,
    made,
    ...[documents, refused, broken, planted, ran, places].map((count) => count.toLocaleString("en-US")),
  ]);
  return `Counted on ${date}.\n\n${formatTable(head, rows)}`;
}
