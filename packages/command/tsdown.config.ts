import { defineConfig } from "tsdown";
import { shared } from "../../tsdown.shared.ts";

export default defineConfig({ ...shared, platform: "node", entry: ["src/index.ts"] });
