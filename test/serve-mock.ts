import { once } from "node:events";
import { createServer } from "node:http";
import { buffer } from "node:stream/consumers";

/**
 * Serves a mock on a free loopback port. Responses are passed on in the pieces that the mock writes. If the mock breaks the connection off,
 * the socket is destroyed.
 */
export async function serveMock(
  mock: { readonly fetch: typeof fetch },
  delayMs = 0,
): Promise<{ readonly origin: string; readonly close: () => void }> {
  const server = createServer(async (incoming, outgoing) => {
    const body = await buffer(incoming);
    if (delayMs) await new Promise((resolve) => setTimeout(resolve, delayMs));
    try {
      const request = new Request(`http://${incoming.headers.host}${incoming.url}`, {
        method: incoming.method ?? "GET",
        headers: Object.entries(incoming.headers).map(([name, value]): [string, string] => [name, String(value)]),
        body: body.length > 0 ? body : null,
      });
      const response = await mock.fetch(request);
      outgoing.writeHead(response.status, Object.fromEntries(response.headers));
      for await (const chunk of response.body ?? []) outgoing.write(chunk);
      outgoing.end();
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
