import { type CallSettings, checkClientOptions, readEnvironment } from "@specloom/client-runtime";
// #if isPackage
import manifest from "../package.json" with { type: "json" };
// #end
// #if imports
import { $imports$ } from "./options.ts";
// #end
// #if resolvesNothing
import type { $type$ClientOptions } from "./options.ts";
// #end

/** The runtime's settings from the options and the environment. @throws {ConfigurationError} an unknown option, or one of the wrong kind. */
export function callSettings(options: $type$ClientOptions): CallSettings {
  checkClientOptions(options, $optionNames$);
  return {
    // #if isFolder
    // The user agent that the API sees: put the name and the version of your application here.
    // #end
    client: { name: $clientName$, version: $clientVersion$ },
    baseUrl: $baseUrl$,
    credentials: $credentials$,
    // #if credentialHelp
    credentialHelp: $credentialHelp$,
    // #end
    // #if hasParameters
    pathParameters: resolveParameters(options),
    // #end
    // #if hasServers
    servers: resolveServers(options),
    // #end
    options: { ...options, baseUrl: options.baseUrl ?? readEnvironment("$environment$BASE_URL") },
  };
}
