import { fileURLToPath } from "node:url";
import { scenariosFor } from "@specloom/client-runtime/testing";
import { expect, test } from "vitest";
import { otherNodeVersions, runScenariosInNode } from "../../../test/scenarios-in-node.ts";
import { adapter } from "./support/adapter.ts";

const adapterFile = fileURLToPath(new URL("support/adapter.ts", import.meta.url));
// What is published is what is run: the built package, not its source.
const dist = { "../../src/index.ts": "profound-client" };

// The newest Node is the one that all other tests run in.
// A scenario races with the machine: where that stands still for a moment, a limit passes before the request is sent. It may be run twice.
test.concurrent.each(otherNodeVersions)(
  "the table of scenarios passes in Node $name",
  { timeout: 120_000, retry: 1 },
  async ({ name, path }) => {
    if (path === undefined) {
      console.warn(`Node ${name} did not run: there is no binary for ${process.platform}-${process.arch}.`);
      return;
    }
    const report = await runScenariosInNode(path, adapterFile, dist);
    expect(report).toEqual({ version: expect.stringMatching(`^${name}\\.`), ran: scenariosFor(adapter).length, failures: [] });
  },
);
