/** Runs what is typed in a terminal: commands of a client, with the client's mock in place of the network. */
import { Readable, Writable } from "node:stream";
import type { ClientCommand } from "@specloom/client-runtime/start-command";
import { type HostStream, runCommand } from "@specloom/command";
import { shellWords } from "./curl.ts";
import { type RunListener, setEnvironment, watchedFetch } from "./run-program.ts";

export interface CommandLineSettings {
  readonly command: ClientCommand;
  readonly fetch: typeof fetch;
  readonly environment: Readonly<Record<string, string>>;
  readonly paceMs: number;
}

/** Of the terminal. */
const COLUMNS = 100;

/** Ends each piece at a line's end: what is written may stop anywhere. */
function byLine(print: (text: string) => void): HostStream {
  let begun = "";
  const stream = new Writable({
    decodeStrings: false,
    write(chunk: string | Uint8Array, _, done) {
      const text = begun + (typeof chunk === "string" ? chunk : new TextDecoder().decode(chunk));
      const end = text.lastIndexOf("\n");
      if (end >= 0) print(text.slice(0, end));
      begun = text.slice(end + 1);
      done();
    },
    final(done) {
      if (begun !== "") print(begun);
      done();
    },
  });
  return Object.assign(stream, { isTTY: true, columns: COLUMNS });
}

/**
 * Runs commands one after another, each of which begins a line, and returns the exit code of the last. One that fails is the last.
 *
 * @throws {Error} a line is no command of the client.
 */
export async function runCommandLine(text: string, settings: CommandLineSettings, listener: RunListener): Promise<number> {
  const { command, environment, paceMs } = settings;
  const fetch = watchedFetch(settings.fetch, listener, paceMs);
  const options = { fetch, allowBrowser: true };
  // With `--mock` and without, a command reaches the same mock: nothing else is here.
  const here: ClientCommand = {
    ...command,
    mock: async () => ({ fetch, environment: () => environment }),
    create: () => command.create(options),
  };
  for (const line of text.trim().split(/\n(?=npx |#)/)) {
    if (line.startsWith("#")) continue;
    const [npx, name, ...args] = shellWords(line.trim(), environment);
    if (npx !== "npx" || name !== command.name)
      throw new Error(`a line begins with npx ${command.name} here, and not with ${npx} ${name}`);
    const restore = setEnvironment(environment);
    const [stdout, stderr] = [byLine(listener.onPrint), byLine(listener.onPrint)];
    try {
      const host = { args, env: process.env, stdin: Readable.from([]), stdout, stderr, signal: new AbortController().signal };
      const code = await runCommand(here, host);
      if (code !== 0) return code;
    } finally {
      restore();
      stdout.end();
      stderr.end();
    }
  }
  return 0;
}
