import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { constants } from "node:os";
import { dirname, join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { isObject, member, stringMember } from "../document/json.ts";
import {
  CommandFailure,
  UsageError,
  type Command,
  type CommandContext,
  type ExitCode,
  type ParsedArguments,
} from "../host/command.ts";
import { selectVendors } from "../host/run-vendor.ts";
import { serveFetch, type Fetch, type ServedFetch } from "../host/serve-fetch.ts";
import { readVendorFiles } from "../host/vendor-files.ts";
import { readManifest } from "../host/workspace.ts";
import { installerOf } from "../init/installer.ts";
import { joinTerminal, inTerminal, terminalLine, terminalText, type TerminalText } from "../print/terminal-text.ts";

const HELP = `Usage: specloom mock [vendor…] [options] [-- command…]

Serves the mock of each vendor's API on loopback, until it is interrupted. With a command:
runs that with the environment that leads its clients to the mocks, and ends when it ends.

Options
  --port N   first port to use, one more for each further vendor; any free ports by default
  --help     print this text

Exit codes: that of the command, or 0; 1 a mock cannot be served, 2 called wrongly
`;

/** The exports of the module behind a client's `./testing` entry, as far as this command uses them. */
interface TestingModule {
  readonly createMock: () => {
    readonly fetch: Fetch;
    readonly environment: (origin: string) => Readonly<Record<string, string>>;
  };
}

async function run(parsed: ParsedArguments, context: CommandContext): Promise<ExitCode> {
  const port = readPort(parsed.options["port"]);
  const { root, vendors } = await selectVendors(parsed, context);
  const served: ServedFetch[] = [];
  const environment: Record<string, string> = {};
  const started: TerminalText[] = [];
  try {
    for (const [index, id] of vendors.entries()) {
      const { createMock } = await loadTesting(root, id);
      const { fetch, environment: describe } = createMock();
      const server = await serve(id, fetch, port === 0 ? 0 : port + index, context);
      served.push(server);
      const variables = describe(server.origin);
      Object.assign(environment, variables);
      const lines = Object.entries(variables).map(([name, value]) => inTerminal`  ${terminalLine(`${name}=${value}`)}\n`);
      const title = inTerminal`${context.paint("bold", terminalLine(id))} mock at ${terminalLine(server.origin)}\n`;
      started.push(inTerminal`${title}${joinTerminal(lines, inTerminal``)}`);
    }
    const [program, ...args] = parsed.rest;
    if (program !== undefined) {
      // Printed once the program runs. A missing program is told in one sentence.
      return await runProgram(program, args, environment, context, () => started.forEach(context.warn));
    }
    started.forEach(context.print);
    context.print(inTerminal`Press Ctrl-C to stop.\n`);
    await aborted(context.signal);
    return 0;
  } finally {
    await Promise.all(served.map((server) => server.close()));
  }
}

function readPort(value: ParsedArguments["options"][string]): number {
  if (value === undefined) return 0;
  const port = Number(value);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new UsageError(`--port takes a number from 0 to 65535, not “${String(value)}”`);
  return port;
}

/** The module that the client's package exports as `./testing`. The package is the one that contains the generated code. */
async function loadTesting(root: string, id: string): Promise<TestingModule> {
  const { input } = await readVendorFiles(root, id);
  if (!input) throw new CommandFailure(`the files of ${id} have problems; specloom check ${id} lists them`);
  let folder = join(root, input.vendor.output);
  while (folder !== root && !existsSync(join(folder, "package.json"))) folder = dirname(folder);
  const manifest = (await readManifest(folder))?.manifest;
  const name = stringMember(manifest, "name") ?? relative(root, folder);
  const entry = member(member(manifest, "exports"), "./testing");
  const path = typeof entry === "string" ? entry : (stringMember(entry, "import") ?? stringMember(entry, "default"));
  if (path === undefined)
    throw new CommandFailure(`${name} has no mock: its package.json exports no ./testing, as that of a client does`);
  const file = join(folder, path);
  if (!existsSync(file)) {
    const installer = installerOf(root, (await readManifest(root))?.manifest);
    const way = folder === root ? "its script build" : installer.runIn(name, "build");
    throw new CommandFailure(`${name} is not built yet: ${relative(root, file)} is missing; build it with ${way}`);
  }
  const module: unknown = await import(pathToFileURL(file).href);
  if (!isTestingModule(module)) throw new CommandFailure(`${relative(root, file)} does not export createMock`);
  return module;
}

function isTestingModule(module: unknown): module is TestingModule {
  return isObject(module) && typeof (module as { createMock?: unknown }).createMock === "function";
}

async function serve(id: string, fetch: Fetch, port: number, context: CommandContext): Promise<ServedFetch> {
  try {
    return await serveFetch(fetch, port, (error) => {
      const said = error instanceof Error ? (error.stack ?? error.message) : String(error);
      context.warn(inTerminal`${terminalLine(id)} mock: ${terminalText(said)}\n`);
    });
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "EADDRINUSE")
      throw new CommandFailure(`port ${port} is in use; name another with --port, or none for a free one`);
    if (code === "EACCES") throw new CommandFailure(`port ${port} needs more rights; use one above 1023`);
    throw error;
  }
}

async function runProgram(
  program: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
  context: CommandContext,
  onStart: () => void,
): Promise<ExitCode> {
  const child = spawn(program, args, { stdio: "inherit", env: { ...context.env, ...environment }, cwd: context.cwd });
  const stop = (): void => void child.kill("SIGTERM");
  context.signal.addEventListener("abort", stop, { once: true });
  try {
    return await new Promise<ExitCode>((resolve, reject) => {
      child.once("spawn", onStart);
      child.once("error", (error) => {
        reject("code" in error && error.code === "ENOENT" ? new UsageError(`the command “${program}” was not found`) : error);
      });
      child.once("exit", (code, signal) => {
        resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal]));
      });
    });
  } finally {
    context.signal.removeEventListener("abort", stop);
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}

export const mock: Command = { help: HELP, options: { port: { type: "string" } }, run };
