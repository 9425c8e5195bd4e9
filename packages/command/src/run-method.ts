import type { RequestOptions } from "@specloom/client-runtime";
import type { ClientCommand } from "@specloom/client-runtime/start-command";
import { askBeforeSending } from "./ask-before-sending.ts";
import { checkCall } from "./check-call.ts";
import { createClient } from "./create-client.ts";
import type { Invocation } from "./create-program.ts";
import type { Host } from "./host.ts";
import { isAsyncIterable } from "./is-async-iterable.ts";
import type { Method } from "./method.ts";
import { rowsOf } from "./output/rows-of.ts";
import { fileSink, streamSink, terminalSink, type Sink } from "./output/sink.ts";
import { FORMATS, shortList, writeRows, type Format, type WriteOptions } from "./output/write-rows.ts";
import { readParams, type Typed } from "./read-params.ts";
import { readValue } from "./read-value.ts";
import { keepRun, pagesPath } from "./resume/kept-run.ts";
import { showProgress } from "./show-progress.ts";
import { UsageError } from "./usage-error.ts";

/** Calls a method and writes its result. */
export async function runMethod(
  settings: ClientCommand,
  methods: readonly Method[],
  { method, params, typed }: Invocation,
  host: Host,
): Promise<void> {
  const chosen = typed.has("all") ? (methods.find(({ walks }) => walks === method.name) ?? method) : method;
  const { isWalk } = chosen;
  const given = { ...(await readParams(chosen, params, withoutLimit(typed), settings.forms ?? {}, host)) };
  const takesLimit = params.some(({ option }) => option === "limit");
  const limit = wholeNumber(typed, "limit");
  const pageSize = wholeNumber(typed, "page-size");
  if (takesLimit && pageSize !== undefined) given["limit"] = pageSize;
  else if (takesLimit && !isWalk && limit !== undefined) given["limit"] = limit;
  const isCut = limit !== undefined && given["limit"] !== limit;
  const format = formatOf(typed);
  const columns = typed.get("columns")?.flatMap((text) => text.split(",").map((name) => name.trim()));
  if (columns && (format === "json" || format === "ndjson"))
    throw new UsageError(`--columns chooses those of table, csv and tsv, and ${format} has none`);
  const charted = typed.get("chart")?.at(-1);
  const chart = charted === "true" ? "" : charted;
  if (chart !== undefined && format !== undefined && format !== "table")
    throw new UsageError(`--chart is drawn in a table, and --format is ${format}`);

  const path = typed.get("output")?.at(-1);
  const timeout = secondsOf(typed);

  const known = chosen.columnsOf(given);
  if (chart && known.length > 0 && !known.includes(chart))
    throw new UsageError(`--chart ${chart}: there is no such column; there are ${shortList(known)}`);

  const warn = (line: string): void => void host.stderr.write(`${settings.name}: ${line}\n`);
  const isResumed = typed.has("resume");
  if (isResumed && !isWalk) throw new UsageError("--resume goes on with a walk: give --all as well");
  if (isResumed && path === undefined) throw new UsageError("--resume goes on with a file: name it with --output");
  const walk = { client: settings.name, method: chosen.name, params: given };
  const run =
    isWalk && chosen.operation.safe && path !== undefined && path !== ""
      ? await keepRun(path, walk, { isResumed, tell: warn })
      : undefined;
  const now = run?.now ?? new Date();
  for (const [name, make] of Object.entries(settings.defaults?.[method.name] ?? {})) given[name] ??= make(now);

  const { client } = await createClient(settings, typed, host, run?.wrap);
  await run?.begin(settings.variables, host.env);
  if (!chosen.operation.safe && !typed.has("yes") && !typed.has("mock")) {
    await checkCall(settings, chosen, given);
    await askBeforeSending(chosen, given, host);
  }
  const options: RequestOptions = { signal: host.signal, ...(timeout === undefined ? {} : { timeoutMs: timeout * 1000 }) };
  // A changing call cannot be repeated for its result. So the place for the result is prepared first.
  const screen = host.stdout.isTTY ? terminalSink : streamSink;
  const sink = path === undefined ? screen(host.stdout) : await openOutput(path, host.signal);
  const progress = showProgress(host, path !== undefined);
  try {
    const output: unknown = await chosen.call(client, given, options);
    const most = chosen.operation.safe ? (limit ?? Number.POSITIVE_INFINITY) : Number.POSITIVE_INFINITY;
    await writeOutput(chosen, output, sink, {
      format,
      most,
      isCut,
      columns,
      known,
      chart,
      width: host.stdout.isTTY && path === undefined ? (host.stdout.columns ?? 80) : Number.POSITIVE_INFINITY,
      isTerminal: path === undefined && host.stdout.isTTY === true,
      onRow: progress.count,
      warn,
    });
    // A stopped walk may end without an error of its own, and its output is incomplete.
    host.signal.throwIfAborted();
    await sink.close();
    await run?.forget();
  } catch (error) {
    await sink.drop();
    progress.end();
    if (path !== undefined && (await run?.leave()) === true)
      warn(`what has come is kept in ${pagesPath(path)}: the same command with --resume goes on from there`);
    throw error;
  } finally {
    progress.end();
  }
}

async function openOutput(path: string, signal: AbortSignal): Promise<Sink> {
  if (path === "") throw new UsageError("--output: the name of a file is expected");
  try {
    return await fileSink(path, signal);
  } catch (error) {
    if (signal.aborted) throw error;
    throw new UsageError(`--output ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

interface OutputOptions {
  readonly format: Format | undefined;
  readonly most: number;
  /** Whether the rows have to be counted here, as the API does not count them. */
  readonly isCut: boolean;
  readonly columns: readonly string[] | undefined;
  readonly known: readonly string[];
  readonly width: number;
  readonly isTerminal: boolean;
  readonly chart: string | undefined;
  readonly onRow: () => void;
  readonly warn: (line: string) => void;
}

async function writeOutput(method: Method, output: unknown, sink: Sink, options: OutputOptions): Promise<void> {
  const { format, isTerminal, most } = options;
  const isTable = isTerminal || options.chart !== undefined || options.columns !== undefined;
  if (output === undefined) {
    if (method.operation.response === "none") return options.warn("done");
    options.warn("nothing was found");
    if (format === "json" || (format === undefined && !isTerminal)) await sink.write("null\n");
    return;
  }
  if (output instanceof Blob) {
    if (isTerminal) throw new UsageError("the response is no text: name a file with --output");
    for await (const chunk of output.stream()) await sink.write(chunk);
    return;
  }
  if (typeof output === "string" && (format === undefined || format === "table")) {
    await sink.write(output.endsWith("\n") ? output : `${output}\n`);
    return;
  }
  if (isAsyncIterable(output)) {
    const chosen = format ?? (isTable ? "table" : "ndjson");
    await writeRows(counted(output, most, options.onRow), sink, withColumns(options, method, chosen));
    return;
  }
  const chosen = format ?? (isTable ? "table" : "json");
  if (chosen === "json" && !options.isCut) {
    await sink.write(`${JSON.stringify(output, undefined, 2)}\n`);
    return;
  }
  const rows = method.rows?.(output) ?? rowsOf(output);
  await writeRows(counted(rows, most, options.onRow), sink, withColumns(options, method, chosen));
}

/** A table in a terminal has the important columns. Other columns can be asked for. */
function withColumns(options: OutputOptions, method: Method, format: Format): WriteOptions {
  const usual = format === "table" && options.isTerminal ? method.columns : undefined;
  // Rows about a change are shown in every case.
  const unknownColumns = options.columns && (method.operation.safe ? "refuse" : "warn");
  return { ...options, format, columns: options.columns ?? usual, unknownColumns };
}

/** The rows up to a number of them. Leaving the loop closes the connection of a stream. */
async function* counted(
  rows: AsyncIterable<unknown> | Iterable<unknown>,
  most: number,
  onRow: () => void,
): AsyncGenerator<unknown, undefined, undefined> {
  let count = 0;
  if (most === 0) return undefined;
  for await (const row of rows) {
    yield row;
    onRow();
    count += 1;
    if (count >= most) return undefined;
  }
  return undefined;
}

function withoutLimit(typed: Typed): Typed {
  return new Map([...typed].filter(([name]) => name !== "limit"));
}

function wholeNumber(typed: Typed, option: string): number | undefined {
  const text = typed.get(option)?.at(-1);
  return text === undefined ? undefined : Number(named(option, text, () => readValue({ types: ["integer"], minimum: 0 }, text)));
}

function secondsOf(typed: Typed): number | undefined {
  const text = typed.get("timeout")?.at(-1);
  return text === undefined
    ? undefined
    : Number(named("timeout", text, () => readValue({ types: ["number"], minimum: 0.001 }, text)));
}

function named<Value>(option: string, text: string, read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    throw new UsageError(`--${option} ${text}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

function formatOf(typed: Typed): Format | undefined {
  const text = typed.get("format")?.at(-1);
  const found = FORMATS.find((format) => format === text);
  if (text !== undefined && !found) throw new UsageError(`--format ${text}: one of ${FORMATS.join(", ")} is expected`);
  return found;
}
