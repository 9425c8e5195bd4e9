import type { Host } from "./host.ts";
import type { Typed } from "./read-params.ts";
import type { CommandSettings } from "./settings.ts";

/** The client, with the environment or against its mock. */
export async function createClient(settings: CommandSettings, typed: Typed, { env }: Host): Promise<object> {
  if (!typed.has("mock") || !settings.mock) return settings.create({});
  const mock = await settings.mock();
  Object.assign(env, mock.environment("http://localhost"));
  return settings.create({ fetch: mock.fetch });
}
