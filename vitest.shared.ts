import { fileURLToPath } from "node:url";
import type { ViteUserConfig } from "vitest/config";

/**
 * What every package's tests have in common: where they are, a temporary folder that is removed after them, and a result file that the
 * closing count is read from.
 */
export function testConfig(name: string): ViteUserConfig {
  return {
    test: {
      name,
      include: ["test/**/*.test.ts"],
      globalSetup: fileURLToPath(new URL("vitest.setup.ts", import.meta.url)),
      // All packages are tested side by side, so a test that takes a second alone may take ten.
      testTimeout: 30_000,
      hookTimeout: 30_000,
      reporters: ["default", ["json", { outputFile: ".results/test.json" }]],
    },
  };
}
