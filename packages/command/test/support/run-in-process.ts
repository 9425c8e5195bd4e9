import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import type { ClientCommand } from "@specloom/client-runtime/start-command";
import { runCommand } from "../../src/run-command.ts";

/** Runs a line of a client's command in this process. With `typed`, a person at a terminal types it once a question stands there. */
export async function runInProcess(
  settings: ClientCommand,
  args: readonly string[],
  { typed, stop = new AbortController(), isTTY = false }: { typed?: string; stop?: AbortController; isTTY?: boolean } = {},
): Promise<{ readonly exitCode: number; readonly stdout: string; readonly stderr: string }> {
  const stdin = Object.assign(new PassThrough(), { isTTY: typed !== undefined });
  const [stdout, stderr] = [
    Object.assign(new PassThrough(), { isTTY }),
    Object.assign(new PassThrough(), { isTTY: typed !== undefined }),
  ];
  if (typed !== undefined) stderr.on("data", (data: Buffer) => void (String(data).includes("Send it?") && stdin.write(typed)));
  const texts = Promise.all([text(stdout), text(stderr)]);
  const env = { ACME_API_KEY: "key" };
  const exitCode = await runCommand(settings, { args, env, stdin, stdout, stderr, signal: stop.signal });
  stdout.end();
  stderr.end();
  const [out, words] = await texts;
  return { exitCode, stdout: out, stderr: words };
}
