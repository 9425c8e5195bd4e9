import { type CallSettings, checkClientOptions, readEnvironment } from "@specloom/client-runtime";
import manifest from "../package.json" with { type: "json" };
// #if imports
import { $imports$ } from "./options.ts";
// #end
// #if resolvesNothing
import type { $type$ClientOptions } from "./options.ts";
// #end

/** What the runtime has to know of the options and the environment. @throws {ConfigurationError} an unknown option, or one of the wrong kind. */
export function callSettings(options: $type$ClientOptions): CallSettings {
  checkClientOptions(options, $optionNames$);
  return {
    client: { name: manifest.name, version: manifest.version },
    baseUrl: $baseUrl$,
    credentials: $credentials$,
    // #if credentialHelp
    credentialHelp: $credentialHelp$,
    // #end
    // #if hasParameters
    pathParameters: resolveParameters(options),
    // #end
    options: { ...options, baseUrl: options.baseUrl ?? readEnvironment("$environment$BASE_URL") },
  };
}
