import { type CallSettings, checkClientOptions, readEnvironment } from "@specloom/client-runtime";
import manifest from "../package.json" with { type: "json" };
import { citationsRule } from "./citations-reader.ts";
import { describeError } from "./describe-error.ts";
import { type ProfoundClientOptions, resolveCredentials } from "./options.ts";

/**
 * The runtime's settings from the options and the environment. @throws {ConfigurationError} an option is unknown or wrong; there is no
 * credential.
 */
export function callSettings(options: ProfoundClientOptions): CallSettings {
  checkClientOptions(options, ["apiKey", "accessToken"]);
  const credentials = resolveCredentials(options);
  return {
    client: { name: manifest.name, version: manifest.version },
    baseUrl: readEnvironment("PROFOUND_BASE_URL") ?? "https://api.tryprofound.com",
    credentials,
    options,
    describeError: (status, body) => describeError(status, body, credentials),
    streams: { streamCitations: citationsRule },
  };
}
