import { defineConfig } from "tsdown";

export default defineConfig({
  entry: { cli: "src/cli.ts", "pipeline-worker": "src/commands/pipeline-worker.ts" },
  format: ["esm"],
  dts: false,
  target: "es2023",
  platform: "node",
  fixedExtension: true,
});
