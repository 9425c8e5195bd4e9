/** Writes `run.html`, the page of the frame that samples run in: one program in it, and a policy that lets it reach nothing. */
import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { pageModules } from "./page-modules.ts";

/** `servers`: origins of the APIs by vendor. */
export async function bundleFrame(site: string, out: string, servers: Readonly<Record<string, string>>): Promise<void> {
  const { outputFiles } = await build({
    entryPoints: [join(site, "src/run/frame.ts")],
    bundle: true,
    minify: true,
    format: "iife",
    platform: "browser",
    target: "es2023",
    define: { SERVERS: JSON.stringify(servers), setImmediate: "globalThis.setTimeout", "process.env.NODE_ENV": '"production"' },
    plugins: [pageModules],
    legalComments: "none",
    write: false,
  });
  const program = (outputFiles[0]?.text ?? "").replaceAll("</script", String.raw`<\/script`);
  const hash = createHash("sha256").update(program).digest("base64");
  // What runs is the reader's own text, so it is evaluated. The frame has no origin, and no address may be loaded from it.
  const policy = `default-src 'none'; script-src 'sha256-${hash}' 'unsafe-eval'`;
  writeFileSync(
    join(out, "run.html"),
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><title>A sample runs here</title></head><body><script>${program}</script></body></html>\n`,
  );
}
