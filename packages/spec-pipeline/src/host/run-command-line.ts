import { parseArgs } from "node:util";
import { inTerminal, terminalLine, terminalText } from "../print/terminal-text.ts";
import { suggest } from "../problems/suggest.ts";
import {
  CommandFailure,
  UsageError,
  type Command,
  type CommandContext,
  type CommandEntry,
  type ExitCode,
  type ParsedArguments,
} from "./command.ts";

/** The commands that may be called, by name. */
type Commands = ReadonlyMap<string, CommandEntry>;

function help(commands: Commands): string {
  const lines = [...commands].map(([name, { summary }]) => `  ${name.padEnd(12)} ${summary}`);
  return `Usage: specloom <command> [vendor…] [options]

Turns the documentation pages below specs/ into typed clients.

Commands
${lines.join("\n")}

specloom help <command> says more about one of them; specloom --version prints the version.
`;
}

/** Runs the command that the arguments name. Problems with the arguments are told in one sentence, with exit code 2. */
export async function runCommandLine(
  argv: readonly string[],
  commands: Commands,
  context: CommandContext,
  version: () => string,
): Promise<ExitCode> {
  try {
    const [name, ...rest] = argv;
    if (name === "--version" || name === "-v") {
      context.print(inTerminal`${terminalLine(version())}\n`);
      return 0;
    }
    const [topic] = rest;
    if (name === "help" && topic !== undefined && !topic.startsWith("-")) {
      context.print(terminalText((await findCommand(commands, topic).load()).help));
      return 0;
    }
    if (name === undefined || name === "--help" || name === "-h" || name === "help") {
      (name === undefined ? context.warn : context.print)(terminalText(help(commands)));
      return name === undefined ? 2 : 0;
    }
    return await runCommand(await findCommand(commands, name).load(), rest, context);
  } catch (error) {
    const told = error instanceof UsageError || error instanceof CommandFailure || isSystemError(error);
    if (!told) throw error;
    context.warn(inTerminal`specloom: ${terminalText(error.message)}\n`);
    return error instanceof UsageError ? 2 : 1;
  }
}

function findCommand(commands: Commands, name: string): CommandEntry {
  const entry = commands.get(name);
  if (entry) return entry;
  const meant = suggest(name, [...commands.keys()]);
  const hint = meant === undefined ? `known: ${[...commands.keys()].join(", ")}` : `did you mean ${meant}?`;
  throw new UsageError(`there is no command “${name}” (${hint})`);
}

/** A file that cannot be read, or a full disk: a stack trace would not help. */
function isSystemError(error: unknown): error is Error {
  return error instanceof Error && "syscall" in error && "code" in error;
}

function runCommand(command: Command, argv: readonly string[], context: CommandContext): Promise<ExitCode> {
  const border = argv.indexOf("--");
  const own = border === -1 ? argv : argv.slice(0, border);
  const options = { ...command.options, help: { type: "boolean", short: "h" } } as const;
  let parsed;
  try {
    parsed = parseArgs({ args: [...own], options, allowPositionals: true, strict: true });
  } catch (error) {
    const message = error instanceof Error ? error.message.split(". ")[0] : String(error);
    const unknown = /'--?([^' ]+)/.exec(message ?? "")?.[1];
    const meant = unknown === undefined ? undefined : suggest(unknown, Object.keys(options));
    throw new UsageError(`${message}${meant === undefined || meant === unknown ? "" : ` (did you mean --${meant}?)`}`);
  }
  if (parsed.values["help"] === true) {
    context.print(terminalText(command.help));
    return Promise.resolve(0);
  }
  const values = parsed.values as ParsedArguments["options"];
  return command.run(
    { positionals: parsed.positionals, options: values, rest: border === -1 ? [] : argv.slice(border + 1) },
    context,
  );
}
