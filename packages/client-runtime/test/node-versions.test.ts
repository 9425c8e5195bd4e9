import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { otherNodeVersions, runScenariosInNode } from "../../../test/scenarios-in-node.ts";
import { scenariosFor } from "../src/testing/run-scenario.ts";
import { adapter } from "./support/adapter.ts";

const adapterFile = fileURLToPath(new URL("support/adapter.ts", import.meta.url));
// What is published is what is run: the built package, not its source.
const dist = { "../../src/index.ts": "@specloom/client-runtime", "../../src/events.ts": "@specloom/client-runtime/events" };

describe.concurrent("the table of scenarios passes", () => {
  for (const { name, path } of otherNodeVersions) {
    if (path === undefined) {
      console.warn(
        `Node ${name} did not run the table of scenarios: there is no binary for ${process.platform}-${process.arch}.`,
      );
      continue;
    }
    test(`in Node ${name}`, { timeout: 120_000 }, async () => {
      const report = await runScenariosInNode(path, adapterFile, dist);
      expect(report).toEqual({ version: expect.stringMatching(`^${name}\\.`), ran: scenariosFor(adapter).length, failures: [] });
    });
  }
});
