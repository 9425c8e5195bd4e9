import { createResources, type ResourceFactories, type Responding } from "@specloom/client-runtime";
import { callSettings } from "./call-settings.ts";
import type { SaaSquatchClientOptions } from "./options.ts";

export * from "./generated/resources.gen.ts";

/**
 * Makes a client of the given generated resources only. A bundler leaves out the rest of the API.
 *
 * @throws {ConfigurationError} no credential; an option is wrong; a secret key in a browser.
 * @example
 * const saasquatch = createSaaSquatchClient({ referrals });
 */
export function createSaaSquatchClient<Resources extends object>(
  resources: ResourceFactories<Resources>,
  options: SaaSquatchClientOptions = {},
): Resources & Responding<Resources> {
  return createResources(resources, callSettings(options));
}
