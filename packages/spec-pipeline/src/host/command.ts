import type { ParseArgsConfig } from "node:util";
import type { Html } from "../print/html-text.ts";
import type { JsonText } from "../print/json-text.ts";
import type { Markdown } from "../print/markdown-text.ts";
import type { Paint, TerminalText } from "../print/terminal-text.ts";
import type { Fetch, FetchLimits } from "./fetch-page.ts";

/** Everything outside that a command may use. Tests replace it. */
export interface CommandContext {
  /** Folder that the command was called in. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Writes to standard output, which has the result. */
  readonly print: (text: TerminalText | JsonText | Markdown | Html) => void;
  /** Writes to standard error. */
  readonly warn: (text: TerminalText) => void;
  /** Asks the person at the terminal. Undefined if nobody is there. Enter means yes, an interruption means no. */
  readonly ask?: ((question: TerminalText) => Promise<boolean>) | undefined;
  /** Shows one line in place of the last one, or nothing. Undefined if nobody watches. */
  readonly progress?: ((line: TerminalText | undefined) => void) | undefined;
  readonly paint: Paint;
  /** Today's date, `YYYY-MM-DD` in UTC. */
  readonly today: () => string;
  readonly fetch: Fetch;
  /** Limits for fetching, if they are not the usual ones. */
  readonly fetchSettings?: Partial<FetchLimits> | undefined;
  /** Ends the command early; set when the person at the terminal wants to stop. */
  readonly signal: AbortSignal;
}

/** 0 done, 1 problems in the documents, 2 called wrongly. A mock passes on the code of its command. */
export type ExitCode = number;

export interface ParsedArguments {
  readonly positionals: readonly string[];
  /** A list for options that may be repeated. */
  readonly options: Readonly<Record<string, string | boolean | readonly (string | boolean)[] | undefined>>;
  /** The arguments after `--`. */
  readonly rest: readonly string[];
}

export interface Command {
  /** The text of `specloom <command> --help`. */
  readonly help: string;
  readonly options: NonNullable<ParseArgsConfig["options"]>;
  readonly run: (parsed: ParsedArguments, context: CommandContext) => Promise<ExitCode>;
}

/** A command in the list of commands. */
export interface CommandEntry {
  /** Its line in `specloom --help`. */
  readonly summary: string;
  readonly load: () => Promise<Command>;
}

/** The exit code of an interrupted command, as shells have it. */
export const INTERRUPTED: ExitCode = 130;

/** The command cannot do its work. Printed as one sentence, exit code 1. */
export class CommandFailure extends Error {
  override readonly name = "CommandFailure";
}

/** The command was called wrongly. Printed as one sentence, exit code 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
