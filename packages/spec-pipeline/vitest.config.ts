import { defineConfig, mergeConfig, type ViteUserConfig } from "vitest/config";
import { testConfig } from "../../vitest.shared.ts";

// Bundler, linter and compiler take seconds to load, on a busy machine many: no test leaves anything behind in them, so they are
// loaded once for all files, and each test has time.
const config: ViteUserConfig = mergeConfig(
  testConfig("specloom"),
  defineConfig({ test: { isolate: false } }),
);

export default config;
