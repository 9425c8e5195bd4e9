import { resolve } from "node:path";
import { folderSource, siteSource } from "../sync/collect-pages.ts";
import { inTerminal } from "../print/terminal-text.ts";
import { INTERRUPTED, type Command, type CommandContext, type ExitCode, type ParsedArguments } from "../host/command.ts";
import { requireCleanTree } from "../host/run-program.ts";
import { syncVendor, type SyncedVendor } from "../sync/sync-vendor.ts";
import { commitOnBranch, openPullRequest } from "../release/vendor-branch.ts";
import { finish, selectVendors } from "../host/run-vendor.ts";

const HELP = `Usage: specloom sync [vendor…] [options]

Fetches the pages that vendor.yaml lists. Where one has changed, writes it with its date and
hash, generates again, compares with the last release and proposes a changeset. All of a
vendor or nothing: where a page cannot be fetched or a stage finds an error, the vendor's
files stay as they are, and the other vendors go on.

Options
  --from DIR      take the pages from a folder (DIR/<file> or DIR/<vendor>/<file>), fetch nothing
  --branch        commit each vendor's change on a branch spec/<vendor>-<date>, and write the text
                  of its pull request to .work/pull-requests
  --pull-request  the same, then push each branch and open its pull request (git and gh)
  --json          print the report as JSON
  --help          print this text

Exit codes: 0 done, 1 problems found or a site out of reach, 2 called wrongly
`;

async function run(parsed: ParsedArguments, context: CommandContext): Promise<ExitCode> {
  const { from, branch, json } = parsed.options;
  const opens = parsed.options["pull-request"] === true;
  const { root, vendors } = await selectVendors(parsed, context);
  const source = typeof from === "string" ? await folderSource(resolve(context.cwd, from), context.cwd) : siteSource(context);
  const branches = branch === true || opens;
  if (branches) await requireCleanTree(root);
  const synced: SyncedVendor[] = [];
  for (const id of vendors) {
    if (context.signal.aborted) return INTERRUPTED;
    const vendor = await syncVendor(root, id, source, context);
    const made = branches ? await commitOnBranch(root, vendor, context.today()) : undefined;
    if (made && opens) await openPullRequest(root, made);
    const outcome = made ? `${vendor.report.outcome}; on branch ${made.name}, described in ${made.textFile}` : undefined;
    synced.push(outcome === undefined ? vendor : { ...vendor, report: { ...vendor.report, outcome } });
  }
  const reports = synced.map(({ report }) => report);
  const comparisons = synced.flatMap(({ written }) => (written?.comparison ? [written.comparison] : []));
  const exitCode = finish(reports, parsed, context);
  if (comparisons.length > 0 && json !== true) {
    const { formatTerminal } = await import("../diff/format-terminal.ts");
    context.print(inTerminal`\n${formatTerminal(comparisons, context.paint)}`);
  }
  return context.signal.aborted ? INTERRUPTED : exitCode;
}

export const sync: Command = {
  help: HELP,
  options: {
    from: { type: "string" },
    branch: { type: "boolean" },
    "pull-request": { type: "boolean" },
    json: { type: "boolean" },
  },
  run,
};
