import { createReadStream } from "node:fs";
import { type FileHandle, open, rename, rm, stat } from "node:fs/promises";
import { isRecord } from "../read-params.ts";

/** A response of a walk, as the client reads it. */
export interface KeptPage {
  /** The request of the response: see `keyOf`. */
  readonly key: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A file of pages that is being written. */
export interface PageFile {
  /** Adds a page. */
  readonly add: (page: KeptPage) => Promise<void>;
  /** Moves to its place, and replaces an existing file. */
  readonly place: () => Promise<void>;
  /** Closes the file. Returns whether it is in its place: another run may have taken that. */
  readonly close: () => Promise<boolean>;
}

/** Starts a file of pages beside its place. Its first line names the run. Only the owner can read it, as rows may be about persons. */
export async function createPageFile(path: string, head: object): Promise<PageFile> {
  const partial = `${path}.${process.pid}`;
  const file = await open(partial, "w", 0o600);
  let isPlaced = false;
  const write = (value: object): Promise<void> => file.appendFile(`${JSON.stringify(value)}\n`);
  try {
    await write(head);
  } catch (error) {
    await close(file, partial);
    throw error;
  }
  return {
    add: write,
    async place() {
      if (!isPlaced) await rename(partial, path);
      isPlaced = true;
    },
    async close() {
      const isOwn = isPlaced && (await isFileAt(path, file));
      await close(file, isPlaced ? undefined : partial);
      return isOwn;
    },
  };
}

async function close(file: FileHandle, leftOver: string | undefined): Promise<void> {
  await file.close();
  if (leftOver !== undefined) await rm(leftOver, { force: true });
}

async function isFileAt(path: string, file: FileHandle): Promise<boolean> {
  const [own, found] = await Promise.all([file.stat(), stat(path).catch(() => undefined)]);
  return found?.ino === own.ino && found.dev === own.dev;
}

/** The values of a file of pages, one by one. An incomplete line ends them, and its page is requested again. */
export async function* readPageFile(path: string): AsyncGenerator<Record<string, unknown>, undefined, undefined> {
  let parts: Buffer[] = [];
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a stream without an encoding gives bytes
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    let start = 0;
    for (let end = chunk.indexOf("\n"); end !== -1; end = chunk.indexOf("\n", start)) {
      const value = parse(Buffer.concat([...parts, chunk.subarray(start, end)]));
      if (!value) return undefined;
      parts = [];
      start = end + 1;
      yield value;
    }
    parts.push(chunk.subarray(start));
  }
  return undefined;
}

function parse(line: Buffer): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(line.toString("utf8"));
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
