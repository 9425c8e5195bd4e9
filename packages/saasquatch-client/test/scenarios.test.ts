import { type FaultServer, runScenario, scenariosFor, startFaultServer } from "@specloom/client-runtime/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { adapter } from "./support/adapter.ts";
import { fetchAdapter } from "./support/fetch-adapter.ts";

let server: FaultServer;
beforeAll(async () => {
  server = await startFaultServer();
});
afterAll(() => server.close());

// Every promise of a call, through this client's methods, and through openapi-fetch's.
for (const [surface, each] of [
  ["", adapter],
  ["through openapi-fetch, ", fetchAdapter],
] as const) {
  for (const scenario of scenariosFor(each)) {
    test(`${surface}${scenario.kind}: ${scenario.name}`, async () => {
      expect(await runScenario(server, scenario, each)).toEqual([]);
    });
  }
}
