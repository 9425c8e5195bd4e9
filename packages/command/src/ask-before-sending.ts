import { createInterface } from "node:readline/promises";
import type { Params } from "@specloom/client-runtime/start-command";
import type { Host } from "./host.ts";
import type { Method } from "./method.ts";
import { UsageError } from "./usage-error.ts";
import { visibleText } from "./visible-text.ts";

/** Characters of a body that are shown. */
const MOST_SHOWN = 2000;

/** Shows what an operation that changes something will send, and asks. @throws {UsageError} nobody can be asked, or the reply is no. */
export async function askBeforeSending(method: Method, params: Params, { stdin, stderr, signal }: Host): Promise<void> {
  const text = JSON.stringify(params, undefined, 2) ?? "";
  const lines = (text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}\n…` : text).split("\n").map(visibleText);
  stderr.write(`${method.operation.method} ${method.operation.path}\n${lines.join("\n")}\n`);
  if (!stdin.isTTY) throw new UsageError("this changes something, and nobody can be asked here: give --yes to send it");
  const prompt = createInterface({ input: stdin, output: stderr });
  try {
    const reply = await prompt.question("Send it? [y/N] ", { signal });
    if (!/^y(es)?$/i.test(reply.trim())) throw new UsageError("nothing was sent");
  } finally {
    prompt.close();
  }
}
