import { afterAll, beforeAll, expect, test } from "vitest";
import { type FaultServer, startFaultServer } from "../src/testing/fault-server.ts";
import { runScenario } from "../src/testing/run-scenario.ts";
import { scenarios } from "../src/testing/scenarios.ts";
import { adapter } from "./support/adapter.ts";

let server: FaultServer;
beforeAll(async () => {
  server = await startFaultServer();
});
afterAll(() => server.close());

for (const scenario of scenarios) {
  test(`${scenario.kind}: ${scenario.name}`, async () => {
    expect(await runScenario(server, scenario, adapter)).toEqual([]);
  });
}
