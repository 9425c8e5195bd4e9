// A worker: no environment but its bindings, no Node.
import { checkClients } from "./check-clients.mjs";

export default {
  async fetch(_request, env) {
    try {
      const seen = await checkClients({
        profound: { baseUrl: env.PROFOUND_BASE_URL, apiKey: env.PROFOUND_API_KEY },
        saasquatch: {
          baseUrl: env.SAASQUATCH_BASE_URL,
          apiKey: env.SAASQUATCH_API_KEY,
          tenantAlias: env.SAASQUATCH_TENANT_ALIAS,
        },
      });
      return new Response(seen);
    } catch (error) {
      return new Response(String(error?.stack ?? error), { status: 500 });
    }
  },
};
