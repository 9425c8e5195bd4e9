import { createFetchAdapter, type ScenarioAdapter } from "@specloom/client-runtime/testing";
import { createFetchClient } from "../../src/openapi-fetch.ts";
import { adapter } from "./adapter.ts";

const body = { category_id: "182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e", start_date: "2026-06-09", end_date: "2026-06-15" };

/** Runs the runtime's table of faults through openapi-fetch's methods. There is no unsafe operation. */
export const fetchAdapter: ScenarioAdapter = createFetchAdapter(
  adapter,
  (options) => {
    const client = createFetchClient({ ...options, apiKey: adapter.secret });
    return {
      json: (init) => client.POST("/v2/reports/citations", { ...init, body }),
      stream: (init) => client.POST("/v2/reports/citations/stream", { ...init, body, parseAs: "stream" }),
    };
  },
  "result",
);
