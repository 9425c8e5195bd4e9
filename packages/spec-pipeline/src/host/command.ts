import type { ParseArgsConfig } from "node:util";
import type { Html } from "../print/html-text.ts";
import type { JsonText } from "../print/json-text.ts";
import type { Markdown } from "../print/markdown-text.ts";
import type { Paint, TerminalText } from "../print/terminal-text.ts";
import type { Fetch, FetchLimits } from "./fetch-page.ts";

/** What a command may touch of the world, so that tests can stand in for it. */
export interface CommandContext {
  /** Folder that the command was called in. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Writes to standard output, which holds the result. */
  readonly print: (text: TerminalText | JsonText | Markdown | Html) => void;
  /** Writes to standard error. */
  readonly warn: (text: TerminalText) => void;
  /** Asks the person at the terminal; undefined where nobody is there. Yes is what Enter means, and an interruption is a no. */
  readonly ask?: ((question: TerminalText) => Promise<boolean>) | undefined;
  /** Shows one line in the place of the last one, or nothing; undefined where nobody watches. */
  readonly progress?: ((line: TerminalText | undefined) => void) | undefined;
  readonly paint: Paint;
  /** The day that it is, `YYYY-MM-DD` in UTC. */
  readonly today: () => string;
  readonly fetch: Fetch;
  /** Limits of fetching, where they are not the usual ones. */
  readonly fetchSettings?: Partial<FetchLimits> | undefined;
  /** Ends the command early; set when the person at the terminal wants to stop. */
  readonly signal: AbortSignal;
}

/** 0 done, 1 problems in the documents, 2 the command was called wrongly. A mock passes on the code of its command. */
export type ExitCode = number;

export interface ParsedArguments {
  readonly positionals: readonly string[];
  /** A list for those that may be given several times. */
  readonly options: Readonly<Record<string, string | boolean | readonly (string | boolean)[] | undefined>>;
  /** What stands behind `--`. */
  readonly rest: readonly string[];
}

export interface Command {
  /** The text of `specloom <command> --help`. */
  readonly help: string;
  readonly options: NonNullable<ParseArgsConfig["options"]>;
  readonly run: (parsed: ParsedArguments, context: CommandContext) => Promise<ExitCode>;
}

/** A command as the list of commands names it. */
export interface CommandEntry {
  /** Its line in `specloom --help`. */
  readonly summary: string;
  readonly load: () => Promise<Command>;
}

/** What a command that was interrupted ends with, as shells have it. */
export const INTERRUPTED: ExitCode = 130;

/** The command cannot do what it was asked to: printed as one sentence, exit code 1. */
export class CommandFailure extends Error {
  override readonly name = "CommandFailure";
}

/** The command was called wrongly: printed as one sentence, exit code 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
