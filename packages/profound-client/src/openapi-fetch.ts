import { createFetchClient as createClient, type FetchClient } from "@specloom/client-runtime/openapi-fetch";
import { callSettings } from "./call-settings.ts";
import { operations } from "./generated/operations.gen.ts";
import type { paths } from "./generated/schema.gen.ts";
import type { ProfoundClientOptions } from "./options.ts";

export type { paths };

/**
 * Makes openapi-fetch's client of Profound's API, for those who know it, and for openapi-react-query.
 *
 * A method returns `{ data, error, response }`. `error` is the body of a response that is not 2xx, after all retries. The other promises of a
 * call hold too: credentials, retries, limits, redirects, and our errors without a usable response.
 *
 * @throws {ConfigurationError} no credential; an option is wrong; a secret key in a browser.
 * @example
 * const profound = createFetchClient(); // PROFOUND_API_KEY
 * const { data, error } = await profound.POST("/v2/reports/citations", { body: { category_id, start_date, end_date } });
 * @see https://openapi-ts.dev/openapi-fetch/
 */
export function createFetchClient(options: ProfoundClientOptions = {}): FetchClient<paths> {
  return createClient<paths>(operations, callSettings(options));
}
