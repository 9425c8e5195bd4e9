import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { run } from "./run.ts";
import type { ServedMocks } from "./serve-mocks.ts";

/** A runtime that comes as a package for this platform, and how it is told to run a program with what a client needs. */
export interface Runtime {
  name: string;
  binary: string;
  args: string[];
  /** Whether CommonJS programs can take ES modules in it. */
  requires: boolean;
}

export function runtimes(tools: string): Runtime[] {
  const all = [
    ...["20", "22", "24"].map((version) => ({
      name: `Node ${version}`,
      binary: `node-${version}/bin/node`,
      args: [],
      requires: true,
    })),
    { name: "Bun", binary: "@oven/bun-linux-x64/bin/bun", args: ["run"], requires: true },
    {
      name: "Deno",
      binary: ".bin/deno",
      args: ["run", "--no-config", "--node-modules-dir=manual", "--allow-net=127.0.0.1", "--allow-env"],
      requires: false,
    },
  ];
  const here = { name: `Node ${process.versions.node.split(".")[0]}`, binary: process.execPath, args: [], requires: true };
  return [
    here,
    ...all
      .map((runtime) => ({ ...runtime, binary: join(tools, "node_modules", runtime.binary) }))
      .filter(({ binary }) => existsSync(binary)),
  ];
}

export async function runProgram({ binary, args, requires }: Runtime, consumer: string, mocks: ServedMocks): Promise<string> {
  const seen = (await run(binary, [...args, "program.mjs"], { cwd: consumer, env: mocks.environment, timeoutMs: 60_000 })).trim();
  if (!requires) return seen;
  const kinds = (await run(binary, [...args, "require.cjs"], { cwd: consumer, timeoutMs: 60_000 })).trim();
  if (!kinds.endsWith("function function")) throw new Error(`require gave ${kinds}`);
  return `${seen.split("\n").at(-1)}; require()`;
}

interface MiniflareModule {
  Miniflare: new (options: object) => { dispatchFetch: (url: string) => Promise<Response>; dispose: () => Promise<void> };
}

/** Runs a bundled worker in workerd, through miniflare. */
export async function runWorker(tools: string, script: string, mocks: ServedMocks): Promise<string> {
  const { Miniflare }: MiniflareModule = createRequire(join(tools, "package.json"))("miniflare");
  const miniflare = new Miniflare({
    modules: true,
    script: readFileSync(script, "utf8"),
    bindings: mocks.environment,
    compatibilityDate: "2026-01-01",
    telemetry: { enabled: false },
  });
  try {
    const response = await miniflare.dispatchFetch("http://worker.localhost/");
    const text = await response.text();
    if (response.status !== 200) throw new Error(text);
    return text;
  } finally {
    await miniflare.dispose();
  }
}
