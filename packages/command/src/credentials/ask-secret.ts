import type { Host } from "../host.ts";
import { UsageError } from "../usage-error.ts";

/** Asks in a terminal without showing the typed characters. */
export async function askSecret(question: string, { stdin, stderr, signal }: Host): Promise<string> {
  if (!("setRawMode" in stdin) || typeof stdin.setRawMode !== "function")
    throw new UsageError("nobody can be asked here: pipe the key into the command");
  // The terminal shows typed characters until it is told not to, and a quick reply follows the question at once.
  stdin.setRawMode(true);
  stderr.write(question);
  stdin.resume();
  stdin.setEncoding("utf8");
  try {
    return await new Promise<string>((resolve, reject) => {
      let typed = "";
      const stop = (): void => reject(new Error("interrupted"));
      signal.addEventListener("abort", stop, { once: true });
      stdin.on("data", (chunk: string) => {
        for (const character of chunk) {
          // Ctrl-C and Ctrl-D come as characters here.
          if (character === "\u0003" || character === "\u0004") reject(new UsageError("nothing was kept"));
          else if (character === "\r" || character === "\n") resolve(typed);
          else typed = character === "\u007f" || character === "\b" ? typed.slice(0, -1) : typed + character;
        }
      });
    });
  } finally {
    stdin.setRawMode(false);
    stdin.removeAllListeners("data");
    stdin.pause();
    stderr.write("\n");
  }
}
