import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { chromium, runScenariosInChromium } from "../../../test/scenarios-in-chromium.ts";
import { adapter } from "./support/adapter.ts";

const adapterFile = fileURLToPath(new URL("support/adapter.ts", import.meta.url));

if (chromium === undefined && process.env["CI"] === undefined) {
  console.warn(
    "The table of scenarios did not run in a browser: there is no Chromium. Install one, or name it in CHROMIUM_PATH.",
  );
  test("without a Chromium, only CI insists on the browser's scenarios", () => {
    expect(process.env["CI"]).toBeUndefined();
  });
} else {
  test("the table of scenarios passes in Chromium", { timeout: 120_000 }, async () => {
    if (chromium === undefined) throw new Error("no Chromium: install Debian's package, or set CHROMIUM_PATH");
    const { ran, failures } = await runScenariosInChromium(chromium, adapter, adapterFile);
    expect(failures).toEqual([]);
    expect(ran).toBeGreaterThan(100);
  });
}
