import { mkdir, writeFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { CommandFailure } from "./command.ts";

/** Writes the file of `--output`, in a folder that may be new. */
export async function writeOutput(cwd: string, output: string, text: string): Promise<void> {
  const file = resolve(cwd, output);
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) throw error;
    const reason = error.code === "EISDIR" ? "it is a folder; name a file" : error.message;
    throw new CommandFailure(`${output} cannot be written: ${reason}`);
  }
}
