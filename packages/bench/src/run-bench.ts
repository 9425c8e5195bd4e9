import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { copyFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { cpus, release, totalmem, type } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { measureRow } from "./measure-row.ts";
import { bundle } from "./measures/bundle-size.ts";
import { type Surroundings, WORKLOAD_PROGRAM, printedByNode } from "./measures/child-process.ts";
import { findNode24, peerVersions, peersFolder } from "./peers.ts";
import type { MeasuredRow, Report } from "./report.ts";
import type { Row } from "./rows.ts";
import { clientNames, peerNames } from "./subject-names.ts";

export interface BenchSettings {
  readonly rows: readonly Row[];
  readonly rounds: number;
  /** Told before each row, with its title. */
  readonly onRow: (title: string) => void;
}

const source = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** In the peers folder, since Node, esbuild and TypeScript look for packages upwards from the importing file. */
async function prepareWorkFolder(): Promise<string> {
  const folder = join(peersFolder, ".work");
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder);
  await writeFile(join(folder, "package.json"), JSON.stringify({ private: true, type: "module" }));
  // The types that bare openapi-fetch is used with are those of our own client.
  await copyFile(source("../../profound-client/src/generated/schema.gen.ts"), join(folder, "schema.gen.ts"));
  // As plain JavaScript, so that no sample pays for stripping types.
  const program = join(folder, WORKLOAD_PROGRAM);
  await bundle(source("run-workload.ts"), "--platform=node", "--packages=external", `--outfile=${program}`);
  return folder;
}

async function startServer(): Promise<{ server: ChildProcess; origin: string }> {
  const server = fork(source("serve.ts"), { stdio: ["ignore", "ignore", "inherit", "ipc"] });
  const [port] = await once(server, "message");
  return { server, origin: `http://127.0.0.1:${Number(port)}` };
}

function describeMachine(): string {
  const model = cpus()[0]?.model.trim() ?? process.arch;
  return `${cpus().length} × ${model}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${type()} ${release().replace(/-.*/, "")}`;
}

async function contestantVersions(): Promise<Record<string, string>> {
  const ours = await Promise.all(
    clientNames.map(async (name) => {
      const manifest: { readonly version: string } = JSON.parse(await readFile(source(`../../${name}/package.json`), "utf8"));
      return [name, manifest.version];
    }),
  );
  const pinned = peerVersions();
  return Object.fromEntries([...ours, ...peerNames.map((name) => [name, pinned[name] ?? "unknown"])]);
}

/** Measures the given rows one after the other and reports all of them, met or not. */
export async function runBench({ rows, rounds, onRow }: BenchSettings): Promise<Report> {
  const node24 = findNode24();
  const workFolder = await prepareWorkFolder();
  const { server, origin } = await startServer();
  const surroundings: Surroundings = { origin, node24, workFolder };
  const measured: MeasuredRow[] = [];
  try {
    for (const row of rows) {
      onRow(row.title);
      // oxlint-disable-next-line no-await-in-loop -- side by side they would disturb each other
      measured.push(await measureRow(row, rounds, surroundings));
    }
    const node24Version = await printedByNode(node24, ["--print", "process.versions.node"], workFolder);
    return {
      date: new Date().toISOString().slice(0, "YYYY-MM-DD".length),
      machine: describeMachine(),
      node: process.versions.node,
      node24: node24Version.trim(),
      versions: await contestantVersions(),
      rounds,
      rows: measured,
      passed: measured.every(({ passed }) => passed),
    };
  } finally {
    server.disconnect();
  }
}
