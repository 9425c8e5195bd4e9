/**
 * Writes `run.html`, the page of the frame that samples run in: the program that runs them, the one that starts it, and a policy that lets
 * them reach nothing.
 */
import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { pageModules } from "./page-modules.ts";

async function bundle(file: string, define: Readonly<Record<string, string>>): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [file],
    bundle: true,
    minify: true,
    format: "iife",
    platform: "browser",
    target: "es2023",
    define,
    plugins: [pageModules],
    legalComments: "none",
    write: false,
  });
  return (outputFiles[0]?.text ?? "").replaceAll("</script", String.raw`<\/script`);
}

/** `servers`: origins of the APIs by vendor. */
export async function bundleFrame(site: string, out: string, servers: Readonly<Record<string, string>>): Promise<void> {
  const frame = await bundle(join(site, "src/run/frame.ts"), {});
  const worker = await bundle(join(site, "src/run/worker.ts"), {
    SERVERS: JSON.stringify(servers),
    setImmediate: "globalThis.setTimeout",
    "process.env.NODE_ENV": '"production"',
  });
  const hash = createHash("sha256").update(frame).digest("base64");
  // What runs is the reader's own text, so it is evaluated. The frame has no origin, and no address may be loaded from it.
  const policy = `default-src 'none'; script-src 'sha256-${hash}' 'unsafe-eval'; worker-src blob:`;
  const head = `<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><meta name="robots" content="noindex"><title>A sample runs here</title>`;
  writeFileSync(
    join(out, "run.html"),
    `<!doctype html><html lang="en"><head>${head}</head><body><main><h1>A sample runs here</h1><p>The samples of the other pages run in this one, which they do not show.</p></main><script type="text/plain" id="worker">${worker}</script><script>${frame}</script></body></html>\n`,
  );
}
