import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { formatTable } from "../../format-table.ts";
import { checks } from "./checks.ts";
import type { Observation } from "./observe.ts";
import { tasks } from "./tasks.ts";

/** What a run saw, kept so that the page can be made again without it. */
export interface Comparison {
  /** The day of the run. */
  readonly date: string;
  /** Ours first. */
  readonly observations: readonly Observation[];
}

const PAGE = fileURLToPath(new URL("../../../../../docs/compared.md", import.meta.url));
const KEPT = fileURLToPath(new URL("../../../compared/observed.json", import.meta.url));

/** What the run wrote stands between these lines of the page. */
const MARKS = ["<!-- tasks: pnpm conformance compared -->", "<!-- end of tasks -->"] as const;

export async function readComparison(): Promise<Comparison> {
  return JSON.parse(await readFile(KEPT, "utf8"));
}

/** Keeps what was seen, and writes it into `docs/compared.md`. `programs`: by the id of their client. */
export async function writeComparedPage(comparison: Comparison, programs: ReadonlyMap<string, string>): Promise<void> {
  await writeFile(KEPT, `${JSON.stringify(comparison, undefined, 2)}\n`);
  await writeFile(PAGE, withComparison(await readFile(PAGE, "utf8"), comparison, programs));
}

/** The page with the comparison in its place. */
export function withComparison(page: string, comparison: Comparison, programs: ReadonlyMap<string, string>): string {
  const [before = "", rest = ""] = page.split(MARKS[0]);
  const [, after] = rest.split(MARKS[1]);
  if (after === undefined) throw new Error(`the page has no place for the comparison: ${MARKS.join(" … ")}`);
  return `${before}${MARKS[0]}\n\n${formatComparison(comparison, programs)}\n${MARKS[1]}${after}`;
}

function formatComparison({ date, observations }: Comparison, programs: ReadonlyMap<string, string>): string {
  const parts = observations.map(({ id }) => partsOf(programs.get(id) ?? ""));
  const names = observations.map(({ name }) => name);
  const lines = [
    ["before the first task", ...parts.map(({ setup }) => lineCount(setup))],
    ...tasks.map(({ name, title }) => [title, ...parts.map(({ functions }) => lineCount(functions.get(name)))]),
    ["all", ...observations.map(({ id }) => lineCount(programs.get(id)))],
    ["slips of the ten that the compiler refuses", ...observations.map(({ typed }) => String(typed.length))],
    [
      "checks that come out right",
      ...observations.map(({ wrong }) => `${checks.length - Object.keys(wrong).length} of ${checks.length}`),
    ],
  ];
  const seen = checks.map(({ task, right }) => [
    tasks.find(({ name }) => name === task)?.title ?? task,
    right,
    ...observations.map(({ wrong }) => (wrong[right] === undefined ? "right" : codeSpan(wrong[right]))),
  ]);
  const listing = ["Before the first task", ...tasks.map(({ title }) => title)].map((title, index) => {
    const name = tasks[index - 1]?.name;
    const blocks = parts.map(({ setup, functions }, at) => {
      const source = name === undefined ? setup : (functions.get(name) ?? "");
      return `${names[at]}:\n\n\`\`\`ts\n${source.trim()}\n\`\`\`\n`;
    });
    return `#### ${title}\n\n${blocks.join("\n")}`;
  });
  return `Run on ${date}.

### Lines and types

${formatTable(["lines that are not empty", ...names], lines)}
### What comes out

Each check runs a task once, against the same server. A cell says what came instead of what is right.

${formatTable(["task", "what is right", ...names], seen)}
### The programs

${listing.join("\n")}`;
}

/** A program as its first lines and its functions by name. */
function partsOf(program: string): { readonly setup: string; readonly functions: ReadonlyMap<string, string> } {
  const [setup = "", ...functions] = program.split(/^(?=export async function )/m);
  return { setup, functions: new Map(functions.map((text) => [/function (\w+)/.exec(text)?.[1] ?? "", text])) };
}

function lineCount(source: string | undefined): string {
  return String((source ?? "").split("\n").filter((line) => line.trim() !== "").length);
}

function codeSpan(text: string): string {
  return `\`${text
    .replaceAll(/\s+/g, " ")
    .replaceAll("`", "'")
    .replaceAll("|", String.raw`\|`)}\``;
}
