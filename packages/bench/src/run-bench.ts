import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { copyFile, cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { measureRow } from "./measure-row.ts";
import { runEsbuild } from "./measures/bundle-size.ts";
import { type Surroundings, WORKLOAD_PROGRAM, printedByNode } from "./measures/child-process.ts";
import { findNode24, peerVersions, peersFolder } from "./peers.ts";
import { reportOf } from "./report-of.ts";
import type { MeasuredRow, Report } from "./report.ts";
import type { Row } from "./rows.ts";
import { clientNames, contestantNames, peerNames } from "./subject-names.ts";

export interface BenchSettings {
  readonly rows: readonly Row[];
  readonly rounds: number;
  /** Told before each row, with its title. */
  readonly onRow: (title: string) => void;
}

const source = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** What the work folder holds of ours; what these depend on is among the peers. */
const installed = [...clientNames, "@specloom/client-runtime"];
const folderOf = (name: string): string => source(`../../${name.replace("@specloom/", "")}`);

/**
 * In the peers folder, since Node, esbuild and TypeScript look for packages upwards from the importing file.
 * Our packages lie there as npm would install them: the links of a workspace take time to follow.
 */
async function prepareWorkFolder(): Promise<string> {
  await mkdir(join(peersFolder, ".work"), { recursive: true });
  const folder = await mkdtemp(join(peersFolder, ".work", "run-"));
  for (const name of installed) {
    const target = join(folder, "node_modules", name);
    // oxlint-disable-next-line no-await-in-loop -- three small folders
    await cp(join(folderOf(name), "dist"), join(target, "dist"), { recursive: true });
    // oxlint-disable-next-line no-await-in-loop -- as above
    await copyFile(join(folderOf(name), "package.json"), join(target, "package.json"));
  }
  await writeFile(join(folder, "package.json"), JSON.stringify({ private: true, type: "module" }));
  // The types that bare openapi-fetch is used with are those of our own client.
  await copyFile(join(folderOf("profound-client"), "src/generated/schema.gen.ts"), join(folder, "schema.gen.ts"));
  // As plain JavaScript, so that no sample pays for stripping types.
  const program = join(folder, WORKLOAD_PROGRAM);
  await runEsbuild(source("run-workload.ts"), "--platform=node", "--packages=external", `--outfile=${program}`);
  return folder;
}

async function startServer(): Promise<{ server: ChildProcess; origin: string }> {
  const server = fork(source("serve.ts"), { stdio: ["ignore", "ignore", "inherit", "ipc"] });
  const [port] = await once(server, "message");
  return { server, origin: `http://127.0.0.1:${Number(port)}` };
}

async function contestantVersions(): Promise<Record<string, string>> {
  const ours = await Promise.all(
    clientNames.map(async (name) => {
      const manifest: { readonly version: string } = JSON.parse(await readFile(join(folderOf(name), "package.json"), "utf8"));
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
    return reportOf(measured, {
      node24: node24Version.trim(),
      versions: await contestantVersions(),
      rounds,
      columns: contestantNames,
      ours: clientNames,
      notes: [],
    });
  } finally {
    server.disconnect();
    await rm(workFolder, { recursive: true, force: true });
  }
}
