import { defineConfig } from "tsdown";

export default defineConfig({
  entry: ["src/index.ts", "src/events.ts", "src/mock.ts", "src/testing.ts"],
  format: ["esm"],
  dts: true,
  target: "es2023",
  platform: "neutral",
  fixedExtension: true,
  // The fault server is Node's; nothing else may import these.
  deps: { neverBundle: [/^node:/] },
});
