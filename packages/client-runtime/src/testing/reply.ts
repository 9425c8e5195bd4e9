import type { Reply, Exchange } from "./scenario.ts";

const encoder = new TextEncoder();
// The real timer, also while a scenario counts the timers of the client.
const { setTimeout: setRealTimeout } = globalThis;

/** Sends a whole response. */
export function reply(status: number, body: Uint8Array | string, headers: Record<string, string> = {}): Reply {
  return ({ response }) => {
    response.statusCode = status;
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    response.end(body);
  };
}

/** Responds to the safe operation correctly. */
export function sampleJson(headers: Record<string, string> = { "content-type": "application/json" }): Reply {
  return (exchange) => reply(200, exchange.sample.json, headers)(exchange);
}

/** An error that asks for the shortest wait. */
export function busy(status: number): Reply {
  return reply(status, "{}", { "retry-after-ms": "1" });
}

/** Never responds. */
export const hang: Reply = () => undefined;

/** Closes the connection instead of a response. */
export const hangUp: Reply = ({ response }) => response.socket?.destroy();

/** Resets the connection instead of a response. */
export const reset: Reply = ({ response }) => response.socket?.resetAndDestroy();

/** Bytes that are no HTTP. */
export const garbage: Reply = ({ response }) => response.socket?.end("\u0000 this is no http\r\n\r\n", "utf8");

/**
 * How pieces are written. `everyMs`: the time between them. `end`: the end of the body. `isConfirmed`: the body ends only when the caller
 * has read it.
 */
interface Manner {
  readonly everyMs?: number;
  readonly end?: "close" | "end" | "hang" | "reset";
  readonly isConfirmed?: boolean;
}

/** The pieces of a body, one write each. */
export function pieces(
  body: (exchange: Exchange) => Iterable<Uint8Array | string>,
  settings: Manner & { readonly headers?: Record<string, string>; readonly status?: number } = {},
): Reply {
  const { headers = {}, status = 200, everyMs = 0, end = "end", isConfirmed = false } = settings;
  return async (exchange) => {
    const { response } = exchange;
    response.statusCode = status;
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    response.flushHeaders();
    const closed = new Promise<void>((resolve) => response.once("close", resolve));
    for (const piece of body(exchange)) {
      if (response.destroyed) return;
      // A piece is written when the one before it is on its way. Pieces that nobody reads are not made.
      if (!response.write(piece)) await Promise.race([closed, new Promise<void>((resolve) => response.once("drain", resolve))]);
      await pause(everyMs);
    }
    if (isConfirmed) await Promise.race([closed, exchange.confirmed]);
    if (end === "end") response.end();
    if (end === "reset") response.socket?.resetAndDestroy();
    if (end === "close") response.socket?.end("", "utf8");
  };
}

/** Cuts text, or its bytes, into pieces of one size. */
export function* slices(text: string, size: number): Generator<Uint8Array> {
  const bytes = encoder.encode(text);
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}

/** The same piece for ever. */
export function* endless(piece: Uint8Array | string): Generator<Uint8Array | string> {
  for (;;) yield piece;
}

/** An event stream: the sample's stream after `text` has changed it, in pieces of `size` bytes. */
export function events(
  rows: number,
  settings: Manner & { readonly change?: (text: string) => string; readonly size?: number } = {},
): Reply {
  const { change = (text) => text, size = 65_536, ...rest } = settings;
  const text = ({ sample }: Exchange): string => change(sample.stream?.(rows) ?? "");
  return pieces((exchange) => slices(text(exchange), size), { headers: { "content-type": "text/event-stream" }, ...rest });
}

/** Sends the caller to another address. */
export function redirect(status: number, to: (exchange: Exchange) => string): Reply {
  return (exchange) => reply(status, "", { location: to(exchange) })(exchange);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    if (ms) setRealTimeout(resolve, ms);
    else resolve();
  });
}
