import { gzipSync } from "node:zlib";
import { type BuildOptions, build, type Metafile, type OutputFile } from "esbuild";

const shared: BuildOptions = {
  bundle: true,
  minify: true,
  format: "esm",
  platform: "browser",
  target: "es2023",
  outdir: "out",
  metafile: true,
  write: false,
  logLevel: "silent",
};

/** The growth of a page. */
export interface BundleSize {
  /** Bytes after gzip of all files that load with the program, if each `import()` becomes a file of its own. */
  readonly gzip: number;
  /** Bytes before it. */
  readonly minified: number;
  /** Bytes after gzip if everything is in one file, also code that is loaded on demand. */
  readonly oneFileGzip: number;
}

/** Bundles a program for browsers, minified; `folder` is where its packages are looked up. */
export async function bundleSize(program: string, folder: string): Promise<BundleSize> {
  const options: BuildOptions = { ...shared, stdin: { contents: program, resolveDir: folder, loader: "js" } };
  const [split, whole] = await Promise.all([build({ ...options, splitting: true }), build(options)]);
  const loaded = loadedWithEntry(split.metafile);
  const files = (split.outputFiles ?? []).filter(({ path }) => [...loaded].some((file) => path.endsWith(file)));
  return {
    gzip: gzipped(files),
    minified: files.reduce((sum, { contents }) => sum + contents.length, 0),
    oneFileGzip: gzipped(whole.outputFiles ?? []),
  };
}

/** Nothing is nothing: gzip makes twenty bytes of it. */
function gzipped(files: readonly OutputFile[]): number {
  const filled = files.filter(({ contents }) => contents.length > 0);
  return filled.reduce((sum, { contents }) => sum + gzipSync(contents, { level: 9 }).length, 0);
}

/** The files that are loaded with the entry: itself, and its static imports. */
function loadedWithEntry({ outputs }: Pick<Metafile, "outputs"> = { outputs: {} }): Set<string> {
  const loaded = new Set(Object.keys(outputs).filter((file) => outputs[file]?.entryPoint === "<stdin>"));
  for (const file of loaded) {
    for (const { path, kind } of outputs[file]?.imports ?? []) if (kind === "import-statement") loaded.add(path);
  }
  return loaded;
}
