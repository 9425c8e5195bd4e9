import { once } from "node:events";
import { createServer } from "node:http";
import { buffer } from "node:stream/consumers";
import type { SaaSquatchMock } from "../../src/testing.ts";

export interface ServedMock {
  readonly origin: string;
  readonly close: () => void;
}

/** Serves a mock on a free loopback port. Where the mock breaks the connection off, the socket is destroyed. */
export async function serveMock(mock: Pick<SaaSquatchMock, "fetch">, delayMs = 0): Promise<ServedMock> {
  const server = createServer(async (incoming, outgoing) => {
    const body = await buffer(incoming);
    if (delayMs) await new Promise((resolve) => setTimeout(resolve, delayMs));
    try {
      const response = await mock.fetch(`http://${incoming.headers.host}${incoming.url}`, {
        method: incoming.method ?? "GET",
        headers: Object.entries(incoming.headers).map(([name, value]): [string, string] => [name, String(value)]),
        ...(body.length > 0 && { body }),
      });
      outgoing.writeHead(response.status, Object.fromEntries(response.headers)).end(await response.text());
    } catch {
      incoming.socket.destroy();
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("the mock's server has no port");
  return {
    origin: `http://127.0.0.1:${address.port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
