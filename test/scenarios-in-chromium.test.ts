import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { adapter } from "../packages/profound-client/test/support/adapter.ts";
import { runScenariosInChromium } from "./scenarios-in-chromium.ts";

test("a browser that ends by itself is said at once", async () => {
  const adapterFile = fileURLToPath(new URL("../packages/profound-client/test/support/adapter.ts", import.meta.url));
  // Node knows none of a browser's options, and ends.
  await expect(runScenariosInChromium(process.execPath, adapter, adapterFile)).rejects.toThrow(
    /^Chromium ended by itself, with code \d+$/,
  );
});
