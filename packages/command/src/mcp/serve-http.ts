import { randomBytes, timingSafeEqual } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import {
  createMcpHandler,
  hostHeaderValidationResponse,
  localhostAllowedHostnames,
  localhostAllowedOrigins,
  originValidationResponse,
  type McpServerFactory,
} from "@modelcontextprotocol/server";

const MOST_BODY_BYTES = 1_000_000;

/**
 * Serves MCP as streamable HTTP on loopback. A request needs the token, and must name this machine as its host. A page in a browser may
 * send requests to loopback, but has neither.
 *
 * @param given the token. If it is left out, one is made up.
 */
export async function serveHttp(
  create: McpServerFactory,
  port: number,
  given: string | undefined,
): Promise<{ url: string; token: string; close: () => Promise<void> }> {
  const token = given ?? randomBytes(32).toString("base64url");
  const handler = createMcpHandler(create, { maxRequestBodySize: MOST_BODY_BYTES });
  const respond = async (request: Request): Promise<Response> => {
    const refused =
      hostHeaderValidationResponse(request, localhostAllowedHostnames()) ??
      originValidationResponse(request, localhostAllowedOrigins());
    if (refused) return refused;
    if (!isToken(request.headers.get("authorization"), token))
      return Response.json(
        { error: "the token of this server is missing or wrong: Authorization: Bearer …" },
        { status: 401, headers: { "www-authenticate": "Bearer" } },
      );
    if (new URL(request.url).pathname !== "/mcp") return Response.json({ error: "the address is /mcp" }, { status: 404 });
    return handler.fetch(request);
  };
  const server = createServer((request, response) => void serve(request, response, respond));
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it listens on a port
  const { port: bound } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${bound}/mcp`,
    token,
    async close() {
      await handler.close();
      server.closeAllConnections();
      server.close();
    },
  };
}

function isToken(header: string | null, token: string): boolean {
  const [given, wanted] = [header ?? "", `Bearer ${token}`].map((text) => Buffer.from(text));
  return given !== undefined && wanted !== undefined && given.length === wanted.length && timingSafeEqual(given, wanted);
}

/** Connects Node's requests with the platform's. A reader that leaves aborts the request. */
async function serve(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  respond: (request: Request) => Promise<Response>,
): Promise<void> {
  const left = new AbortController();
  outgoing.once("close", () => left.abort());
  try {
    const { method = "GET", headers, url = "/" } = incoming;
    const hasBody = method !== "GET" && method !== "HEAD";
    const request = new Request(new URL(url, `http://${headers.host ?? "127.0.0.1"}`), {
      method,
      headers: Object.entries(headers).flatMap(([name, value]): [string, string][] =>
        value === undefined ? [] : [[name, Array.isArray(value) ? value.join(", ") : value]],
      ),
      signal: left.signal,
      ...(hasBody ? { body: Readable.toWeb(incoming), duplex: "half" } : {}),
    });
    const response = await respond(request);
    outgoing.writeHead(response.status, Object.fromEntries(response.headers));
    if (response.body) await pipeline(Readable.fromWeb(response.body), outgoing);
    else outgoing.end();
  } catch {
    // The reader left in the middle, or sent bytes that are no request.
    if (outgoing.headersSent) outgoing.destroy();
    else outgoing.writeHead(400).end();
  }
}
