import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

export interface EndedCommand {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a line as a shell does, in which the client's name is its command. Neither a key nor a base URL comes from this process. */
export function runClientCommand(
  packageFolder: URL,
  line: string,
  { env = {}, input = "" }: { readonly env?: Readonly<Record<string, string>>; readonly input?: string } = {},
): Promise<EndedCommand> {
  const name =
    fileURLToPath(packageFolder)
      .split(/[/\\]/)
      .findLast((part) => part !== "") ?? "";
  const bin = fileURLToPath(new URL(`bin/${name}.mjs`, packageFolder));
  const script = `${name}() { '${process.execPath}' '${bin}' "$@"; }\n${line}`;
  const child = spawn("bash", ["-o", "pipefail", "-c", script], {
    env: { PATH: process.env["PATH"], HOME: process.env["HOME"], ...env },
  });
  const output = { stdout: "", stderr: "" };
  for (const stream of ["stdout", "stderr"] as const)
    child[stream].setEncoding("utf8").on("data", (text: string) => void (output[stream] += text));
  // A command may end before it has read all of its input.
  child.stdin.on("error", () => {});
  child.stdin.end(input);
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve({ exitCode: code ?? -1, ...output }));
  });
}
