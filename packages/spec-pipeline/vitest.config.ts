import { defineConfig, mergeConfig, type ViteUserConfig } from "vitest/config";
import { testConfig } from "../../vitest.shared.ts";

// The first test of a file loads bundler, linter and compiler, for which a busy machine needs a multiple of the usual seconds.
const config: ViteUserConfig = mergeConfig(testConfig("specloom"), defineConfig({ test: { testTimeout: 60_000 } }));

export default config;
