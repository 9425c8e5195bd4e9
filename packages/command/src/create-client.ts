import type { ClientCommand } from "@specloom/client-runtime/start-command";
import type { Host } from "./host.ts";
import type { Typed } from "./read-params.ts";

/** The client, with the environment or against its mock. */
export async function createClient(settings: ClientCommand, typed: Typed, { env }: Host): Promise<object> {
  if (!typed.has("mock") || !settings.mock) return settings.create({});
  const mock = await settings.mock();
  Object.assign(env, mock.environment("http://localhost"));
  return settings.create({ fetch: mock.fetch });
}
