import { resolve } from "node:path";
import { INTERRUPTED, type Command, type CommandContext, type ExitCode, type ParsedArguments } from "../host/command.ts";
import { finish } from "../host/finish.ts";
import { requireCleanTree } from "../host/run-program.ts";
import { selectVendors } from "../host/run-vendor.ts";
import { inTerminal } from "../print/terminal-text.ts";
import { commitOnBranch } from "../release/commit-on-branch.ts";
import { openPullRequest } from "../release/open-pull-request.ts";
import { BRANCH_FILES, branchFolder } from "../release/vendor-branch.ts";
import { folderSource, siteSource } from "../sync/collect-pages.ts";
import { syncVendor, type SyncedVendor } from "../sync/sync-vendor.ts";

const HELP = `Usage: specloom sync [vendor…] [options]

Fetches the pages that vendor.yaml lists. Where one has changed, writes it with its date and
hash, generates again, compares with the last release and proposes a changeset. All of a
vendor or nothing: where a page cannot be fetched or a stage finds a problem, the vendor's
files stay as they are, and the other vendors go on. On a branch, a change that a person has
to finish is committed as far as it goes, and its pull request is a draft that says what is
wrong, where, and what to do.

Options
  --from DIR        take the pages from a folder (DIR/<file> or DIR/<vendor>/<file>), fetch nothing
  --branch          commit each vendor's change on the branch spec/<vendor>, and lay out commits,
                    text and report of its pull request in .work/pull-requests/<vendor>
  --pull-request    the same, then push the branch and open or update its pull request (git and gh)
  --checks-by-hand  say on the pull request how to start its checks, where the token starts none
  --json            print the report as JSON
  --help            print this text

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
    const vendor = await syncVendor(
      root,
      id,
      { source, writesDraft: branches, looksForPages: typeof from !== "string" },
      context,
    );
    synced.push(branches ? await bringOut(root, vendor, opens, parsed, context) : vendor);
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

/**
 * Commits the new files, and opens the pull request if the caller asked for it. A failure is a problem of this vendor: the others go on.
 */
async function bringOut(
  root: string,
  vendor: SyncedVendor,
  opens: boolean,
  parsed: ParsedArguments,
  context: CommandContext,
): Promise<SyncedVendor> {
  const id = vendor.report.vendor;
  const checksByHand = parsed.options["checks-by-hand"] === true;
  const made = await commitOnBranch(root, vendor, { checksByHand, wholeReport: wholeReport(id, context) });
  if (made === undefined) return vendor;
  const opened = opens && made.isReady ? await openPullRequest(root, id) : undefined;
  const outcome = [vendor.report.outcome, made.outcome, ...(opened ? [opened.outcome] : [])].join("; ");
  const problems = [...vendor.report.problems, ...made.problems, ...(opened?.problems ?? [])];
  return { ...vendor, report: { ...vendor.report, outcome, problems } };
}

/**
 * The place where a reader of the pull request finds the whole report: among the files of the run that made it, or the file that was
 * written.
 */
function wholeReport(vendor: string, { env }: CommandContext): string {
  const file = `${branchFolder(vendor)}/${BRANCH_FILES.report}`;
  const [server, repository, id] = [env["GITHUB_SERVER_URL"], env["GITHUB_REPOSITORY"], env["GITHUB_RUN_ID"]];
  return server !== undefined && repository !== undefined && id !== undefined
    ? `${BRANCH_FILES.report} in the artifact pull-request-${vendor} of ${server}/${repository}/actions/runs/${id}`
    : file;
}

export const sync: Command = {
  help: HELP,
  options: {
    from: { type: "string" },
    branch: { type: "boolean" },
    "pull-request": { type: "boolean" },
    "checks-by-hand": { type: "boolean" },
    json: { type: "boolean" },
  },
  run,
};
