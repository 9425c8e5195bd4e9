import { defineConfig, mergeConfig, type ViteUserConfig } from "vitest/config";
import { testConfig } from "../../vitest.shared.ts";

// Bundler, linter and compiler take seconds to load, and no test leaves anything behind in them: they are loaded once for all files.
const config: ViteUserConfig = mergeConfig(testConfig("specloom"), defineConfig({ test: { isolate: false } }));

export default config;
