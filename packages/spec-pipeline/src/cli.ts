import { readFileSync } from "node:fs";
import { commands } from "./commands/index.ts";
import { parseJson, stringMember } from "./document/json.ts";
import { askAtTerminal } from "./host/ask-at-terminal.ts";
import type { CommandContext } from "./host/command.ts";
import { runCommandLine } from "./host/run-command-line.ts";
import { overLine, paintColours, paintNothing } from "./print/terminal-text.ts";

const { env, stdin, stdout, stderr } = process;
const forced = env["FORCE_COLOR"] !== undefined && env["FORCE_COLOR"] !== "0";
const coloured = !env["NO_COLOR"] && (forced || stdout.isTTY);
const stop = new AbortController();

// The first signal ends the command in order, a second one at once.
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    stop.abort();
    process.once(signal, () => process.exit(130));
  });
}
// A reader such as head closes the pipe when it has read enough.
stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit();
  throw error;
});

const context: CommandContext = {
  cwd: process.cwd(),
  env,
  print: (text) => void stdout.write(text),
  warn: (text) => void stderr.write(text),
  ask: stdin.isTTY && stdout.isTTY ? (question) => askAtTerminal(question, stop.signal) : undefined,
  progress: stderr.isTTY ? (line) => void stderr.write(overLine(line)) : undefined,
  paint: coloured ? paintColours : paintNothing,
  today: () => new Date().toISOString().slice(0, 10),
  fetch: globalThis.fetch,
  signal: stop.signal,
};

function version(): string {
  const manifest = parseJson(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
  return stringMember(manifest, "version") ?? "unknown";
}

process.exitCode = await runCommandLine(process.argv.slice(2), commands, context, version);
