import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { otherNodeVersions, runScenariosInNode } from "../../../test/scenarios-in-node.ts";
import { scenariosFor } from "../src/testing/run-scenario.ts";
import { adapter } from "./support/adapter.ts";
import { fetchAdapter } from "./support/fetch-adapter.ts";

// The tests run the published form: the built package, not its source.
const dist = {
  "../../src/index.ts": "@specloom/client-runtime",
  "../../src/openapi-fetch.ts": "@specloom/client-runtime/openapi-fetch",
};
const surfaces = [
  { surface: "call", file: "adapter.ts", exported: "adapter", scenarios: scenariosFor(adapter) },
  { surface: "openapi-fetch", file: "fetch-adapter.ts", exported: "fetchAdapter", scenarios: scenariosFor(fetchAdapter) },
];

// The newest Node is the one that all other tests run in.
test.concurrent.each(otherNodeVersions.flatMap((version) => surfaces.map((surface) => ({ ...version, ...surface }))))(
  "the table of scenarios passes in Node $name through $surface",
  async ({ name, path, file, exported, scenarios }) => {
    if (path === undefined) {
      console.warn(`Node ${name} did not run: there is no binary for ${process.platform}-${process.arch}.`);
      return;
    }
    const adapterFile = fileURLToPath(new URL(`support/${file}`, import.meta.url));
    const report = await runScenariosInNode(path, adapterFile, dist, exported);
    expect(report).toEqual({ version: expect.stringMatching(`^${name}\\.`), ran: scenarios.length, failures: [] });
  },
);
