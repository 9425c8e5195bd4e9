import { createResources, type ResourceFactories, type Responding } from "@specloom/client-runtime";
import { callSettings } from "./call-settings.ts";
import type { ProfoundClientOptions } from "./options.ts";

export * from "./generated/resources.gen.ts";

/**
 * Makes a client of the given generated resources only. A bundler leaves out the rest of the API.
 *
 * @throws {ConfigurationError} no credential; an option is wrong; a secret key in a browser.
 * @example
 * const profound = createProfoundClient({ reports });
 */
export function createProfoundClient<Resources extends object>(
  resources: ResourceFactories<Resources>,
  options: ProfoundClientOptions = {},
): Resources & Responding<Resources> {
  return createResources(resources, callSettings(options));
}
