import { spawn } from "node:child_process";
import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";

const CLI = fileURLToPath(new URL("../../spec-pipeline/src/cli.ts", import.meta.url));

/** Runs the command as a user does, in a folder of its own. Its two streams come as one text. */
export async function runSpecloom(
  folder: string,
  args: readonly string[],
): Promise<{ readonly exitCode: number; readonly output: string }> {
  await mkdir(folder, { recursive: true });
  const child = spawn(process.execPath, [CLI, ...args], { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text: string) => (output += text));
  const exitCode = await new Promise<number>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve(code ?? 130));
  });
  return { exitCode, output };
}
