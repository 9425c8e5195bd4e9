import type { ClientCommand } from "@specloom/client-runtime/start-command";
import type { Host } from "./host.ts";
import { runCommand } from "./run-command.ts";

/** Runs the command of a client in this process, and sets the exit code. */
export async function runProcess<Client extends object>(
  settings: ClientCommand<Client>,
  args: readonly string[] = process.argv.slice(2),
): Promise<void> {
  const stop = new AbortController();
  // The first wish to stop ends the command in order, a second one at once.
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      stop.abort(new Error("interrupted"));
      process.once(signal, () => process.exit(130));
    });
  }
  const { stdin, stdout, stderr, env } = process;
  const host: Host = { args, env, stdin, stdout, stderr, signal: stop.signal };
  process.exitCode = await runCommand(settings, host);
}
