import { INTERRUPTED, type Command, type CommandContext, type ExitCode, type ParsedArguments } from "../host/command.ts";
import { finish } from "../host/finish.ts";
import { Progress } from "../host/progress.ts";
import { selectVendors } from "../host/run-vendor.ts";
import { generate as generateVendors, type GenerateOptions } from "../library/generate.ts";
import { inTerminal } from "../print/terminal-text.ts";

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
  const { signal } = context;
  const options = { folder: root, keep: parsed.options["keep"] === true, signal };
  const reports = await generateWithProgress({ ...options, vendors }, context);
  if (reports.length < vendors.length) return INTERRUPTED;
  const exitCode = finish(reports, parsed, context);
  if (parsed.options["watch"] === true && !signal.aborted) {
    const { watchSpecs } = await import("../host/watch-specs.ts");
    context.print(inTerminal`watching specs/, Ctrl-C ends it\n`);
    await watchSpecs(root, vendors, signal, async (saved) => {
      const again = await generateVendors({ ...options, vendors: saved });
      if (!signal.aborted) finish(again, parsed, context);
    });
    return 0;
  }
  return signal.aborted ? INTERRUPTED : exitCode;
}

async function generateWithProgress(options: GenerateOptions, context: CommandContext): ReturnType<typeof generateVendors> {
  using progress = new Progress(context, "reading");
  return await generateVendors({ ...options, onStage: (vendor, { stage }) => progress.step(`${vendor}: ${stage} is done`) });
}

export const generate: Command = {
  help: HELP,
  options: { keep: { type: "boolean" }, watch: { type: "boolean" }, json: { type: "boolean" } },
  run,
};
