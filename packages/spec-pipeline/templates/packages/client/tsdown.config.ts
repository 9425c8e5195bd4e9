import { defineConfig } from "tsdown";

export default defineConfig({
  entry: ["src/index.ts", "src/openapi-fetch.ts", "src/validators.ts"],
  format: ["esm"],
  dts: true,
  target: "es2023",
  platform: "neutral",
  fixedExtension: true,
  hash: false,
  // Comments are for those who read the source; a program that imports the package parses them at every start. Bundlers need the annotations.
  outputOptions: { comments: { annotation: true, jsdoc: false, legal: false } },
});
