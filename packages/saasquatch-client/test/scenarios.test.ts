import { fileURLToPath } from "node:url";
import { type FaultServer, runScenario, scenarios, startFaultServer } from "@specloom/client-runtime/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { otherNodeVersions, runScenariosInNode } from "../../../test/scenarios-in-node.ts";
import { adapter } from "./support/adapter.ts";

let server: FaultServer;
beforeAll(async () => {
  server = await startFaultServer();
});
afterAll(() => server.close());

const own = scenarios.filter(({ kind }) => kind !== "stream");

for (const scenario of own) {
  test(`${scenario.kind}: ${scenario.name}`, async () => {
    expect(await runScenario(server, scenario, adapter)).toEqual([]);
  });
}

describe("as it is built, the client passes the table of scenarios", () => {
  const adapterFile = fileURLToPath(new URL("support/adapter.ts", import.meta.url));
  for (const { name, path } of otherNodeVersions) {
    if (path === undefined) {
      console.warn(
        `Node ${name} did not run the table of scenarios: there is no binary for ${process.platform}-${process.arch}.`,
      );
      continue;
    }
    test(`in Node ${name}`, { timeout: 120_000 }, async () => {
      const report = await runScenariosInNode(path, adapterFile, { "../../src/index.ts": "saasquatch-client" });
      expect(report).toEqual({ version: expect.stringMatching(`^${name}\\.`), ran: own.length, failures: [] });
    });
  }
});
