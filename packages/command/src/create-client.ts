import type { Fetch } from "@specloom/client-runtime";
import type { ClientCommand } from "@specloom/client-runtime/start-command";
import { useCredentials } from "./credentials/use-credentials.ts";
import type { Host } from "./host.ts";
import type { Typed } from "./read-params.ts";

/** A client, and the origin of its credential. */
export interface MadeClient {
  readonly client: object;
  readonly source: string;
}

/**
 * Makes the client: with the environment, with the keychain, or against its mock.
 *
 * @param wrap goes around its `fetch`.
 */
export async function createClient(
  settings: ClientCommand,
  typed: Typed,
  host: Host,
  wrap?: (fetch: Fetch) => Fetch,
): Promise<MadeClient> {
  if (!typed.has("mock") || !settings.mock) {
    const source = await useCredentials(settings, typed.get("profile")?.at(-1), host);
    return { client: settings.create(wrap ? { fetch: wrap(fetch) } : {}), source };
  }
  const mock = await settings.mock();
  const environment = mock.environment("http://localhost");
  // A mock that accepts any credential names none, but the client still demands one. The person's own key is not used.
  for (const { name } of settings.variables) if (!name.endsWith("_URL")) host.env[name] = environment[name] ?? "mock";
  Object.assign(host.env, environment);
  return { client: settings.create({ fetch: wrap ? wrap(mock.fetch) : mock.fetch }), source: "mock" };
}
