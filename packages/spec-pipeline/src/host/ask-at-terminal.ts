import { createInterface } from "node:readline/promises";
import type { TerminalText } from "../print/terminal-text.ts";

/** Where a question is written to, and its answer comes from. */
interface Terminal {
  readonly stdin: NodeJS.ReadableStream;
  readonly stderr: NodeJS.WritableStream;
}

/** Asks a question of yes or no. Enter is a yes; the end of the input and an interruption are a no. */
export async function askAtTerminal(
  question: TerminalText,
  signal: AbortSignal,
  { stdin, stderr }: Terminal = process,
): Promise<boolean> {
  // As no terminal: the system goes on to turn Ctrl-C into a signal, which ends the command in order.
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
