import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { build } from "esbuild";

/** A Node binary of one version; `path` is undefined where there is none for this platform. */
export interface NodeVersion {
  readonly name: string;
  readonly path: string | undefined;
}

const versionsFolder = fileURLToPath(new URL("node-versions/node_modules", import.meta.url));

/** The Node versions besides the pinned one, oldest first. Their packages exist for Linux on x64. */
export const otherNodeVersions: readonly NodeVersion[] = ["20", "22", "24"].map((name) => {
  const path = join(versionsFolder, `node-${name}`, "bin", "node");
  return { name, path: existsSync(path) ? path : undefined };
});

/** The outcome of a table in another process. */
export interface ProcessReport {
  readonly version: string;
  readonly ran: number;
  readonly failures: readonly string[];
}

/**
 * Runs the table of scenarios through a client in a Node of another version, which has neither a test runner nor TypeScript.
 *
 * `adapterFile` exports the adapter under the name given. Packages are imported as they are built; `dist` says which of the adapter's own imports are to
 * be one too: specifier in the adapter → package.
 */
export async function runScenariosInNode(
  binary: string,
  adapterFile: string,
  dist: Readonly<Record<string, string>> = {},
  adapterName = "adapter",
): Promise<ProcessReport> {
  const packageFolder = packageOf(adapterFile);
  const folder = join(packageFolder, ".results");
  await mkdir(folder, { recursive: true });
  const outfile = join(folder, `scenarios-${process.pid}-${Math.random().toString(36).slice(2)}.mjs`);
  const contents = `
    import { runScenarios } from "@specloom/client-runtime/testing";
    import { ${adapterName} as adapter } from ${JSON.stringify(adapterFile)};
    const report = await runScenarios(adapter);
    process.stdout.write(JSON.stringify({ version: process.versions.node, ...report }));`;
  await build({
    stdin: { contents, resolveDir: packageFolder, loader: "ts" },
    bundle: true,
    format: "esm",
    platform: "node",
    target: "es2023",
    packages: "external",
    outfile,
    plugins: [
      {
        name: "dist",
        setup(plugins) {
          plugins.onResolve({ filter: /^\./ }, ({ path }) => (dist[path] ? { path: dist[path], external: true } : undefined));
        },
      },
    ],
  });
  try {
    const { stdout } = await promisify(execFile)(binary, [outfile], { maxBuffer: 1 << 26 });
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the program above prints it
    return JSON.parse(stdout) as ProcessReport;
  } finally {
    await rm(outfile, { force: true });
  }
}

function packageOf(file: string): string {
  let folder = dirname(file);
  while (!existsSync(join(folder, "package.json"))) folder = dirname(folder);
  return folder;
}
