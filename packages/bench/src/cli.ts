import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { SetupError, installPeers } from "./peers.ts";
import { renderMarkdown, renderText } from "./render.ts";
import { rows } from "./rows.ts";
import { runBench } from "./run-bench.ts";

const USAGE = `usage: pnpm bench [--json | --markdown] [--rounds N] [--only ROW]...

  --json        print the report as JSON, and nothing else on standard output
  --markdown    print the table for a README
  --rounds N    how often each row that is not exact is measured (default 5)
  --only ROW    measure this row alone; may be repeated: ${rows.map(({ id }) => id).join(", ")}`;

/** What the command line asks for, or the sentence that says why it cannot be done. */
function readArguments(): { json: boolean; markdown: boolean; rounds: number; only: readonly string[] } | string {
  try {
    const { values } = parseArgs({
      options: {
        json: { type: "boolean", default: false },
        markdown: { type: "boolean", default: false },
        rounds: { type: "string", default: "5" },
        only: { type: "string", multiple: true, default: [] },
      },
    });
    const rounds = Number(values.rounds);
    const unknown = values.only.find((id) => !rows.some((row) => row.id === id));
    if (!Number.isInteger(rounds) || rounds < 1) return `--rounds takes a whole number from 1, got "${values.rounds}"`;
    if (unknown !== undefined) return `--only takes a row, and "${unknown}" is none`;
    return { ...values, rounds };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** The clients are measured as users get them: built. */
function buildClients(): void {
  const root = fileURLToPath(new URL("../../../", import.meta.url));
  const { status, stdout, stderr } = spawnSync(
    "turbo",
    ["run", "build", "--filter=profound-client", "--filter=saasquatch-client", "--output-logs=errors-only"],
    { cwd: root, encoding: "utf8", shell: process.platform === "win32" },
  );
  if (status !== 0) {
    process.stderr.write(`${stdout}${stderr}`);
    throw new SetupError("the clients could not be built: mend what is said above, then run the bench again.");
  }
}

async function main(): Promise<number> {
  const settings = readArguments();
  if (typeof settings === "string") {
    process.stderr.write(`specloom bench: ${settings}\n\n${USAGE}\n`);
    return 2;
  }
  const { json, markdown, rounds, only } = settings;
  try {
    installPeers();
    buildClients();
    const report = await runBench({
      rows: rows.filter(({ id }) => only.length === 0 || only.includes(id)),
      rounds,
      onRow: (title) => process.stderr.write(`measuring: ${title}\n`),
    });
    const text = json ? `${JSON.stringify(report, null, 2)}\n` : (markdown ? renderMarkdown : renderText)(report);
    process.stdout.write(text);
    return report.passed ? 0 : 1;
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    process.stderr.write(`specloom bench: ${error.message}\n`);
    return 2;
  }
}

process.exitCode = await main();
