import type { OperationDescriptor } from "./operation.ts";
import type { Fetch, RequestOptions } from "./options.ts";

/** The params of a method, by the API's names. */
export type Params = Readonly<Record<string, unknown>>;

/** A method that is written by hand, or what the command has to know of a generated one beyond its row. */
export interface HandMethod<Client extends object> {
  /** The generated method whose params it takes. @default the method of the same name */
  readonly like?: string | undefined;
  /** The method of one page, where this one walks all of them: it takes the same params, and `--all` of that one calls it. */
  readonly walks?: string | undefined;
  /** Whether it asks for page after page, though `--all` of no method calls it. */
  readonly isWalk?: boolean | undefined;
  /** Params of that method that this one does not take. */
  readonly without?: readonly string[] | undefined;
  /** Makes the call. @default the method of the same name, with params and options */
  call?(this: void, client: Client, params: Params, options: RequestOptions): unknown;
  /** The rows of what the method returns. @default the list itself, or the one list of objects in it */
  readonly rows?: ((output: unknown) => readonly unknown[]) | undefined;
  /** The columns that the rows of a call have, where they depend on its params. @default those that the spec describes */
  columnsOf?(this: void, params: Params, described: readonly string[]): readonly string[];
  /** The columns of a table in a terminal, where a row has more than fit. @default all */
  readonly columns?: readonly string[] | undefined;
}

/** Words of ours on a method. */
export interface MethodText {
  /** One sentence: what the caller gets. */
  readonly summary: string;
  /** Units and meanings of the columns. */
  readonly meaning?: string | undefined;
  /** Arguments that work against the mock, as a person types them behind the method. */
  readonly example?: string | undefined;
}

/** A param that may be given in a form that people type. */
export interface TextForm {
  /** What stands for the value in help: `expression`. */
  readonly hint: string;
  /** What the form is, in words. */
  readonly about: string;
  /** @throws an error whose message says what is wrong, and where. */
  readonly read: (text: string) => unknown;
}

/** A variable of the environment that the client reads. */
export interface ClientVariable {
  readonly name: string;
  readonly about: string;
  readonly isSecret: boolean;
}

/** The mock that a client brings along. */
export interface CommandMock {
  readonly fetch: Fetch;
  readonly environment: (origin: string) => Readonly<Record<string, string>>;
}

/** A row of a CSV file, by the columns of its head. */
export interface CsvRow {
  /** Where it stands in the file, from 1. */
  readonly line: number;
  readonly values: Readonly<Record<string, string>>;
}

/** A CSV file that was read. Each row has every column of the head, and each column stands in it once. */
export interface CsvTable {
  /** The head, as it is written. An empty file has none. */
  readonly columns: readonly string[];
  /** Where the head stands in the file. */
  readonly line: number;
  readonly rows: readonly CsvRow[];
}

/** What a command by hand works with. */
export interface CommandTools {
  /** Aborts with Ctrl-C. */
  readonly signal: AbortSignal;
  /** Reads a CSV file, or gives undefined where there is no such file. What is not read whole is refused. */
  readonly readCsv: (path: string) => Promise<CsvTable | undefined>;
  /** Writes a CSV file, which is replaced when it is whole. */
  readonly writeCsv: (path: string, rows: readonly object[]) => Promise<void>;
  /** Whether two paths lead to one file, through links too. */
  readonly isSameFile: (one: string, other: string) => Promise<boolean>;
  /** Says something on standard error. */
  readonly tell: (line: string) => void;
  /** Asks before something is changed, unless `--yes` is given. Throws where the reply is no. */
  readonly confirm: (what: string) => Promise<void>;
  /** Ends the command, since it was called wrongly. */
  readonly refuse: (message: string) => never;
  /** Prints what there is, and ends the command as one that failed: with the exit code of the cause, else with 1. */
  readonly fail: (message: string, output: unknown, cause?: unknown) => never;
}

/** A command by hand that is more than one call. It takes `--yes`, `--mock` and `--profile` beside its own options. */
export interface ExtraCommand<Client extends object> {
  /** What is typed: `["referrals", "moderate-csv"]`. */
  readonly words: readonly [resource: string, command: string];
  readonly summary: string;
  readonly meaning: string;
  readonly options: readonly { readonly flags: string; readonly about: string }[];
  /** @returns what is printed. */
  run(this: void, client: Client, given: ReadonlyMap<string, string>, tools: CommandTools): Promise<unknown>;
}

/** All that the command has to know of a client. */
export interface ClientCommand<Client extends object = object> {
  /** The package, which is what a person types: `profound-client`. */
  readonly name: string;
  readonly version: string;
  /** One sentence on what the API is for. */
  readonly about: string;
  /** The generated rows, by the name of the method: `referrals.list`. */
  readonly methods: Readonly<Record<string, OperationDescriptor>>;
  /** What the vendor calls them. */
  readonly summaries: Readonly<Record<string, string>>;
  /** The columns that the spec describes of the rows, by the name of the method. @default nothing is known of them */
  readonly columns?: Readonly<Record<string, readonly string[]>> | undefined;
  /** Generated methods that walk all pages, with the methods of one page. */
  readonly walks: Readonly<Record<string, string>>;
  readonly byHand?: Readonly<Record<string, HandMethod<Client>>> | undefined;
  /** Commands that are more than one call. */
  readonly extras?: readonly ExtraCommand<Client>[] | undefined;
  readonly texts?: Readonly<Record<string, MethodText>> | undefined;
  /** Words of ours on params, by name. */
  readonly params?: Readonly<Record<string, string>> | undefined;
  /** Forms of params that people type, by the name of the param. */
  readonly forms?: Readonly<Record<string, TextForm>> | undefined;
  /** What is given for a param that is left out, by method and name. `now` is when the walk began, also for a run that goes on with it. */
  readonly defaults?: Readonly<Record<string, Readonly<Record<string, (now: Date) => unknown>>>> | undefined;
  /** Makes the client; credentials come from the environment. */
  readonly create: (options: { readonly fetch?: Fetch | undefined }) => Client;
  readonly mock?: (() => CommandMock | Promise<CommandMock>) | undefined;
  readonly variables: readonly ClientVariable[];
  /** A call that changes nothing, by which a credential is tried. @default there is none */
  readonly whoami?: { readonly method: string; readonly params: Params } | undefined;
}
