import type { ScenarioAdapter } from "@specloom/client-runtime/testing";
import { createSaaSquatchClient } from "../../src/index.ts";

const secret = "TEST_key-that-nobody-may-see";

/** Runs the runtime's table of faults through this client. */
export const adapter: ScenarioAdapter = {
  secret,
  sample: {
    json: JSON.stringify({ count: 1, totalCount: 1, referrals: [{ id: "référral €𝄞", somethingNew: { list: [1, null] } }] }),
    stream: () => "",
  },
  create(options) {
    const { referrals, call } = createSaaSquatchClient({ ...options, tenantAlias: "test_faults", apiKey: secret });
    return {
      json: (request) => referrals.list({ limit: 1 }, request),
      unsafe: (request) => call("moderateReferrals", { body: { actions: [{ referralId: "a", action: "APPROVED" }] } }, request),
    };
  },
};
