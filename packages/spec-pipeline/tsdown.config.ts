import { readFileSync } from "node:fs";
import { defineConfig } from "tsdown";

const { version } = JSON.parse(readFileSync(new URL("../client-runtime/package.json", import.meta.url), "utf8"));

export default defineConfig({
  entry: { cli: "src/cli.ts", "pipeline-worker": "src/host/pipeline-worker.ts" },
  format: ["esm"],
  dts: false,
  target: "es2023",
  platform: "node",
  fixedExtension: true,
  // `specloom init` names the version of the runtime that a new client needs.
  define: { RUNTIME_VERSION: JSON.stringify(version) },
});
