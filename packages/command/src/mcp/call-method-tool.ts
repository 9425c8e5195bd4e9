import type { RequestOptions } from "@specloom/client-runtime";
import type { ClientCommand } from "@specloom/client-runtime/start-command";
import { isAsyncIterable } from "../is-async-iterable.ts";
import { rowsOf } from "../output/rows-of.ts";
import { isRecord } from "../read-params.ts";
import { UsageError } from "../usage-error.ts";
import { MAX_ROWS, type MethodTool } from "./list-tools.ts";
import type { KeptResult, Rest, ResultStore } from "./result-store.ts";

/** The number of characters of one result. Longer results displace an agent's other knowledge. */
const MOST_CHARACTERS = 32_000;
const USUAL_ROWS = 50;
const MOST_ROWS = 500;

/** The result of a tool. */
export interface ToolResult {
  readonly content: readonly (
    | { type: "text"; text: string }
    | ({ type: "resource_link" } & Pick<KeptResult, "mimeType" | "name" | "uri">)
  )[];
  readonly isError?: boolean;
}

export interface ToolCall {
  readonly signal: AbortSignal;
  /** Called with the number of rows that were read. */
  readonly onProgress: (rows: number) => void;
  readonly store: ResultStore;
}

/** Calls the method of a tool, and returns its result up to a limit. */
export async function callMethodTool(
  { method, name }: MethodTool,
  given: unknown,
  client: object,
  settings: ClientCommand,
  call: ToolCall,
): Promise<ToolResult> {
  if (given !== undefined && !isRecord(given))
    throw new UsageError("arguments: an object by the names of the params is expected");
  const { [MAX_ROWS]: wanted, ...params }: Record<string, unknown> = { ...given };
  const most = readMost(wanted);
  for (const [param, form] of Object.entries(settings.forms ?? {})) {
    const text = params[param];
    if (typeof text !== "string" || text.trim() === "") continue;
    try {
      params[param] = form.read(text);
    } catch (error) {
      throw new UsageError(`${param}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
    }
  }
  const now = new Date();
  for (const [param, make] of Object.entries(settings.defaults?.[method.name] ?? {})) params[param] ??= make(now);
  const later = new AbortController();
  // A stream is read further after this call, so its request ends with the cursor and not with the call.
  const options: RequestOptions = { signal: later.signal };
  const stop = (): void => later.abort(call.signal.reason);
  call.signal.addEventListener("abort", stop, { once: true });
  if (call.signal.aborted) stop();
  try {
    const output: unknown = await method.call(client, params, options);
    if (isAsyncIterable(output)) return await handOut(restOf(output, later), most, call);
    return handOutValue({ method, name }, output, most, call);
  } finally {
    call.signal.removeEventListener("abort", stop);
  }
}

/** Continues an earlier result. */
export async function readMore(given: unknown, call: ToolCall): Promise<ToolResult> {
  const { cursor, [MAX_ROWS]: wanted } = isRecord(given) ? given : {};
  const most = readMost(wanted);
  const rest = typeof cursor === "string" ? call.store.takeRest(cursor) : undefined;
  if (!rest) throw new UsageError("cursor: it is unknown, was used, or is older than ten minutes; call the tool again");
  const stop = (): void => void rest.leave();
  call.signal.addEventListener("abort", stop, { once: true });
  try {
    return await handOut(rest, most, call);
  } finally {
    call.signal.removeEventListener("abort", stop);
  }
}

function readMost(wanted: unknown): number {
  if (wanted === undefined || wanted === null) return USUAL_ROWS;
  if (typeof wanted === "number" && Number.isInteger(wanted) && wanted >= 1 && wanted <= MOST_ROWS) return wanted;
  throw new UsageError(`${MAX_ROWS}: a whole number from 1 to ${MOST_ROWS} is expected`);
}

function restOf(rows: AsyncIterable<unknown>, later: AbortController): Rest {
  const iterator = rows[Symbol.asyncIterator]();
  return {
    next: () => iterator.next(),
    leave: async () => {
      later.abort(new Error("the rows are not read on"));
      await iterator.return?.().then(undefined, () => {});
    },
  };
}

function restOfList(rows: readonly unknown[]): Rest {
  const iterator = rows[Symbol.iterator]();
  return { next: async () => iterator.next(), leave: async () => {} };
}

/** Rows up to a number of rows and of characters, and a cursor if there are more. One more row is read to know this. */
async function handOut(
  rest: Rest,
  most: number,
  { store, onProgress, signal }: ToolCall,
  head: object = {},
): Promise<ToolResult> {
  const rows: unknown[] = [];
  let length = 0;
  let held: IteratorResult<unknown> | undefined;
  for (;;) {
    signal.throwIfAborted();
    const found = await rest.next();
    if (found.done) break;
    const size = JSON.stringify(found.value)?.length ?? 0;
    if (rows.length >= most || (rows.length > 0 && length + size > MOST_CHARACTERS)) {
      held = found;
      break;
    }
    rows.push(found.value);
    length += size;
    onProgress(rows.length);
  }
  if (!held) return textResult({ ...head, rows });
  const first = held;
  let isFirst = true;
  const cursor = store.keepRest({
    leave: rest.leave,
    next: async () => {
      if (!isFirst) return rest.next();
      isFirst = false;
      return first;
    },
  });
  return textResult({ ...head, rows, next: { cursor, tool: "read_more" } });
}

function handOutValue(
  { method: { rows: rowsIn, operation }, name }: Pick<MethodTool, "method" | "name">,
  output: unknown,
  most: number,
  call: ToolCall,
): ToolResult | Promise<ToolResult> {
  if (output === undefined) return textResult(operation.response === "none" ? { done: true } : null);
  if (output instanceof Blob) return keepBlob(name, output, call);
  const rows = rowsIn?.(output) ?? rowsOf(output);
  // Rows made by hand replace the list that they come from.
  if (rowsIn) return handOut(restOfList(rows), most, call, headOf(output));
  const text = JSON.stringify(output) ?? "null";
  const isList = rows.length !== 1 || rows[0] !== output;
  if (text.length <= MOST_CHARACTERS && (!isList || rows.length <= most)) return textResult(output);
  if (isList && rows.length > 1) return handOut(restOfList(rows), most, call, headOf(output));
  const kept = call.store.keepResult({ name, mimeType: "application/json", text });
  return {
    content: [
      { type: "text", text: `${text.slice(0, 2000)}…\n${text.length} characters in all: read the resource for the rest.` },
      { type: "resource_link", uri: kept.uri, name, mimeType: kept.mimeType },
    ],
  };
}

/** The parts of an output beside its rows: totals, and the position of the next page. */
function headOf(output: unknown): object {
  if (!isRecord(output)) return {};
  return Object.fromEntries(Object.entries(output).filter(([, value]) => !Array.isArray(value)));
}

async function keepBlob(name: string, blob: Blob, { store }: ToolCall): Promise<ToolResult> {
  const content = Buffer.from(await blob.arrayBuffer()).toString("base64");
  const mimeType = blob.type || "application/octet-stream";
  const kept = store.keepResult({ name, mimeType, blob: content });
  return {
    content: [
      { type: "text", text: `${blob.size} bytes of ${mimeType}: read the resource.` },
      { type: "resource_link", uri: kept.uri, name, mimeType },
    ],
  };
}

function textResult(value: unknown): ToolResult {
  return { content: [{ type: "text", text: JSON.stringify(value) ?? "null" }] };
}
