import { createInterface } from "node:readline/promises";
import type { TerminalText } from "../print/terminal-text.ts";

/** The streams for a question and its answer. */
interface Terminal {
  readonly stdin: NodeJS.ReadableStream;
  readonly stderr: NodeJS.WritableStream;
}

/** Asks a yes-or-no question. Enter means yes. The end of the input and an interruption mean no. */
export async function askAtTerminal(
  question: TerminalText,
  signal: AbortSignal,
  { stdin, stderr }: Terminal = process,
): Promise<boolean> {
  // Not treated as a terminal: the system then still turns Ctrl-C into a signal, which ends the command in order.
  const lines = createInterface({ input: stdin, output: stderr, terminal: false });
  try {
    const ended = new Promise<string>((resolve) => void lines.once("close", () => resolve("n")));
    const answer = await Promise.race([lines.question(`${question} [Y/n] `, { signal }), ended]);
    return /^(?:y|yes)?$/i.test(answer.trim());
  } catch (error) {
    if (signal.aborted) return false;
    throw error;
  } finally {
    lines.close();
  }
}
