import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { printYaml } from "../document/canonical.ts";
import type { JsonObject } from "../document/json.ts";
import { INTERRUPTED, type Command, type CommandContext, type ExitCode, type ParsedArguments } from "../host/command.ts";
import { applyChanges, planChanges } from "../host/files.ts";
import { finish } from "../host/finish.ts";
import { runVendor, selectVendors } from "../host/run-vendor.ts";
import { inTerminal } from "../print/terminal-text.ts";
import type { VendorReport } from "../problems/report.ts";

const HELP = `Usage: specloom generate [vendor…] [options]

Runs all stages on the pages of the vendors named, or of all vendors, and writes the
bundled spec and the generated code. Writes nothing for a vendor with problems.

Options
  --keep   also write what each stage made to .work/<vendor>/
  --watch  go on, and do it again for a vendor whenever one of its files is saved
  --json   print the report as JSON
  --help   print this text

Exit codes: 0 done, 1 problems found, 2 called wrongly
`;

async function run(parsed: ParsedArguments, context: CommandContext): Promise<ExitCode> {
  const { root, vendors } = await selectVendors(parsed, context);
  const keep = parsed.options["keep"] === true;
  const reports: VendorReport[] = [];
  for (const id of vendors) {
    if (context.signal.aborted) return INTERRUPTED;
    reports.push(await generateVendor(root, id, keep, context.signal));
  }
  const exitCode = finish(reports, parsed, context);
  if (parsed.options["watch"] === true && !context.signal.aborted) {
    const { watchSpecs } = await import("../host/watch-specs.ts");
    context.print(inTerminal`watching specs/, Ctrl-C ends it\n`);
    await watchSpecs(root, vendors, context.signal, async (saved) => {
      const again = await Promise.all(saved.map((id) => generateVendor(root, id, keep, context.signal)));
      if (!context.signal.aborted) finish(again, parsed, context);
    });
    return 0;
  }
  return context.signal.aborted ? INTERRUPTED : exitCode;
}

async function generateVendor(root: string, id: string, keep: boolean, signal: AbortSignal): Promise<VendorReport> {
  const { vendor, result, problems } = await runVendor(root, id, signal);
  if (keep) await writeIntermediates(join(root, ".work", id), result.intermediates);
  const report = { vendor: id, stages: result.stages, problems };
  if (!vendor || problems.some(({ severity }) => severity !== "info")) return { ...report, outcome: "nothing written" };
  const changes = await planChanges(root, result.files, vendor.output);
  if (signal.aborted) return { ...report, outcome: "interrupted, nothing written" };
  applyChanges(root, changes);
  const changed = changes.map(({ path, content }) => `${path}${content === undefined ? " deleted" : ""}`);
  return {
    ...report,
    outcome: changed.length === 0 ? `${result.files.size} files, none changed` : `wrote ${changed.join(", ")}`,
  };
}

async function writeIntermediates(folder: string, intermediates: ReadonlyMap<string, JsonObject>): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  for (const [name, document] of intermediates) await writeFile(join(folder, name), printYaml(document, name));
}

export const generate: Command = {
  help: HELP,
  options: { keep: { type: "boolean" }, watch: { type: "boolean" }, json: { type: "boolean" } },
  run,
};
