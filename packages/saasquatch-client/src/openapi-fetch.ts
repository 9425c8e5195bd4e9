import { createFetchClient as createClient, type FetchClient } from "@specloom/client-runtime/openapi-fetch";
import { callSettings } from "./call-settings.ts";
import { operations } from "./generated/operations.gen.ts";
import type { paths } from "./generated/schema.gen.ts";
import type { SaaSquatchClientOptions } from "./options.ts";

export type { paths };

/**
 * Makes openapi-fetch's client of one tenant, for those who know it, and for openapi-react-query. The tenant's alias is filled in where a
 * method is given none.
 *
 * A method returns `{ data, error, response }`. `error` is the body of a response that is not 2xx, after all retries. The other promises of a
 * call hold too: credentials, retries, limits, redirects, and our errors without a usable response.
 *
 * @throws {ConfigurationError} an option is missing or wrong; a secret key in a browser.
 * @example
 * const saasquatch = createFetchClient({ tenantAlias: "test_abc", apiKey });
 * const { data, error } = await saasquatch.GET("/{tenant_alias}/referrals", { params: { query: { limit: 100 } } });
 * @see https://openapi-ts.dev/openapi-fetch/
 */
export function createFetchClient(options: SaaSquatchClientOptions = {}): FetchClient<paths, "tenant_alias"> {
  return createClient<paths, "tenant_alias">(operations, callSettings(options));
}
