import type { Readable, Writable } from "node:stream";

/** A stream for text, and whether a person reads it. */
export type HostStream = Writable & { readonly isTTY?: boolean | undefined; readonly columns?: number | undefined };

/** The process around a command. */
export interface Host {
  /** The words after the command's name. */
  readonly args: readonly string[];
  readonly env: Record<string, string | undefined>;
  readonly stdin: Readable & { readonly isTTY?: boolean | undefined };
  readonly stdout: HostStream;
  readonly stderr: HostStream;
  /** Aborts with Ctrl-C. */
  readonly signal: AbortSignal;
}
