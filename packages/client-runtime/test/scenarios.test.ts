import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type FaultServer, startFaultServer } from "../src/testing/fault-server.ts";
import { runScenario, scenariosFor, scenariosLeftOut } from "../src/testing/run-scenario.ts";
import { scenarios } from "../src/testing/scenarios.ts";
import { adapter } from "./support/adapter.ts";
import { fetchAdapter } from "./support/fetch-adapter.ts";

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

describe("through openapi-fetch", () => {
  for (const scenario of scenariosFor(fetchAdapter)) {
    test(`${scenario.kind}: ${scenario.name}`, async () => {
      expect(await runScenario(server, scenario, fetchAdapter)).toEqual([]);
    });
  }

  test("all scenarios apply but those that are about what the events of a stream mean", () => {
    const leftOut = scenariosLeftOut(fetchAdapter);
    expect(leftOut.length + scenariosFor(fetchAdapter).length).toBe(scenarios.length);
    expect(new Set(leftOut.map(([, reason]) => reason))).toEqual(
      new Set(["a fetch hands out the bytes of a stream: what its events mean is for their reader"]),
    );
  });
});
