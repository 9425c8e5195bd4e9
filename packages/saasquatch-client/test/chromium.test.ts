import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { chromium, runScenariosInChromium } from "../../../test/scenarios-in-chromium.ts";
import { adapter } from "./support/adapter.ts";

const adapterFile = fileURLToPath(new URL("support/adapter.ts", import.meta.url));

test("the table of scenarios passes in Chromium", { timeout: 120_000 }, async () => {
  const report = await runScenariosInChromium(chromium, adapter, adapterFile);
  expect(report.failures).toEqual([]);
});
