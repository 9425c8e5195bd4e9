import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { runNode } from "./run.ts";

/** Bundlers that a user may have, each as its own users configure it: one entry in, one minified module out. */
const configurations: Record<
  string,
  { file: string; text: (entry: string, out: string) => string; bin: string; args: (file: string) => string[] }
> = {
  esbuild: {
    file: "esbuild.config.mjs",
    text: (entry, out) =>
      `import { build } from "TOOLS/esbuild/lib/main.js";\nawait build({ entryPoints: ["${entry}"], bundle: true, minify: true, format: "esm", outfile: "${out}" });\n`,
    bin: "",
    args: (file) => [file],
  },
  Rollup: {
    file: "rollup.config.mjs",
    text: (entry, out) =>
      `import resolve from "TOOLS/@rollup/plugin-node-resolve/dist/es/index.js";\nexport default { input: "${entry}", output: { file: "${out}", format: "es", compact: true }, plugins: [resolve({ browser: true })] };\n`,
    bin: "rollup/dist/bin/rollup",
    args: (file) => ["--config", file, "--silent"],
  },
  Vite: {
    file: "vite.config.mjs",
    text: (entry, out) =>
      `export default { logLevel: "warn", build: { outDir: "dist-vite", emptyOutDir: false, target: "es2022", modulePreload: false, rollupOptions: { input: "${entry}", output: { entryFileNames: "${out.replace("dist-vite/", "")}" } } } };\n`,
    bin: "vite/bin/vite.js",
    args: (file) => ["build", "--config", file],
  },
  webpack: {
    file: "webpack.config.mjs",
    text: (entry, out) =>
      `import webpack from "TOOLS/webpack/lib/index.js";\nconst config = { mode: "production", entry: "./${entry}", output: { path: import.meta.dirname, filename: "${out}", module: true }, experiments: { outputModule: true } };\nwebpack(config, (error, stats) => {\n  if (error || stats.hasErrors()) {\n    console.error(error ?? stats.toString());\n    process.exit(1);\n  }\n});\n`,
    bin: "",
    args: (file) => [file],
  },
};

export const bundlers: readonly string[] = Object.keys(configurations);

export interface Bundle {
  file: string;
  gzipped: number;
}

/** Bundles one of the consumer's programs for a browser. */
export async function bundle(tools: string, consumer: string, bundler: string, entry: string): Promise<Bundle> {
  const configuration = configurations[bundler];
  if (!configuration) throw new Error(`no bundler is called ${bundler}`);
  const { file, text, bin, args } = configuration;
  const modules = join(tools, "node_modules");
  const out = `dist-${bundler.toLowerCase()}/${entry.replace(".mjs", ".js")}`;
  writeFileSync(join(consumer, file), text(entry, out).replace("TOOLS", modules));
  await runNode([...(bin ? [join(modules, bin)] : []), ...args(file)], { cwd: consumer });
  return { file: join(consumer, out), gzipped: gzipSync(readFileSync(join(consumer, out)), { level: 9 }).length };
}
