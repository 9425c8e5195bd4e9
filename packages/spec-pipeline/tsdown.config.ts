import { defineConfig } from "tsdown";

export default defineConfig({
  entry: ["src/cli.ts"],
  format: ["esm"],
  dts: true,
  target: "es2023",
  platform: "node",
  fixedExtension: true,
});
