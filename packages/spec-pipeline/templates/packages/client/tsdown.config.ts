import { defineConfig } from "tsdown";

export default defineConfig({
  entry: $entries$,
  format: ["esm"],
  // Where an editor goes to a definition, it ends in the source, which the package has beside its code.
  dts: { sourcemap: true },
  target: "es2023",
  platform: "neutral",
  fixedExtension: true,
  hash: false,
  // Comments are for those who read the source; a program that imports the package parses them at every start. Bundlers need the annotations.
  outputOptions: { comments: { annotation: true, jsdoc: false, legal: false }, sourcemapExcludeSources: true },
});
