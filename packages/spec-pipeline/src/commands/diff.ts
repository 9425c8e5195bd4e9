import { resolve } from "node:path";
import type { Comparison } from "../diff/comparison.ts";
import { formatHtml } from "../diff/format-html.ts";
import { formatJson } from "../diff/format-json.ts";
import { formatMarkdown } from "../diff/format-markdown.ts";
import { formatTerminal } from "../diff/format-terminal.ts";
import { MAX_CHARACTERS } from "../diff/pull-request.ts";
import {
  INTERRUPTED,
  UsageError,
  type Command,
  type CommandContext,
  type ExitCode,
  type ParsedArguments,
} from "../host/command.ts";
import { writeOutput } from "../host/write-output.ts";
import { diff as compare, isFile } from "../library/diff.ts";
import { paintNothing } from "../print/terminal-text.ts";
import { createTypePrinter } from "../release/create-type-printer.ts";

const HELP = `Usage: specloom diff [vendor…] [--base REF|FILE] [options]
       specloom diff OLD NEW [options]

Says what changed for users since the last release of each vendor's client, or between two
OpenAPI documents, and which version bump that asks for. Two judges are asked: a policy
with a row for each kind of change, and the TypeScript compiler. The stricter counts.

Options
  --base REF|FILE  compare with a git revision or a file instead of the last release
  --format NAME    terminal, json, markdown or html (default: terminal)
  --json           the same as --format json
  --output FILE    write the report to a file
  --help           print this text

Exit codes: 0 compared, 1 problems found, 2 called wrongly
`;

const FORMATS = ["terminal", "json", "markdown", "html"] as const;

async function runDiff(parsed: ParsedArguments, context: CommandContext): Promise<ExitCode> {
  const format = formatOf(parsed);
  const { base } = parsed.options;
  const asked = { folder: context.cwd, signal: context.signal, ...(typeof base === "string" ? { base } : {}) };
  const documents = documentsOf(parsed, context);
  const { comparisons: compared } = await compare(
    documents ? { ...asked, documents } : { ...asked, vendors: parsed.positionals },
  );
  if (context.signal.aborted) return INTERRUPTED;
  const comparisons = format === "html" || format === "markdown" ? compared.map(withTypes) : compared;
  const text = {
    terminal: () => formatTerminal(comparisons, output === undefined ? context.paint : paintNothing),
    json: () => formatJson(comparisons),
    markdown: () => formatMarkdown(comparisons, MAX_CHARACTERS),
    html: () => formatHtml(comparisons),
  };
  const output = parsed.options["output"];
  if (typeof output === "string") await writeOutput(context.cwd, output, text[format]());
  else context.print(text[format]());
  return 0;
}

function withTypes(comparison: Comparison): Comparison {
  return comparison.documents ? { ...comparison, typeAt: createTypePrinter(comparison.documents) } : comparison;
}

function formatOf(parsed: ParsedArguments): (typeof FORMATS)[number] {
  const name = parsed.options["json"] === true ? "json" : (parsed.options["format"] ?? "terminal");
  const format = FORMATS.find((known) => known === name);
  if (format === undefined) throw new UsageError(`there is no format “${String(name)}” (known: ${FORMATS.join(", ")})`);
  return format;
}

/** Two file names are two documents. Other arguments are names of vendors. */
function documentsOf(parsed: ParsedArguments, context: CommandContext): readonly [string, string] | undefined {
  const [before, after, ...others] = parsed.positionals;
  if (before === undefined) return undefined;
  const looksLikeFile = (name: string): boolean => /[./\\]/.test(name) || isFile(resolve(context.cwd, name));
  if (!parsed.positionals.some(looksLikeFile)) return undefined;
  if (after === undefined || others.length > 0) throw new UsageError("two documents are compared: specloom diff OLD NEW");
  return [before, after];
}

export const diff: Command = {
  help: HELP,
  options: { base: { type: "string" }, format: { type: "string" }, json: { type: "boolean" }, output: { type: "string" } },
  run: runDiff,
};
