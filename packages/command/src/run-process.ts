import type { ClientCommand } from "@specloom/client-runtime/start-command";
import type { Host } from "./host.ts";
import { runCommand } from "./run-command.ts";

/** Runs the command of a client in this process, and sets the exit code. */
export async function runProcess<Client extends object>(
  settings: ClientCommand<Client>,
  args: readonly string[] = process.argv.slice(2),
): Promise<void> {
  const stop = new AbortController();
  // The first signal ends the command in order, a second one at once.
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      stop.abort(new Error("interrupted"));
      process.once(signal, () => process.exit(130));
    });
  }
  const { stdin, stdout, stderr, env } = process;
  // A reader that left, as `head` does, gets no message. A sink notices it too.
  stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE" || stdout.listenerCount("error") > 1) return;
    stderr.write(`${settings.name}: standard output cannot be written (${error.code ?? error.message})\n`);
    process.exitCode = 1;
  });
  stderr.on("error", () => {});
  const host: Host = { args, env, stdin, stdout, stderr, signal: stop.signal };
  const code = await runCommand(settings, host);
  process.exitCode ??= code;
}
