import { createInterface } from "node:readline/promises";
import type { Host } from "./host.ts";
import { Interrupted } from "./interrupted.ts";

/**
 * Asks for a line in a terminal. The result is undefined after Ctrl-D.
 *
 * @param kept the effect of Ctrl-C, in words: "nothing was sent".
 * @throws {Interrupted} Ctrl-C, or a signal.
 */
export async function askLine(question: string, kept: string, { stdin, stderr, signal }: Host): Promise<string | undefined> {
  const prompt = createInterface({ input: stdin, output: stderr });
  const answered = new AbortController();
  try {
    const reply = await new Promise<string | undefined>((resolve, reject) => {
      const stop = (): void => {
        stderr.write("\n");
        reject(new Interrupted(`interrupted, ${kept}`));
      };
      prompt.once("SIGINT", stop);
      signal.addEventListener("abort", stop, { signal: answered.signal });
      if (signal.aborted) stop();
      // Ctrl-D closes the prompt, and the question alone would then end with an error.
      prompt.once("close", () => resolve(undefined));
      prompt.question(question).then(resolve, () => {});
    });
    if (reply === undefined) stderr.write("\n");
    return reply;
  } finally {
    answered.abort();
    prompt.close();
  }
}
