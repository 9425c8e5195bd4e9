import { serveStdio, StdioServerTransport } from "@modelcontextprotocol/server/stdio";
import type { ClientCommand } from "@specloom/client-runtime/start-command";
import type { Host } from "../host.ts";
import type { Method } from "../method.ts";
import { createMcpServers } from "./create-mcp-server.ts";
import { serveHttp } from "./serve-http.ts";

export interface McpOptions {
  readonly allowWrites: boolean;
  /** Port on loopback. Without it, standard input and output. */
  readonly port: number | undefined;
  /** The token that a request over HTTP must have. */
  readonly token: string | undefined;
}

/** Serves a client over the Model Context Protocol until the other side leaves or the process is stopped. */
export async function serveMcp(
  settings: ClientCommand,
  methods: readonly Method[],
  client: object,
  host: Host,
  { allowWrites, port, token }: McpOptions,
): Promise<void> {
  const servers = createMcpServers(settings, methods, client, allowWrites);
  const stopped = new Promise<void>((resolve) => host.signal.addEventListener("abort", () => resolve(), { once: true }));
  try {
    if (port !== undefined) {
      const server = await serveHttp(servers.create, port, token);
      host.stderr.write(`${settings.name}: serving ${server.url}\n`);
      if (token === undefined) host.stderr.write(`Authorization: Bearer ${server.token}\n`);
      await stopped;
      await server.close();
      return;
    }
    const transport = new StdioServerTransport(host.stdin, host.stdout);
    const handle = serveStdio(servers.create, {
      transport,
      onerror: (error) => void host.stderr.write(`${settings.name}: ${error.message}\n`),
    });
    const left = new Promise<void>((resolve) => {
      for (const event of ["end", "close"]) host.stdin.once(event, () => resolve());
    });
    await Promise.race([stopped, left]);
    await handle.close();
  } finally {
    await servers.close();
  }
}
