import { fileURLToPath } from "node:url";
import { spawn } from "@lydell/node-pty";

export interface EndedInTerminal {
  readonly exitCode: number;
  /** Everything that the terminal was sent, standard output and standard error together. */
  readonly text: string;
}

/** Runs the command of a client in a pseudo-terminal, and types what is asked for: each reply once its question stands there. */
export function runInTerminal(
  packageFolder: URL,
  args: readonly string[],
  options: {
    readonly columns: number;
    readonly env?: Readonly<Record<string, string>>;
    readonly replies?: readonly (readonly [question: string, reply: string])[];
  },
): Promise<EndedInTerminal> {
  const name =
    fileURLToPath(packageFolder)
      .split(/[/\\]/)
      .findLast((part) => part !== "") ?? "";
  const bin = fileURLToPath(new URL(`bin/${name}.mjs`, packageFolder));
  const terminal = spawn(process.execPath, [bin, ...args], {
    cols: options.columns,
    rows: 40,
    env: { PATH: process.env["PATH"], HOME: process.env["HOME"], TERM: "xterm-256color", ...options.env },
  });
  let text = "";
  let at = 0;
  const left = [...(options.replies ?? [])];
  terminal.onData((data) => {
    text += data;
    const [question = "", reply = ""] = left[0] ?? [];
    if (left.length > 0 && text.includes(question, at)) {
      at = text.length;
      left.shift();
      terminal.write(reply);
    }
  });
  return new Promise((resolve) => {
    terminal.onExit(({ exitCode }) => resolve({ exitCode, text: text.replaceAll("\r\n", "\n") }));
  });
}
