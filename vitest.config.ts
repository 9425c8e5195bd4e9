import type { ViteUserConfig } from "vitest/config";
import { testConfig } from "./vitest.shared.ts";

// The rules of the workspace itself. Each package has its own tests and its own config.
const config: ViteUserConfig = testConfig("workspace");

export default config;
