import { fileURLToPath } from "node:url";
import { scenariosFor } from "@specloom/client-runtime/testing";
import { expect, test } from "vitest";
import { otherNodeVersions, runScenariosInNode } from "../../../test/scenarios-in-node.ts";
import { adapter } from "./support/adapter.ts";

const adapterFile = fileURLToPath(new URL("support/adapter.ts", import.meta.url));
// The tests run the published form: the built package, not its source.
const dist = { "../../src/index.ts": "profound-client" };

// The newest Node is the one that all other tests run in.
test.concurrent.each(otherNodeVersions)("the table of scenarios passes in Node $name", async ({ name, path }) => {
  if (path === undefined) {
    console.warn(`Node ${name} did not run: there is no binary for ${process.platform}-${process.arch}.`);
    return;
  }
  const report = await runScenariosInNode(path, adapterFile, dist);
  expect(report).toEqual({ version: expect.stringMatching(`^${name}\\.`), ran: scenariosFor(adapter).length, failures: [] });
});
