import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { basename } from "node:path";
import { defineConfig, type UserConfig } from "tsdown";

/**
 * One file for each entry point and each part that is loaded later, made by itself. Together they would share chunks: more files to load for
 * those who only call, which costs more than the few lines that are in two of them.
 */
const build = (name: string, dts: boolean): UserConfig => ({
  entry: [`src/${name}.ts`],
  format: ["esm"],
  dts,
  clean: false,
  target: "es2023",
  platform: "neutral",
  fixedExtension: true,
  // Comments are for those who read the source; who imports the package parses them at every start. Bundlers need the annotations.
  outputOptions: { comments: { annotation: true, jsdoc: false, legal: false } },
  plugins: [
    {
      name: "loaded-later",
      resolveId(source, _importer, { kind }) {
        return kind === "dynamic-import" && source.startsWith(".")
          ? { id: `./${basename(source, ".ts")}.mjs`, external: true }
          : undefined;
      },
    },
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

const entryPoints = ["index", "testing", "validators"];
const loadedLater = ["citations-stream", "on-demand"];

// Each build keeps what the others made, so what none of them makes any more is removed here.
const dist = new URL("dist/", import.meta.url);
for (const file of existsSync(dist) ? readdirSync(dist) : []) {
  if (![...entryPoints, ...loadedLater].includes(file.replace(/\..*/, ""))) rmSync(new URL(file, dist));
}

export default defineConfig([...entryPoints.map((name) => build(name, true)), ...loadedLater.map((name) => build(name, false))]);
