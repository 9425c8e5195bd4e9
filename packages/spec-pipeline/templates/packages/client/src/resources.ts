import { createResources, type ResourceFactories, type Responding } from "@specloom/client-runtime";
import { callSettings } from "./call-settings.ts";
import type { $type$ClientOptions } from "./options.ts";

export * from "./generated/resources.gen.ts";

/**
 * Makes a client of the given resources only. A bundler leaves out the rest of the API.
 *
 * @throws {ConfigurationError} $faults$.
 */
export function create$type$Client<Resources extends object>(
  resources: ResourceFactories<Resources>,
  options: $type$ClientOptions = {},
): Resources & Responding<Resources> {
  return createResources(resources, callSettings(options));
}
