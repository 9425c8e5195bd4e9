import { gzipSync } from "node:zlib";
import { type BuildOptions, build, type Metafile } from "esbuild";

const shared: BuildOptions = {
  bundle: true,
  minify: true,
  format: "esm",
  platform: "browser",
  target: "es2023",
  // What stands behind an `import()` becomes a file of its own, as with any bundler that builds for browsers.
  splitting: true,
  outdir: "out",
  metafile: true,
  write: false,
  logLevel: "silent",
};

/** What a page grows by. */
export interface BundleSize {
  /** Bytes after gzip of all that loads with the program. */
  readonly gzip: number;
  /** Bytes before it. */
  readonly minified: number;
  /** Bytes after gzip of what only loads when it is asked for, such as the decoder of event streams. */
  readonly lazyGzip: number;
}

/** Bundles a program for browsers, minified; `folder` is where its packages are looked up. */
export async function bundleSize(program: string, folder: string): Promise<BundleSize> {
  const { outputFiles, metafile } = await build({ ...shared, stdin: { contents: program, resolveDir: folder, loader: "js" } });
  const loaded = loadedWithEntry(metafile);
  const size = { gzip: 0, minified: 0, lazyGzip: 0 };
  for (const { path, contents } of outputFiles ?? []) {
    const isLoaded = [...loaded].some((file) => path.endsWith(file));
    const gzip = contents.length === 0 ? 0 : gzipSync(contents, { level: 9 }).length;
    if (isLoaded) size.minified += contents.length;
    size[isLoaded ? "gzip" : "lazyGzip"] += gzip;
  }
  return size;
}

/** The files that are loaded with the entry: itself, and what it imports without being asked. */
function loadedWithEntry({ outputs }: Pick<Metafile, "outputs"> = { outputs: {} }): Set<string> {
  const loaded = new Set(Object.keys(outputs).filter((file) => outputs[file]?.entryPoint === "<stdin>"));
  for (const file of loaded) {
    for (const { path, kind } of outputs[file]?.imports ?? []) if (kind === "import-statement") loaded.add(path);
  }
  return loaded;
}
