import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { runNode } from "./run.ts";

/** One entry in, minified modules out. What a program imports only when it needs it may be a file of its own. */
interface Job {
  entry: string;
  outdir: string;
  /** Whether the result may be more than one file. */
  splits: boolean;
}

interface Bundler {
  config: string;
  /** The bundler's configuration, as its own users write it. TOOLS stands for where the bundler is installed. */
  text: (job: Job) => string;
  /** The bundler's command; a configuration that runs it by itself needs none. */
  bin?: string;
  args: string[];
}

const bundlersByName: Record<string, Bundler> = {
  esbuild: {
    config: "esbuild.config.mjs",
    text: ({ entry, outdir, splits }) => `import { build } from "TOOLS/esbuild/lib/main.js";
await build({ entryPoints: ["${entry}.mjs"], outdir: "${outdir}", bundle: true, minify: true, format: "esm", splitting: ${splits} });
`,
    args: ["esbuild.config.mjs"],
  },
  Rollup: {
    config: "rollup.config.mjs",
    text: ({ entry, outdir }) => `import resolve from "TOOLS/@rollup/plugin-node-resolve/dist/es/index.js";
export default {
  input: "${entry}.mjs",
  output: { dir: "${outdir}", format: "es", compact: true },
  plugins: [resolve({ browser: true })],
};
`,
    bin: "rollup/dist/bin/rollup",
    args: ["--config", "rollup.config.mjs", "--silent"],
  },
  Vite: {
    config: "vite.config.mjs",
    text: ({ entry, outdir }) => `export default {
  logLevel: "warn",
  base: "./",
  build: {
    outDir: "${outdir}",
    target: "es2022",
    rollupOptions: { input: "${entry}.mjs", output: { entryFileNames: "${entry}.js" } },
  },
};
`,
    bin: "vite/bin/vite.js",
    args: ["build", "--config", "vite.config.mjs"],
  },
  webpack: {
    config: "webpack.config.mjs",
    text: ({ entry, outdir }) => `import { join } from "node:path";
import webpack from "TOOLS/webpack/lib/index.js";

const config = {
  mode: "production",
  entry: "./${entry}.mjs",
  output: { path: join(import.meta.dirname, "${outdir}"), filename: "${entry}.js", module: true },
  experiments: { outputModule: true },
};
webpack(config, (error, stats) => {
  if (!error && !stats.hasErrors()) return;
  console.error(error ?? stats.toString());
  process.exit(1);
});
`,
    args: ["webpack.config.mjs"],
  },
};

export const bundlers: readonly string[] = Object.keys(bundlersByName);

export interface Bundle {
  folder: string;
  /** All files that came of it. */
  gzippedBytes: number;
}

/** Bundles one of the consumer's programs into a folder of its own; the entry keeps its name, with `.js`. */
export async function bundle(tools: string, consumer: string, name: string, entry: string, splits = true): Promise<Bundle> {
  const bundler = bundlersByName[name];
  if (!bundler) throw new Error(`no bundler is called ${name}`);
  const modules = join(tools, "node_modules");
  const outdir = `dist-${name.toLowerCase()}-${entry}`;
  writeFileSync(join(consumer, bundler.config), bundler.text({ entry, outdir, splits }).replace("TOOLS", modules));
  await runNode([...(bundler.bin ? [join(modules, bundler.bin)] : []), ...bundler.args], { cwd: consumer });
  const folder = join(consumer, outdir);
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((file) => file.isFile());
  const sizes = files.map((file) => gzipSync(readFileSync(join(file.parentPath, file.name)), { level: 9 }).length);
  return { folder, gzippedBytes: sizes.reduce((sum, size) => sum + size, 0) };
}
