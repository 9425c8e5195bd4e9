import { fileURLToPath } from "node:url";
import type { ViteUserConfig } from "vitest/config";

const LIMIT_MS = 600_000;

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
      // A limit ends what hangs, and measures nothing: on a busy machine a test takes many times as long as on a free one.
      testTimeout: LIMIT_MS,
      hookTimeout: LIMIT_MS,
      expect: { poll: { timeout: LIMIT_MS / 2 } },
      reporters: ["default", ["json", { outputFile: ".results/test.json" }]],
    },
  };
}
