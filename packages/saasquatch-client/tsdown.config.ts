import { readFileSync } from "node:fs";
import { defineConfig, type UserConfig } from "tsdown";

/**
 * One file for each entry point, made by itself. Together they would share chunks: more files to load for those who only call, which
 * costs more than the few lines that are in two of them.
 */
const build = (name: string): UserConfig => ({
  entry: [`src/${name}.ts`],
  format: ["esm"],
  dts: true,
  clean: false,
  target: "es2023",
  platform: "neutral",
  fixedExtension: true,
  // Comments are for those who read the source; who imports the package parses them at every start. Bundlers need the annotations.
  outputOptions: { comments: { annotation: true, jsdoc: false, legal: false } },
  plugins: [
    {
      // For those who read the source; nothing asks for them at run time.
      name: "docs-addresses",
      transform: (code, id) => (id.endsWith("/operations.gen.ts") ? code.replaceAll(/^ +docs: .*\n/gm, "") : undefined),
    },
    {
      // The client says its name and version with each request; the rest of the manifest has no place in a bundle.
      name: "manifest",
      load(id) {
        if (!id.endsWith("/package.json")) return undefined;
        const { name: packageName, version } = JSON.parse(readFileSync(id, "utf8"));
        return { code: JSON.stringify({ name: packageName, version }), moduleType: "json" };
      },
    },
  ],
});

export default defineConfig(["index", "testing", "validators"].map(build));
