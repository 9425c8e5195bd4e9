import { readFileSync } from "node:fs";
import { defineConfig } from "tsdown";

export default defineConfig({
  entry: ["src/index.ts", "src/testing.ts", "src/validators.ts"],
  format: ["esm"],
  dts: true,
  target: "es2023",
  platform: "neutral",
  fixedExtension: true,
  plugins: [
    {
      // The client says its name and version with each request; the rest of the manifest has no place in a bundle.
      name: "manifest",
      load(id) {
        if (!id.endsWith("/package.json")) return undefined;
        const { name, version } = JSON.parse(readFileSync(id, "utf8"));
        return { code: JSON.stringify({ name, version }), moduleType: "json" };
      },
    },
  ],
});
