import { openAsBlob } from "node:fs";
import { readFile } from "node:fs/promises";
import { addAbortSignal } from "node:stream";
import { text } from "node:stream/consumers";
import type { Host } from "./host.ts";
import { UsageError } from "./usage-error.ts";

/** The text that an option names: the text itself, `@` and a file, or `-` for standard input. */
export async function readInput(option: string, given: string, { stdin, signal }: Host): Promise<string> {
  if (given === "-") {
    if (stdin.isTTY) throw new UsageError(`--${option} - reads standard input: pipe something into it`);
    return withoutMark(await text(addAbortSignal(signal, stdin)));
  }
  return given.startsWith("@")
    ? readNamed(option, given.slice(1), async (path) => withoutMark(await readFile(path, "utf8")))
    : given;
}

/** The byte order mark that editors put before a text does not belong to it. */
function withoutMark(content: string): string {
  return content.replace(/^\uFEFF/, "");
}

/** The file that an option names. It is neither held in memory nor limited to one request. */
export async function readFileOption(option: string, given: string, type: string): Promise<Blob> {
  return readNamed(option, given.replace(/^@/, ""), (path) => openAsBlob(path, { type }));
}

async function readNamed<Content>(option: string, path: string, read: (path: string) => Promise<Content>): Promise<Content> {
  if (path === "") throw new UsageError(`--${option} @: the name of a file is expected`);
  try {
    return await read(path);
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? String(error.code) : String(error);
    throw new UsageError(`--${option}: ${path} cannot be read (${reason})`, { cause: error });
  }
}
