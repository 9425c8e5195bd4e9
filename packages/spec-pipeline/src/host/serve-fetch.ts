import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

/** Responds to a web-standard request. */
export type Fetch = (request: Request) => Promise<Response> | Response;

export interface ServedFetch {
  /** Its address: `http://127.0.0.1:4010`. */
  readonly origin: string;
  readonly close: () => Promise<void>;
}

/** Serves a fetch function over HTTP on loopback. Bodies are passed on chunk by chunk, only as far as they are read. */
export async function serveFetch(fetch: Fetch, port: number, onError: (error: unknown) => void): Promise<ServedFetch> {
  const server = createServer((incoming, outgoing) => {
    respond(fetch, incoming, outgoing).catch((error: unknown) => {
      // A reader that leaves early is no error of the server.
      if (incoming.destroyed && !incoming.complete) return;
      if (isEarlyClose(error)) return;
      onError(error);
      if (outgoing.headersSent) outgoing.destroy();
      else outgoing.writeHead(500, { "content-type": "text/plain" }).end("the mock failed; see its output\n");
    });
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  return { origin: `http://127.0.0.1:${portOf(server)}`, close: () => close(server) };
}

async function respond(fetch: Fetch, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const abort = new AbortController();
  outgoing.once("close", () => abort.abort());
  const method = incoming.method ?? "GET";
  const headers = new Headers();
  for (let index = 0; index < incoming.rawHeaders.length; index += 2) {
    headers.append(incoming.rawHeaders[index] ?? "", incoming.rawHeaders[index + 1] ?? "");
  }
  const hasBody = method !== "GET" && method !== "HEAD";
  const url = new URL(incoming.url ?? "/", `http://${incoming.headers.host ?? "127.0.0.1"}`);
  const request = new Request(url, {
    method,
    headers,
    signal: abort.signal,
    ...(hasBody ? { body: Readable.toWeb(incoming), duplex: "half" } : {}),
  });
  const response = await fetch(request);
  outgoing.writeHead(response.status, response.statusText, [...response.headers].flat());
  if (response.body === null || method === "HEAD") {
    await response.body?.cancel();
    outgoing.end();
    return;
  }
  outgoing.flushHeaders();
  await pipeline(Readable.fromWeb(response.body), outgoing);
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
}

async function close(server: Server): Promise<void> {
  const closed = once(server, "close");
  server.close();
  server.closeAllConnections();
  await closed;
}

function isEarlyClose(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "ERR_STREAM_PREMATURE_CLOSE" || error.code === "ABORT_ERR");
}
