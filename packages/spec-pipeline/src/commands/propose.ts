import { INTERRUPTED, type Command, type CommandContext, type ExitCode, type ParsedArguments } from "../host/command.ts";
import { finish } from "../host/finish.ts";
import { runVendor, selectVendors } from "../host/run-vendor.ts";
import type { VendorReport } from "../problems/report.ts";
import { proposeRelease } from "../release/propose-release.ts";

const HELP = `Usage: specloom propose [vendor…] [options]

Writes the changeset that tells a client's users what has changed since its last release, as
sync does. For the day on which an overlay changed, not a page. A changeset that a person has
edited stays as it is.

Options
  --json   print the report as JSON
  --help   print this text

Exit codes: 0 done, 1 problems found, 2 called wrongly
`;

async function run(parsed: ParsedArguments, context: CommandContext): Promise<ExitCode> {
  const { root, vendors } = await selectVendors(parsed, context);
  const reports: VendorReport[] = [];
  for (const id of vendors) {
    if (context.signal.aborted) return INTERRUPTED;
    const vendorRun = await runVendor(root, id);
    const { outcome, problems } = await proposeRelease(root, vendorRun, context.signal);
    reports.push({ vendor: id, stages: vendorRun.result.stages, problems: [...vendorRun.problems, ...problems], outcome });
  }
  return finish(reports, parsed, context);
}

export const propose: Command = { help: HELP, options: { json: { type: "boolean" } }, run };
