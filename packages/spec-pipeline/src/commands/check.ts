import { join } from "node:path";
import { INTERRUPTED, type Command, type CommandContext, type ExitCode, type ParsedArguments } from "../host/command.ts";
import { planChanges, type TextChange } from "../host/files.ts";
import { finish } from "../host/finish.ts";
import { runVendor, selectVendors } from "../host/run-vendor.ts";
import { shortDiff } from "../host/short-diff.ts";
import { readText } from "../host/workspace.ts";
import type { Problem } from "../problems/problem.ts";
import type { VendorReport } from "../problems/report.ts";
import { foreignCodeProblems } from "../source/find-foreign-code.ts";

const HELP = `Usage: specloom check [vendor…] [options]

Says whether the generated files are what generate would write now: fails where a byte of
one differs, where one holds code that no emitter writes (docs/generated-code.md), where a
page is not the one that vendor.yaml has the hash of, and where a file that nothing generates
lies in a generated folder. Writes nothing.

Options
  --json   print the report as JSON
  --help   print this text

Exit codes: 0 all the same, 1 problems found, 2 called wrongly
`;

async function run(parsed: ParsedArguments, context: CommandContext): Promise<ExitCode> {
  const { root, vendors } = await selectVendors(parsed, context);
  const reports: VendorReport[] = [];
  for (const id of vendors) {
    if (context.signal.aborted) return INTERRUPTED;
    reports.push(await checkVendor(root, id, context.signal));
  }
  const exitCode = finish(reports, parsed, context);
  return context.signal.aborted ? INTERRUPTED : exitCode;
}

async function checkVendor(root: string, id: string, signal: AbortSignal): Promise<VendorReport> {
  const { vendor, result, problems } = await runVendor(root, id, signal);
  const report = { vendor: id, stages: result.stages };
  if (!vendor || result.files.size === 0) return { ...report, problems, outcome: "not compared: the stages found problems" };
  const changes = await planChanges(root, result.files, vendor.output);
  const found = await readFiles(root, [...result.files.keys()]);
  const drift = await Promise.all(changes.map((change) => describe(root, id, change)));
  const outcome = drift.length === 0 ? `${result.files.size} files, all as generated` : `${drift.length} not as generated`;
  return { ...report, problems: [...problems, ...foreignCodeProblems(found), ...drift], outcome };
}

/** The files that exist, by their paths from the root. */
async function readFiles(root: string, paths: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const texts = await Promise.all(paths.map(async (path) => [path, await readText(join(root, path))] as const));
  return new Map(texts.filter((entry): entry is [string, string] => entry[1] !== undefined));
}

async function describe(root: string, id: string, { path, content }: TextChange): Promise<Problem> {
  const fix = `run specloom generate ${id}`;
  const problem = { rule: "drift", severity: "error", fix } as const;
  if (content === undefined) {
    return { ...problem, message: "a foreign file: nothing generates it", location: { file: path, line: 1 } };
  }
  const found = await readText(join(root, path));
  if (found === undefined) return { ...problem, message: "the file is missing", location: { file: path, line: 1 } };
  const { line, text } = shortDiff(found, content);
  return { ...problem, message: `the file differs from the output of generate\n${text}`, location: { file: path, line } };
}

export const check: Command = { help: HELP, options: { json: { type: "boolean" } }, run };
