import { createFetchClient as createClient, type FetchClient } from "@specloom/client-runtime/openapi-fetch";
import { callSettings } from "./call-settings.ts";
import { operations } from "./generated/operations.gen.ts";
import type { paths } from "./generated/schema.gen.ts";
import type { $type$ClientOptions } from "./options.ts";

export type { paths };

/**
 * Makes openapi-fetch's client of the API, for programs that use openapi-fetch or openapi-react-query.
 *
 * A method returns `{ data, error, response }`. `error` is the body of a response that is not 2xx, after all retries. The other promises of a
 * call hold too: credentials, retries, limits, redirects, and our errors without a usable response.
 *
 * @throws {ConfigurationError} $faults$.
 * @see https://openapi-ts.dev/openapi-fetch/
 */
export function createFetchClient(options: $type$ClientOptions = {}): FetchClient<paths$filledIn$> {
  return createClient<paths$filledIn$>(operations, callSettings(options));
}
