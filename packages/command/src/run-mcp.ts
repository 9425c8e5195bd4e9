import type { ClientCommand } from "@specloom/client-runtime/start-command";
import { createClient } from "./create-client.ts";
import { MCP_TOKEN } from "./create-program.ts";
import type { Host } from "./host.ts";
import type { Method } from "./method.ts";
import type { Typed } from "./read-params.ts";
import { UsageError } from "./usage-error.ts";

/** Serves the client to agents. Only this file loads the server, so no other command waits for it. */
export async function runMcp(settings: ClientCommand, methods: readonly Method[], typed: Typed, host: Host): Promise<void> {
  const given = typed.get("http")?.at(-1);
  const port = given === undefined ? undefined : Number(given);
  if (port !== undefined && !(Number.isInteger(port) && port >= 0 && port <= 65_535))
    throw new UsageError(`--http ${given}: a port, or 0 for a free one, is expected`);
  const token = host.env[MCP_TOKEN];
  if (token !== undefined && token.length < 16) throw new UsageError(`${MCP_TOKEN} has to have 16 characters or more`);
  const { client } = await createClient(settings, typed, host);
  const { serveMcp } = await import("./mcp/serve-mcp.ts");
  await serveMcp(settings, methods, client, host, { allowWrites: typed.has("allow-writes"), port, token });
}
