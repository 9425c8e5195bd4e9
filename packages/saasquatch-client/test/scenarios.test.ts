import { type FaultServer, runScenario, scenariosFor, startFaultServer } from "@specloom/client-runtime/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { adapter } from "./support/adapter.ts";

let server: FaultServer;
beforeAll(async () => {
  server = await startFaultServer();
});
afterAll(() => server.close());

// Every promise of a call, through this client's methods.
for (const scenario of scenariosFor(adapter)) {
  test(`${scenario.kind}: ${scenario.name}`, async () => {
    expect(await runScenario(server, scenario, adapter)).toEqual([]);
  });
}
