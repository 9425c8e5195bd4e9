import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { copyFile, cp, mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Versions that fit together. The suite has alphas only, and the newest of each disagree. */
const PINNED = {
  "@typespec/asset-emitter": "0.79.1",
  "@typespec/compiler": "1.11.0",
  "@typespec/events": "0.81.0",
  "@typespec/http": "1.11.0",
  "@typespec/http-specs": "0.1.0-alpha.33-dev.3",
  "@typespec/openapi": "1.11.0",
  "@typespec/openapi3": "1.11.0",
  "@typespec/rest": "0.79.0",
  "@typespec/spector": "0.1.0-alpha.24-dev.2",
  "@typespec/sse": "0.81.0",
  "@typespec/streams": "0.81.0",
  "@typespec/versioning": "0.79.0",
  "@typespec/xml": "0.80.0",
};

const FOLDER = fileURLToPath(new URL("../../../.tools/http-specs", import.meta.url));
const COMPILE = fileURLToPath(new URL("../../../tools/compile-specs.mjs", import.meta.url));

/** Where the suite lies once it is installed and compiled. */
export interface InstalledSuite {
  /** The command that serves the scenarios. */
  readonly server: string;
  readonly specs: string;
  /** The scenarios of each specification, as modules. */
  readonly scenarios: string;
  /** The OpenAPI document of each specification that can be compiled. */
  readonly documents: string;
}

/** Installs the suite from npm and compiles it, unless it is there. */
export async function installSuite(): Promise<InstalledSuite> {
  const copy = join(FOLDER, "http-specs");
  const suite = {
    server: join(FOLDER, "node_modules/@typespec/spector/cmd/cli.mjs"),
    specs: join(copy, "specs"),
    scenarios: join(copy, "dist/specs"),
    documents: join(FOLDER, "out"),
  };
  const stamp = join(FOLDER, "installed");
  if (existsSync(stamp)) return suite;
  await rm(FOLDER, { recursive: true, force: true });
  await mkdir(FOLDER, { recursive: true });
  await writeFile(join(FOLDER, "package.json"), JSON.stringify({ private: true, dependencies: PINNED }));
  run("npm", ["install", "--legacy-peer-deps", "--no-package-lock", "--ignore-scripts", "--no-audit", "--no-fund"]);
  // The server names a scenario by its commit, and refuses packages that are installed.
  await cp(join(FOLDER, "node_modules/@typespec/http-specs"), copy, { recursive: true });
  run("git", ["init", "--quiet"]);
  run("git", [
    "-c",
    "user.name=conformance",
    "-c",
    "user.email=conformance@localhost",
    "commit",
    "--quiet",
    "--allow-empty",
    "-m",
    "suite",
  ]);
  await copyFile(COMPILE, join(FOLDER, "compile-specs.mjs"));
  run(process.execPath, ["compile-specs.mjs", suite.specs, suite.documents]);
  if (!existsSync(suite.documents)) throw new Error("none of the suite's specifications could be compiled");
  await writeFile(stamp, "");
  return suite;
}

function run(command: string, args: readonly string[]): void {
  const { status, stderr, error } = spawnSync(command, args, {
    cwd: FOLDER,
    encoding: "utf8",
    shell: process.platform === "win32",
  });
  if (status !== 0) throw new Error(`${command} ${args[0]} failed: ${error?.message ?? stderr.slice(-500)}`);
}
