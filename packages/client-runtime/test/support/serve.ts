import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A request as a server got it. */
export interface Received {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

export interface Served {
  readonly address: string;
  readonly received: readonly Received[];
  readonly [Symbol.asyncDispose]: () => Promise<void>;
}

/** A server on loopback with the given responses. It keeps the requests. */
export async function serve(handle: (request: Received, response: ServerResponse) => unknown): Promise<Served> {
  const received: Received[] = [];
  const server = createServer(async (message, response) => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of message) chunks.push(chunk as Uint8Array);
    const { method = "", url = "", headers } = message;
    const request = { method, url, headers, body: Buffer.concat(chunks).toString() };
    received.push(request);
    await handle(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Responds with a status, a body and a content type. */
export function respond(response: ServerResponse, status: number, body = "", contentType = "application/json"): void {
  response.writeHead(status, body === "" ? {} : { "content-type": contentType }).end(body);
}
