import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { useTemporaryFolder } from "../../../test/use-temporary-folder.ts";
import { renderDiff } from "./diff/render-diff.ts";
import { runDiffBench } from "./diff/run-diff-bench.ts";
import { growthRows } from "./growth/growth-rows.ts";
import { runGrowthBench } from "./growth/run-growth-bench.ts";
import { largeRows } from "./large/large-rows.ts";
import { runLargeBench } from "./large/run-large-bench.ts";
import { installPeers, SetupError } from "./peers.ts";
import { pipelineRows } from "./pipeline/pipeline-rows.ts";
import { runPipelineBench } from "./pipeline/run-pipeline-bench.ts";
import { renderMarkdown, renderText } from "./render.ts";
import type { Report } from "./report.ts";
import { rows } from "./rows.ts";
import { runBench } from "./run-bench.ts";

const idsOf = (table: readonly { readonly id: string }[]): string => table.map(({ id }) => id).join(", ");

const USAGE = `usage: pnpm bench [pipeline | growth | large] [--json | --markdown] [--rounds N] [--only ROW]...
       pnpm bench diff FOLDER [--json]

  pipeline      measure \`specloom generate\` instead of the clients
  growth        count how its work grows with documents of awkward shapes
  large         measure what a program with one call of a large API costs
  diff FOLDER   replay the pairs NN-old.yaml, NN-new.yaml of a folder with \`specloom diff\`, and hold its
                policy against generated programs
  --json        print the report as JSON, and nothing else on standard output
  --markdown    print the table for a README
  --rounds N    how often each row that is not exact is measured (default 5)
  --only ROW    measure this row alone; may be repeated
                of the clients: ${idsOf(rows)}
                of the pipeline: ${idsOf(pipelineRows)}
                of growth: ${idsOf(growthRows)}
                of large: ${idsOf(largeRows)}`;

const TABLES = { clients: rows, pipeline: pipelineRows, growth: growthRows, large: largeRows } as const;

interface Settings {
  readonly table: keyof typeof TABLES | "diff";
  /** Of the pairs, for the table of differences. */
  readonly folder: string;
  readonly json: boolean;
  readonly markdown: boolean;
  readonly rounds: number;
  readonly only: readonly string[];
}

function isTable(name: string): name is keyof typeof TABLES {
  return Object.hasOwn(TABLES, name);
}

/** What the command line asks for, or the sentence that says why it cannot be done. */
function readArguments(): Settings | string {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        json: { type: "boolean", default: false },
        markdown: { type: "boolean", default: false },
        rounds: { type: "string", default: "5" },
        only: { type: "string", multiple: true, default: [] },
      },
    });
    const [table = "clients", ...more] = positionals;
    if (table === "diff") {
      const [folder, ...others] = more;
      if (folder === undefined || others.length > 0) return "diff takes one folder of pairs of documents";
      return { ...values, table, folder, rounds: 1 };
    }
    if (!isTable(table) || more.length > 0) return `there is no table “${positionals.join(" ")}”`;
    const known: readonly { readonly id: string }[] = TABLES[table];
    const rounds = Number(values.rounds);
    const unknown = values.only.find((id) => !known.some((row) => row.id === id));
    if (!Number.isInteger(rounds) || rounds < 1) return `--rounds takes a whole number from 1, got "${values.rounds}"`;
    if (unknown !== undefined) return `--only takes a row, and "${unknown}" is none`;
    return { ...values, table, folder: "", rounds };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** What is measured is measured as users get it: built. */
function build(...packages: readonly string[]): void {
  const root = fileURLToPath(new URL("../../../", import.meta.url));
  const filters = packages.map((name) => `--filter=${name}`);
  const { status, stdout, stderr } = spawnSync("turbo", ["run", "build", ...filters, "--output-logs=errors-only"], {
    cwd: root,
    encoding: "utf8",
    shell: process.platform === "win32",
  });
  if (status !== 0) {
    process.stderr.write(`${stdout}${stderr}`);
    throw new SetupError(`${packages.join(" and ")} could not be built: fix what is said above, then run the bench again.`);
  }
}

function say(step: string): void {
  process.stderr.write(`measuring: ${step}\n`);
}

async function measure({ table, rounds, only }: Settings): Promise<Report> {
  const isAsked = ({ id }: { readonly id: string }): boolean => only.length === 0 || only.includes(id);
  if (table === "growth") {
    build("specloom");
    return runGrowthBench(growthRows.filter(isAsked), say);
  }
  if (table === "large") {
    build("specloom", "@specloom/client-runtime");
    return runLargeBench(largeRows.filter(isAsked), say);
  }
  if (table === "pipeline") {
    build("specloom");
    return runPipelineBench({ rows: pipelineRows.filter(isAsked), rounds, onStep: say });
  }
  installPeers();
  build("profound-client", "saasquatch-client");
  return runBench({ rows: rows.filter(isAsked), rounds, onRow: say });
}

async function main(): Promise<number> {
  const settings = readArguments();
  if (typeof settings === "string") {
    process.stderr.write(`specloom bench: ${settings}\n\n${USAGE}\n`);
    return 2;
  }
  try {
    if (settings.table === "diff") {
      build("specloom", "@specloom/client-runtime");
      const report = await runDiffBench(settings.folder, say);
      process.stdout.write(settings.json ? `${JSON.stringify(report, null, 2)}\n` : renderDiff(report));
      return report.passed ? 0 : 1;
    }
    const report = await measure(settings);
    const asTable = settings.markdown ? renderMarkdown : renderText;
    process.stdout.write(settings.json ? `${JSON.stringify(report, null, 2)}\n` : asTable(report));
    return report.passed ? 0 : 1;
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    process.stderr.write(`specloom bench: ${error.message}\n`);
    return 2;
  }
}

useTemporaryFolder();
process.exitCode = await main();
