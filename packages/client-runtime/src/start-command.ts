import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

export type {
  ClientCommand,
  ClientVariable,
  CommandMock,
  CommandTools,
  CsvRow,
  CsvTable,
  ExtraCommand,
  HandMethod,
  MethodText,
  Params,
  TextForm,
} from "./client-command.ts";

const COMMAND = "@specloom/command";

/**
 * Starts the command of a client, in its `bin` file. The code is in a package of its own, which programs that import the client do not
 * install. It is taken from the place of the client or the program. Otherwise npm fetches it once and keeps it.
 *
 * @param manifest address of the client's `package.json`, which names the version of the command that it was tested with.
 * @param module address of the module that exports the client's `command`.
 */
export async function startCommand(manifest: URL, module: URL): Promise<void> {
  const args = process.argv.slice(2);
  const { name, devDependencies = {} }: { name: string; devDependencies?: Record<string, string> } = JSON.parse(
    readFileSync(manifest, "utf8"),
  );
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major < 22 || (major === 22 && minor < 12)) {
    process.stderr.write(`${name}: Node ${process.versions.node} is too old for the command: install Node 22.12 or newer.\n`);
    process.exitCode = 1;
    return;
  }
  const installed = findInstalled([fileURLToPath(manifest), join(process.cwd(), "package.json")]);
  if (installed === undefined) {
    process.exitCode = await runThroughNpm(name, devDependencies[COMMAND] ?? "latest", [module.href, ...args]);
    return;
  }
  const [{ runProcess }, { command }] = await Promise.all([import(pathToFileURL(installed).href), import(module.href)]);
  await runProcess(command, args);
}

/** The entry of the command's package, from the first of these files that finds it. */
function findInstalled(places: readonly string[]): string | undefined {
  for (const place of places) {
    try {
      return createRequire(place).resolve(COMMAND);
    } catch {
      // It is not installed.
    }
  }
  return undefined;
}

/**
 * Runs the command with npm, which fetches it or takes it from its cache. The process of npm has the same input, output and environment.
 */
function runThroughNpm(name: string, range: string, args: readonly string[]): Promise<number> {
  const npm = [process.env["npm_execpath"], join(dirname(process.execPath), "../lib/node_modules/npm/bin/npm-cli.js")]
    .flatMap((path) => (path !== undefined && path.endsWith("npm-cli.js") && existsSync(path) ? [path] : []))
    .at(0);
  const rest = ["exec", "--yes", "--loglevel=error", `--package=${COMMAND}@${range}`, "--", "specloom-command", ...args];
  const child =
    npm === undefined
      ? spawn("npm", rest, { stdio: "inherit", shell: process.platform === "win32" })
      : spawn(process.execPath, [npm, ...rest], { stdio: "inherit" });
  // Ctrl-C reaches the child as well, which ends in order.
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => {});
  return new Promise((resolve) => {
    child.once("error", (error) => {
      process.stderr.write(`${name}: npm cannot be started (${error.message}): run npm install ${COMMAND}\n`);
      resolve(1);
    });
    child.once("exit", (code, signal) => resolve(code ?? (signal === "SIGINT" ? 130 : 1)));
  });
}
