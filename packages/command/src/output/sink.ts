import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import type { Writable } from "node:stream";

/** The reader has seen enough and closed the pipe, as `head` does: no failure. */
export class ReaderLeft extends Error {
  override readonly name = "ReaderLeft";
}

/** Where the data of a command goes. */
export interface Sink {
  /** Resolves when more may be written. */
  readonly write: (data: string | Uint8Array) => Promise<void>;
  /** Everything was written: a file comes to its place. */
  readonly close: () => Promise<void>;
  /** Something failed: of a file, nothing is left. */
  readonly drop: () => Promise<void>;
}

/** Standard output, or any stream that stays open. */
export function streamSink(stream: Writable): Sink {
  const write = writerOf(stream);
  return { write, close: async () => {}, drop: async () => {} };
}

/** A file that is written beside its place, and moved there when it is whole. */
export function fileSink(path: string): Sink {
  const partial = `${path}.${process.pid}.partial`;
  const stream = createWriteStream(partial, { flags: "wx" });
  const write = writerOf(stream);
  return {
    write,
    async close() {
      stream.end();
      await once(stream, "close");
      await rename(partial, path);
    },
    async drop() {
      stream.destroy();
      await rm(partial, { force: true });
    },
  };
}

function writerOf(stream: Writable): Sink["write"] {
  let failure: unknown;
  stream.on("error", (error: NodeJS.ErrnoException) => {
    failure = error.code === "EPIPE" ? new ReaderLeft("the reader closed the pipe", { cause: error }) : error;
    stream.emit("drain");
  });
  return async (data) => {
    if (failure !== undefined) throw failure;
    if (!stream.write(data)) await once(stream, "drain");
    if (failure !== undefined) throw failure;
  };
}
