// A page: what every consumer does, and what only a browser has to refuse. Each check is a line on the page.
import { createProfoundClient, isConfigurationError, isConnectionError } from "profound-client";
import { checkClients, expect } from "./check-clients.mjs";

const { origin, environment } = globalThis.specloomMock;
const profound = { baseUrl: environment.PROFOUND_BASE_URL, apiKey: environment.PROFOUND_API_KEY, allowBrowser: true };
const saasquatch = {
  baseUrl: environment.SAASQUATCH_BASE_URL,
  apiKey: environment.SAASQUATCH_API_KEY,
  tenantAlias: environment.SAASQUATCH_TENANT_ALIAS,
  allowBrowser: true,
};

async function refusedRedirect() {
  const client = createProfoundClient({ ...profound, baseUrl: `${origin}/elsewhere` });
  try {
    await client.call("queryCitations", { body: { category_id: "c", start_date: "2026-06-09", end_date: "2026-06-15" } });
  } catch (error) {
    expect(isConnectionError(error), `a ConnectionError, got ${String(error)}`);
    return error.message;
  }
  throw new Error("expected the redirect to be refused");
}

async function refusedKey() {
  try {
    createProfoundClient({ apiKey: "secret-key" });
  } catch (error) {
    expect(
      isConfigurationError(error) && !error.message.includes("secret-key"),
      `a ConfigurationError without the key, got ${String(error)}`,
    );
    return error.message;
  }
  throw new Error("expected a secret key to be refused in a browser");
}

const checks = {
  "query, stream, abort, wrong key": () => checkClients({ profound, saasquatch }),
  "redirect to another origin": refusedRedirect,
  "secret key in a browser": refusedKey,
};
const results = [];
for (const [name, check] of Object.entries(checks)) {
  const result = await check().then(
    (seen) => ({ name, ok: true, seen }),
    (error) => ({ name, ok: false, seen: String(error?.stack ?? error) }),
  );
  results.push(result);
  const line = document.createElement("li");
  line.className = result.ok ? "ok" : "failed";
  line.append(Object.assign(document.createElement("b"), { textContent: name }), ` ${result.seen}`);
  document.querySelector("ul").append(line);
}
globalThis.specloomResults = results;
