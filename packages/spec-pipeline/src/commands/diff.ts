import { existsSync, statSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { basename, resolve } from "node:path";
import type { Comparison } from "../diff/comparison.ts";
import { formatHtml } from "../diff/format-html.ts";
import { formatJson } from "../diff/format-json.ts";
import { formatMarkdown } from "../diff/format-markdown.ts";
import { formatTerminal } from "../diff/format-terminal.ts";
import {
  INTERRUPTED,
  UsageError,
  type Command,
  type CommandContext,
  type ExitCode,
  type ParsedArguments,
} from "../host/command.ts";
import { selectVendors } from "../host/run-vendor.ts";
import { findWorkspace } from "../host/workspace.ts";
import { paintNothing } from "../print/terminal-text.ts";
import { compareVendor, judge } from "../release/compare-vendor.ts";
import { openPair } from "../release/open-pair.ts";

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
  const documents = documentsOf(parsed, context);
  const comparisons = documents ? [await compareFiles(documents, context)] : await compareVendors(parsed, context);
  if (context.signal.aborted) return INTERRUPTED;
  const text = {
    terminal: () => formatTerminal(comparisons, output === undefined ? context.paint : paintNothing),
    json: () => formatJson(comparisons),
    markdown: () => formatMarkdown(comparisons),
    html: () => formatHtml(comparisons),
  };
  const output = parsed.options["output"];
  if (typeof output === "string") await writeFile(resolve(context.cwd, output), text[format]());
  else context.print(text[format]());
  return 0;
}

function formatOf(parsed: ParsedArguments): (typeof FORMATS)[number] {
  const name = parsed.options["json"] === true ? "json" : (parsed.options["format"] ?? "terminal");
  const format = FORMATS.find((known) => known === name);
  if (format === undefined) throw new UsageError(`there is no format “${String(name)}” (known: ${FORMATS.join(", ")})`);
  return format;
}

/** Two names of files are two documents; anything else names vendors. */
function documentsOf(parsed: ParsedArguments, context: CommandContext): readonly [string, string] | undefined {
  const [before, after, ...others] = parsed.positionals;
  if (before === undefined) return undefined;
  const looksLikeFile = (name: string): boolean => /[./\\]/.test(name) || isFile(resolve(context.cwd, name));
  if (!parsed.positionals.some(looksLikeFile)) return undefined;
  if (after === undefined || others.length > 0) throw new UsageError("two documents are compared: specloom diff OLD NEW");
  if (parsed.options["base"] !== undefined) throw new UsageError("--base goes with vendors, not with two documents");
  const missing = [before, after].find((name) => !isFile(resolve(context.cwd, name)));
  if (missing !== undefined) throw new UsageError(`there is no file ${missing}`);
  return [before, after];
}

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}

async function compareFiles([before, after]: readonly [string, string], context: CommandContext): Promise<Comparison> {
  const pair = await openPair(context.cwd, before, after);
  const settings = { vendor: "document", clientParameters: [], exportedTypes: [] };
  const report = await judge(pair, settings, findWorkspace(context.cwd) ?? context.cwd, {
    signal: context.signal,
  });
  return { name: basename(after), base: before, belowOne: false, report };
}

async function compareVendors(parsed: ParsedArguments, context: CommandContext): Promise<readonly Comparison[]> {
  const { root, vendors } = await selectVendors(parsed, context);
  const { base } = parsed.options;
  const comparisons: Comparison[] = [];
  for (const vendor of vendors) {
    if (context.signal.aborted) break;
    comparisons.push(
      await compareVendor(root, vendor, typeof base === "string" ? resolveBase(base, context) : undefined, context.signal),
    );
  }
  return comparisons;
}

/** A file is named from the folder that the command was called in. */
function resolveBase(base: string, context: CommandContext): string {
  const path = resolve(context.cwd, base);
  return isFile(path) ? path : base;
}

export const diff: Command = {
  help: HELP,
  options: { base: { type: "string" }, format: { type: "string" }, json: { type: "boolean" }, output: { type: "string" } },
  run: runDiff,
};
