import type { Params } from "@specloom/client-runtime/start-command";
import { askLine } from "./ask-line.ts";
import type { Host } from "./host.ts";
import type { Method } from "./method.ts";
import { UsageError } from "./usage-error.ts";
import { visibleText } from "./visible-text.ts";

/** The number of characters of a body that are shown. */
const MOST_SHOWN = 2000;

/** Shows the body of a changing operation, and asks whether to send it. @throws {UsageError} nobody can be asked, or the reply is no. */
export async function askBeforeSending(method: Method, params: Params, host: Host): Promise<void> {
  const text = JSON.stringify(params, undefined, 2) ?? "";
  const lines = (text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}\n…` : text).split("\n").map(visibleText);
  host.stderr.write(`${method.operation.method} ${method.operation.path}\n${lines.join("\n")}\n`);
  await askToSend(host);
}

/** Asks whether to send the data that was shown. @throws {UsageError} nobody can be asked, or the reply is no. */
export async function askToSend(host: Host): Promise<void> {
  if (!host.stdin.isTTY) throw new UsageError("this changes something, and nobody can be asked here: give --yes to send it");
  const reply = await askLine("Send it? [y/N] ", "nothing was sent", host);
  if (!/^y(es)?$/i.test(reply?.trim() ?? "")) throw new UsageError("nothing was sent");
}
