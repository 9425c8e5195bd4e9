import { basename } from "node:path";
import { defineConfig, type UserConfig } from "tsdown";

/**
 * One file for each entry point and for what is loaded later, made by itself. Together they would share chunks: more files to load
 * for those who only call, which costs more than the few lines that are in two of them.
 */
const build = (name: string, dts: boolean): UserConfig => ({
  entry: [`src/${name}.ts`],
  format: ["esm"],
  dts,
  clean: false,
  target: "es2023",
  platform: "neutral",
  fixedExtension: true,
  // Comments are for those who read the source; who imports the package parses them at every start.
  outputOptions: { comments: false },
  // The fault server is Node's; nothing else may import these. What is used of openapi-fetch becomes a part of the
  // file: each package more costs a program half a millisecond at every start. Its licence goes with them.
  deps: { neverBundle: [/^node:/], alwaysBundle: ["openapi-fetch"] },
  copy: name === "index" ? [{ from: "node_modules/openapi-fetch/LICENSE", to: "dist", rename: "openapi-fetch.LICENSE" }] : [],
  plugins: [
    {
      name: "loaded-later",
      resolveId(source, _importer, { kind }) {
        return kind === "dynamic-import" && source.startsWith(".")
          ? { id: `./${basename(source, ".ts")}.mjs`, external: true }
          : undefined;
      },
    },
  ],
});

export default defineConfig([
  ...["index", "events", "mock", "paginate", "testing"].map((name) => build(name, true)),
  build("unexpected", false),
]);
