import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import {
  CommandFailure,
  INTERRUPTED,
  type Command,
  type CommandContext,
  type ExitCode,
  type ParsedArguments,
} from "../host/command.ts";
import { finish } from "../host/finish.ts";
import { requireWorkspace } from "../host/workspace.ts";
import { inTerminal } from "../print/terminal-text.ts";
import type { VendorReport } from "../problems/report.ts";
import { openPullRequest } from "../release/open-pull-request.ts";
import { BRANCH_FILES, branchFolder } from "../release/vendor-branch.ts";

const HELP = `Usage: specloom pull-request [vendor…] [options]

Pushes what sync --branch laid out in .work/pull-requests, one branch spec/<vendor> for each
vendor, and opens its pull request, or updates the one that is open (git and gh). Does nothing
where that has the same change already. Never goes over a person's commits. Runs without what
the workspace installs, so that the job with the token runs nothing foreign.

Options
  --json  print the report as JSON
  --help  print this text

Exit codes: 0 done, 1 a pull request could not be opened, 2 called wrongly
`;

async function run(parsed: ParsedArguments, context: CommandContext): Promise<ExitCode> {
  const root = requireWorkspace(context.cwd);
  const folders = await readdir(join(root, dirname(branchFolder("vendor")))).catch((): string[] => []);
  const ready = folders.filter((id) => existsSync(join(root, branchFolder(id), BRANCH_FILES.settings)));
  const missing = parsed.positionals.find((id) => !ready.includes(id));
  if (missing !== undefined)
    throw new CommandFailure(`there is nothing to open in ${branchFolder(missing)}: run specloom sync ${missing} --branch`);
  if (ready.length === 0) context.warn(inTerminal`nothing is laid out: specloom sync --branch does that\n`);
  const reports: VendorReport[] = [];
  for (const vendor of parsed.positionals.length > 0 ? new Set(parsed.positionals) : ready.toSorted()) {
    if (context.signal.aborted) return INTERRUPTED;
    reports.push({ vendor, stages: [], ...(await openPullRequest(root, vendor)) });
  }
  return finish(reports, parsed, context);
}

export const pullRequest: Command = { help: HELP, options: { json: { type: "boolean" } }, run };
