import { type Call, createCall, readEnvironment } from "@specloom/client-runtime";
import manifest from "../package.json" with { type: "json" };
import { operations, type Operations } from "./generated/operations.gen.ts";
// #if imports
import { $imports$ } from "./options.ts";
// #end
// #if resolvesNothing
import type { $type$ClientOptions } from "./options.ts";
// #end

export interface $type$Client {
  /**
   * Calls any operation of the API by its id, with the API's own shapes.
   *
   * @throws {ApiError} not a 2xx answer.
   */
  readonly call: Call<Operations>;
}

/**
 * Makes a client of the API.
 *
 * @throws {ConfigurationError} $faults$.
 */
export function create$type$Client(options: $type$ClientOptions = {}): $type$Client {
  const call = createCall<Operations>(operations, {
    client: { name: manifest.name, version: manifest.version },
    baseUrl: readEnvironment("$environment$BASE_URL") ?? $baseUrl$,
    credentials: $credentials$,
    // #if unsentSchemes
    publicSchemes: $unsentSchemes$,
    // #end
    // #if credentialHelp
    credentialHelp: $credentialHelp$,
    // #end
    // #if hasParameters
    pathParameters: resolveParameters(options),
    // #end
    options,
  });
  return { call };
}
