import { watchRequests } from "../../../../test/watch-requests.ts";
import { createSaaSquatchClient, type SaaSquatchClient } from "../../src/index.ts";
import { specVerdict } from "./spec-verdict.ts";

/** A client of a chaos server, and the requests of it that the spec refuses. */
export function createChaosClient(baseUrl: string): SaaSquatchClient & { readonly offences: readonly string[] } {
  const { fetch, offences } = watchRequests(specVerdict);
  const client = createSaaSquatchClient({
    fetch,
    tenantAlias: "test_chaos",
    apiKey: "TEST_key",
    baseUrl,
    timeoutMs: 50,
    maxRetries: 1,
  });
  return { ...client, offences };
}
