import { createFetchAdapter, type ScenarioAdapter } from "@specloom/client-runtime/testing";
import { createFetchClient } from "../../src/openapi-fetch.ts";
import { adapter } from "./adapter.ts";

/** Runs the runtime's table of faults through openapi-fetch's methods. There is no stream. */
export const fetchAdapter: ScenarioAdapter = createFetchAdapter(adapter, (options) => {
  const client = createFetchClient({ ...options, tenantAlias: "test_faults", apiKey: adapter.secret });
  return {
    json: (init) => client.GET("/{tenant_alias}/referrals", { ...init, params: { query: { limit: 1 } } }),
    unsafe: (init) =>
      client.POST("/{tenant_alias}/referrals/moderate", {
        ...init,
        body: { actions: [{ referralId: "a", action: "APPROVED" }] },
      }),
  };
});
