import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { useTemporaryFolder } from "../../../test/use-temporary-folder.ts";
import { formatReportPage, formatReportLines } from "./format-report.ts";
import { isMet, type Suite, type SuiteReport } from "./suite.ts";
import { suites } from "./suites/index.ts";

const HELP = `Usage: pnpm conformance [SUITE…] --data FOLDER [--page]

Runs foreign test suites against the pipeline and what it generates, and prints how many of
their cases come out right. Without SUITE it runs all of them, and writes docs/conformance.md.
The suite hostile also writes the table of docs/security.md.
A suite whose data is not in FOLDER is not run, and the report says so.

Suites
${suites.map(({ id, title }) => `  ${id.padEnd(18)} ${title}`).join("\n")}

Options
  --data FOLDER   where the suites' data is; packages/conformance/README.md says what it holds
  --page          with SUITE: writes their rows of docs/conformance.md, and leaves the others
  --help          print this text

Exit codes: 0 every suite that ran meets its figure, 1 one does not, 2 called wrongly
`;

const PAGE = fileURLToPath(new URL("../../../docs/conformance.md", import.meta.url));

async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { data: { type: "string" }, page: { type: "boolean" }, help: { type: "boolean" } },
  });
  if (values.help === true) {
    process.stdout.write(HELP);
    return 0;
  }
  const unknown = positionals.find((name) => !suites.some(({ id }) => id === name));
  if (unknown !== undefined)
    throw new TypeError(`there is no suite “${unknown}”: they are ${suites.map(({ id }) => id).join(", ")}`);
  const folder = values.data === undefined ? undefined : resolve(values.data);
  if (folder !== undefined && !existsSync(folder)) throw new TypeError(`there is no folder ${values.data}`);
  const reports: SuiteReport[] = [];
  for (const suite of suites.filter(({ id }) => positionals.length === 0 || positionals.includes(id))) {
    process.stderr.write(`running: ${suite.title}\n`);
    reports.push(await reportOn(suite, folder));
  }
  process.stdout.write(formatReportLines(reports));
  if (positionals.length === 0 || values.page === true) {
    const earlier = await readFile(PAGE, "utf8");
    await writeFile(PAGE, formatReportPage(suites, reports, new Date().toISOString().slice(0, 10), earlier));
  }
  return reports.every(isMet) ? 0 : 1;
}

async function reportOn(suite: Suite, folder: string | undefined): Promise<SuiteReport> {
  const missing = suite.data.filter((name) => folder === undefined || !existsSync(join(folder, name)));
  const result = missing.length > 0 ? undefined : await suite.run(folder ?? "");
  return { suite, result, missing };
}

useTemporaryFolder();
try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`conformance: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}
