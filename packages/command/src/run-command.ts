import type { ClientCommand } from "@specloom/client-runtime/start-command";
import { CommanderError, type Command } from "commander";
import { completeWords, printCompletion } from "./complete.ts";
import { createClient } from "./create-client.ts";
import { createProgram } from "./create-program.ts";
import { USUAL_PROFILE } from "./credentials/keychain.ts";
import { logIn, logOut } from "./credentials/log-in.ts";
import { whoAmI } from "./credentials/who-am-i.ts";
import { accountOf, describeFailure, EXIT_CODES } from "./describe-failure.ts";
import type { Host } from "./host.ts";
import { Interrupted } from "./interrupted.ts";
import { listMethods } from "./method.ts";
import { ReaderLeft } from "./output/sink.ts";
import type { Typed } from "./read-params.ts";
import { runExtra } from "./run-extra.ts";
import { runMcp } from "./run-mcp.ts";
import { runMethod } from "./run-method.ts";
import { visibleText } from "./visible-text.ts";

function profileOf(typed: Typed): string {
  return typed.get("profile")?.at(-1) ?? USUAL_PROFILE;
}

/** A command as it is typed, without options. */
function wordsOf(command: Command): string {
  return command.parent ? `${wordsOf(command.parent)} ${command.name()}` : command.name();
}

/** Runs the typed command, and returns the exit code. Only data goes to standard output. */
export async function runCommand<Client extends object>(settings: ClientCommand<Client>, host: Host): Promise<number> {
  const methods = listMethods(settings);
  let options: ReadonlyMap<string, string> = new Map();
  let called = settings.name;
  try {
    const program = createProgram(
      settings,
      methods,
      host,
      async (invocation) => {
        options = new Map(invocation.params.map(({ path, option }) => [path.join("."), option]));
        await runMethod(settings, methods, invocation, host);
      },
      {
        extra: (extra, typed) => runExtra(settings, extra, typed, host),
        mcp: (typed) => runMcp(settings, methods, typed, host),
        login: (typed) => logIn(settings, profileOf(typed), host),
        logout: (typed) => logOut(settings, profileOf(typed), host),
        whoami: async (typed) => {
          const { client, source } = await createClient(settings, typed, host);
          await whoAmI(settings, methods, client, source, host);
        },
      },
    );
    program.hook("preAction", (_program, command) => {
      called = wordsOf(command);
    });
    const [first, ...rest] = host.args;
    if (first === "complete" && rest[0] === "--") {
      completeWords(program, methods, rest.slice(1), host);
      return EXIT_CODES.done;
    }
    if (first === "completion" && rest[0] !== "--help") {
      printCompletion(settings.name, rest, host);
      return EXIT_CODES.done;
    }
    if (host.args.length === 0) {
      program.outputHelp({ error: true });
      return EXIT_CODES.usage;
    }
    // Commander's own command for help knows one level.
    await program.parseAsync(first === "help" ? [...rest, "--help"] : [...host.args], { from: "user" });
    return EXIT_CODES.done;
  } catch (error) {
    if (error instanceof ReaderLeft) return EXIT_CODES.done;
    // Commander has printed the mistake.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT_CODES.done : EXIT_CODES.usage;
    // Requests cannot be taken back. So the account of them is data, however the call ended.
    const account = accountOf(error);
    if (account) host.stdout.write(`${JSON.stringify(account, undefined, 2)}\n`);
    if (host.signal.aborted || error instanceof Interrupted) {
      host.stderr.write(`${settings.name}: ${error instanceof Interrupted ? error.message : "interrupted"}\n`);
      return EXIT_CODES.interrupted;
    }
    const { message, fix, code } = describeFailure(error, settings, called, options);
    host.stderr.write(`${settings.name}: ${visibleText(message)}\n${fix === undefined ? "" : `  ${fix}\n`}`);
    return code;
  }
}
