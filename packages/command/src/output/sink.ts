import { once } from "node:events";
import { constants, createWriteStream, openSync, type WriteStream } from "node:fs";
import { chmod, lstat, readlink, realpath, rename, rm, stat } from "node:fs/promises";
import { Socket } from "node:net";
import { dirname, resolve } from "node:path";
import type { Writable } from "node:stream";
import { setTimeout } from "node:timers/promises";
import { visibleLines } from "../visible-text.ts";

/** The reader closed the pipe, as `head` does. This is no failure. */
export class ReaderLeft extends Error {
  override readonly name = "ReaderLeft";
}

/** The target of a command's data. */
export interface Sink {
  /** Resolves when more may be written. */
  readonly write: (data: string | Uint8Array) => Promise<void>;
  /** Everything was written. A file moves to its place. */
  readonly close: () => Promise<void>;
  /** Something failed. A file leaves nothing behind. */
  readonly drop: () => Promise<void>;
}

/** Standard output, or any stream that stays open. */
export function streamSink(stream: Writable): Sink {
  const write = writerOf(stream);
  return { write, close: async () => {}, drop: async () => {} };
}

/** A terminal. Escape sequences of a server are shown and have no effect. */
export function terminalSink(stream: Writable): Sink {
  const sink = streamSink(stream);
  return { ...sink, write: (data) => sink.write(typeof data === "string" ? visibleLines(data) : data) };
}

/**
 * A file that is written beside its place, and moved there when it is whole. Behind a link, the file that it leads to is replaced; a pipe or a
 * device is written as it is.
 *
 * @param signal ends the wait for somebody who reads a pipe.
 * @throws an error of the file system that says what to do; nothing is left then.
 */
export async function fileSink(path: string, signal: AbortSignal): Promise<Sink> {
  try {
    const target = await targetOf(path);
    const before = await stat(target).catch(missing);
    if (before?.isDirectory()) throw cannot(path, "it is a folder: name a file in it");
    if (before?.isFIFO()) return await pipeSink(target, signal);
    if (before && !before.isFile()) {
      const stream = await open(target, "w");
      return { write: writerOf(stream, path), close: () => end(stream, path), drop: async () => void stream.destroy() };
    }
    const partial = `${target}.${process.pid}.partial`;
    const stream = await open(partial, "wx");
    if (before) await chmod(partial, before.mode & 0o7777);
    return {
      write: writerOf(stream, path),
      async close() {
        await end(stream, path);
        await rename(partial, target);
      },
      async drop() {
        stream.destroy();
        await rm(partial, { force: true });
      },
    };
  } catch (error) {
    throw named(path, error);
  }
}

const POLL_MS = 50;

/** A named pipe. The system would wait for its reader in a way that nothing ends, so that it is asked again and again. */
async function pipeSink(path: string, signal: AbortSignal): Promise<Sink> {
  const fd = await openPipe(path, signal);
  const stream = new Socket({ fd, readable: false, writable: true });
  const stop = (): void => void stream.destroy(new Error("interrupted", { cause: signal.reason }));
  signal.addEventListener("abort", stop, { once: true });
  stream.once("close", () => signal.removeEventListener("abort", stop));
  return { write: writerOf(stream, path), close: () => end(stream, path), drop: async () => void stream.destroy() };
}

async function openPipe(path: string, signal: AbortSignal): Promise<number> {
  for (;;) {
    signal.throwIfAborted();
    try {
      return openSync(path, constants.O_WRONLY | constants.O_NONBLOCK);
    } catch (error) {
      // Nobody reads it yet.
      if (!(error instanceof Error && "code" in error && error.code === "ENXIO")) throw error;
    }
    await setTimeout(POLL_MS, undefined, { signal });
  }
}

async function open(path: string, flags: string): Promise<WriteStream> {
  const stream = createWriteStream(path, { flags });
  await once(stream, "open");
  return stream;
}

async function end(stream: Socket | WriteStream, path: string): Promise<void> {
  if (stream.closed) return;
  stream.end();
  await once(stream, "close").catch((error: NodeJS.ErrnoException) => {
    throw worded(path, error);
  });
}

/** The target of a link, even if it does not exist yet. */
async function targetOf(path: string): Promise<string> {
  const found = await lstat(path).catch(missing);
  if (!found?.isSymbolicLink()) return path;
  return (await realpath(path).catch(missing)) ?? resolve(dirname(path), await readlink(path));
}

function missing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== "ENOENT") throw error;
}

function cannot(path: string, reason: string, cause?: unknown): Error {
  return Object.assign(new Error(`${path} cannot be written: ${reason}`, { cause }), { syscall: "open" });
}

function named(path: string, error: unknown): unknown {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ENOENT") return cannot(path, `there is no folder ${dirname(path)}: make it, or name another file`, error);
  if (code === "ENOTDIR") return cannot(path, `${dirname(path)} is no folder: name another file`, error);
  if (code === "EACCES" || code === "EPERM" || code === "EROFS")
    return cannot(path, `it is not allowed there (${code}): name a file elsewhere`, error);
  return error;
}

/** The system's own words name neither the place nor a way out. */
function worded(path: string, error: NodeJS.ErrnoException): Error {
  if (error.code !== "ENOSPC" && error.code !== "EDQUOT") return error;
  return cannot(path, `the disk is full (${error.code}): make room, or name a file elsewhere`, error);
}

function writerOf(stream: Writable, path = "standard output"): Sink["write"] {
  let failure: unknown;
  stream.on("error", (error: NodeJS.ErrnoException) => {
    failure = error.code === "EPIPE" ? new ReaderLeft("the reader closed the pipe", { cause: error }) : worded(path, error);
    stream.emit("drain");
  });
  return async (data) => {
    if (failure !== undefined) throw failure;
    if (!stream.write(data)) await once(stream, "drain");
    if (failure !== undefined) throw failure;
  };
}
