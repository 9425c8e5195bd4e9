import { createFetchClient as createClient, type FetchClient } from "@specloom/client-runtime/openapi-fetch";
import { callSettings } from "./call-settings.ts";
import { operations } from "./generated/operations.gen.ts";
import type { paths } from "./generated/schema.gen.ts";
import type { $type$ClientOptions } from "./options.ts";

export type { paths };

/**
 * Makes openapi-fetch's client of the API, for those who know it, and for openapi-react-query.
 *
 * A method gives `{ data, error, response }`: `error` is the body of an answer that is not 2xx, after all retries. Everything else that a
 * call promises holds too: credentials, retries, limits, redirects, and our errors where there is no usable answer.
 *
 * @throws {ConfigurationError} $faults$.
 * @see https://openapi-ts.dev/openapi-fetch/
 */
export function createFetchClient(options: $type$ClientOptions = {}): FetchClient<paths$filledIn$> {
  return createClient<paths$filledIn$>(operations, callSettings(options));
}
