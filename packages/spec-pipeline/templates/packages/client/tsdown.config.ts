import { defineConfig } from "tsdown";

export default defineConfig({
  entry: $entries$,
  format: ["esm"],
  // The package has its source too, so that an editor's “go to definition” opens it.
  dts: { sourcemap: true },
  target: "es2023",
  platform: "neutral",
  fixedExtension: true,
  hash: false,
  // Comments stay in the source, since a program would parse them at every start. Bundlers need the annotations.
  outputOptions: { comments: { annotation: true, jsdoc: false, legal: false }, sourcemapExcludeSources: true },
});
