import type { OperationDescriptor } from "./operation.ts";
import type { Fetch, RequestOptions } from "./options.ts";

/** The params of a method, by the API's names. */
export type Params = Readonly<Record<string, unknown>>;

/** A hand-written method, or facts about a generated one that its row does not have. */
export interface HandMethod<Client extends object> {
  /** The generated method whose params it takes. @default the method of the same name */
  readonly like?: string | undefined;
  /** The method of one page, if this one walks all of them. It takes the same params, and `--all` of that method calls this one. */
  readonly walks?: string | undefined;
  /** Whether it asks for page after page, although it belongs to no method's `--all`. */
  readonly isWalk?: boolean | undefined;
  /** Params of that method that this one does not take. */
  readonly without?: readonly string[] | undefined;
  /** Makes the call. @default the method of the same name, with params and options */
  call?(this: void, client: Client, params: Params, options: RequestOptions): unknown;
  /** The rows of the method's result. @default the list itself, or the one list of objects in it */
  readonly rows?: ((output: unknown) => readonly unknown[]) | undefined;
  /** The columns that the rows of a call have, where they depend on its params. @default those that the spec describes */
  columnsOf?(this: void, params: Params, described: readonly string[]): readonly string[];
  /** The columns of a table in a terminal, if a row has more columns than fit. @default all */
  readonly columns?: readonly string[] | undefined;
}

/** Our own words on a method. */
export interface MethodText {
  /** One sentence: the caller's result. */
  readonly summary: string;
  /** Units and meanings of the columns. */
  readonly meaning?: string | undefined;
  /** Arguments that work against the mock, as a person types them after the method. */
  readonly example?: string | undefined;
}

/** A param in a form that people type. */
export interface TextForm {
  /** The placeholder for the value in help: `expression`. */
  readonly hint: string;
  /** The form, in words. */
  readonly about: string;
  /** @throws an error whose message names the mistake and its place. */
  readonly read: (text: string) => unknown;
}

/** An environment variable that the client reads. */
export interface ClientVariable {
  readonly name: string;
  readonly about: string;
  readonly isSecret: boolean;
}

/** The mock of a client. */
export interface CommandMock {
  readonly fetch: Fetch;
  readonly environment: (origin: string) => Readonly<Record<string, string>>;
}

/** A row of a CSV file, by the columns of its head. */
export interface CsvRow {
  /** Its line in the file, from 1. */
  readonly line: number;
  readonly values: Readonly<Record<string, string>>;
}

/** A CSV file that was read. Each row has every column of the head, and no column is repeated. */
export interface CsvTable {
  /** The head, as written. An empty file has none. */
  readonly columns: readonly string[];
  /** The line of the head in the file. */
  readonly line: number;
  readonly rows: readonly CsvRow[];
}

/** The tools of a hand-written command. */
export interface CommandTools {
  /** Aborts with Ctrl-C. */
  readonly signal: AbortSignal;
  /** Reads a CSV file. Returns undefined if there is no such file. A file that cannot be read completely is refused. */
  readonly readCsv: (path: string) => Promise<CsvTable | undefined>;
  /** Writes a CSV file. It replaces the old one when it is complete. */
  readonly writeCsv: (path: string, rows: readonly object[]) => Promise<void>;
  /** Whether two paths lead to one file, also through links. */
  readonly isSameFile: (one: string, other: string) => Promise<boolean>;
  /** Writes to standard error. */
  readonly tell: (line: string) => void;
  /** Asks before a change, unless `--yes` is given. Throws if the reply is no. */
  readonly confirm: (what: string) => Promise<void>;
  /** Ends the command as one that was called wrongly. */
  readonly refuse: (message: string) => never;
  /** Prints the existing result, and ends the command as failed: with the exit code of the cause, or else with 1. */
  readonly fail: (message: string, output: unknown, cause?: unknown) => never;
}

/** A hand-written command of more than one call. It takes `--yes`, `--mock` and `--profile` beside its own options. */
export interface ExtraCommand<Client extends object> {
  /** The typed words: `["referrals", "moderate-csv"]`. */
  readonly words: readonly [resource: string, command: string];
  readonly summary: string;
  readonly meaning: string;
  readonly options: readonly { readonly flags: string; readonly about: string }[];
  /** @returns the text to print. */
  run(this: void, client: Client, given: ReadonlyMap<string, string>, tools: CommandTools): Promise<unknown>;
}

/** The facts about a client that the command needs. */
export interface ClientCommand<Client extends object = object> {
  /** The package's name, which a person types: `profound-client`. */
  readonly name: string;
  readonly version: string;
  /** One sentence about the purpose of the API. */
  readonly about: string;
  /** The generated rows, by the name of the method: `referrals.list`. */
  readonly methods: Readonly<Record<string, OperationDescriptor>>;
  /** The vendor's words for them. */
  readonly summaries: Readonly<Record<string, string>>;
  /** The columns that the spec describes of the rows, by the name of the method. @default nothing is known of them */
  readonly columns?: Readonly<Record<string, readonly string[]>> | undefined;
  /** Generated methods that walk all pages, with the methods of one page. */
  readonly walks: Readonly<Record<string, string>>;
  readonly byHand?: Readonly<Record<string, HandMethod<Client>>> | undefined;
  /** Commands of more than one call. */
  readonly extras?: readonly ExtraCommand<Client>[] | undefined;
  readonly texts?: Readonly<Record<string, MethodText>> | undefined;
  /** Our own words on params, by name. */
  readonly params?: Readonly<Record<string, string>> | undefined;
  /** Forms of params that people type, by the name of the param. */
  readonly forms?: Readonly<Record<string, TextForm>> | undefined;
  /** The value of a param that is left out, by method and name. `now` is the start of the walk, also for a run that continues it. */
  readonly defaults?: Readonly<Record<string, Readonly<Record<string, (now: Date) => unknown>>>> | undefined;
  /** Makes the client. Its credentials come from the environment. */
  readonly create: (options: { readonly fetch?: Fetch | undefined }) => Client;
  readonly mock?: (() => CommandMock | Promise<CommandMock>) | undefined;
  readonly variables: readonly ClientVariable[];
  /** A call that changes nothing, by which a credential is tried. @default the shortest address that needs a credential and no params */
  readonly whoami?: { readonly method: string; readonly params: Params } | undefined;
}
