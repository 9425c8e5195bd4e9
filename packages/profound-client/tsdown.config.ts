import { defineConfig } from "tsdown";

export default defineConfig({
  entry: ["src/index.ts", "src/testing.ts", "src/validators.ts"],
  format: ["esm"],
  dts: true,
  target: "es2023",
  platform: "neutral",
  fixedExtension: true,
});
