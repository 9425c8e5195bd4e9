import type { ClientCommand } from "@specloom/client-runtime/start-command";
import { useCredentials } from "./credentials/use-credentials.ts";
import type { Host } from "./host.ts";
import type { Typed } from "./read-params.ts";

/** A client, and where its credential comes from. */
export interface MadeClient {
  readonly client: object;
  readonly source: string;
}

/** The client, with the environment, the keychain or against its mock. */
export async function createClient(settings: ClientCommand, typed: Typed, host: Host): Promise<MadeClient> {
  if (!typed.has("mock") || !settings.mock) {
    const source = await useCredentials(settings, typed.get("profile")?.at(-1), host);
    return { client: settings.create({}), source };
  }
  const mock = await settings.mock();
  Object.assign(host.env, mock.environment("http://localhost"));
  return { client: settings.create({ fetch: mock.fetch }), source: "mock" };
}
