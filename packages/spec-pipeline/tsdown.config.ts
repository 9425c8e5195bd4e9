import { readFileSync } from "node:fs";
import { defineConfig } from "tsdown";
import { shared } from "../../tsdown.shared.ts";

const { version } = JSON.parse(readFileSync(new URL("../client-runtime/package.json", import.meta.url), "utf8"));

export default defineConfig({
  ...shared,
  entry: {
    cli: "src/cli.ts",
    index: "src/index.ts",
    model: "src/model/index.ts",
    "pipeline-worker": "src/host/pipeline-worker.ts",
  },
  dts: { entry: ["src/index.ts", "src/model/index.ts"] },
  platform: "node",
  // `specloom init` names the version of the runtime that a new client needs.
  define: { RUNTIME_VERSION: JSON.stringify(version) },
});
