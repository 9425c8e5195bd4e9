import { createHash } from "node:crypto";
import { globSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { freePort } from "./free-port.ts";
import { type Clone, cloneWorkspace } from "./release.ts";
import { baseEnvironment, start } from "./run.ts";

interface Cache {
  env: Record<string, string>;
  stop: () => void;
}

/** A server that speaks turbo's cache protocol, on loopback, with an empty storage below `folder`. */
async function startCache(tools: string, folder: string): Promise<Cache> {
  mkdirSync(folder, { recursive: true });
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const token = "rehearsal";
  // It keeps its files below the folder for temporary ones.
  const settings = { PORT: String(port), TURBO_TOKEN: token, STORAGE_PROVIDER: "local", STORAGE_PATH: "cache", TMPDIR: folder };
  const child = start(process.execPath, [join(tools, "node_modules/turborepo-remote-cache/dist/cli.js")], {
    cwd: folder,
    env: { ...baseEnvironment(), ...settings, LOG_LEVEL: "error" },
    stdio: "ignore",
  });
  for (let attempt = 0; ; attempt++) {
    const status = await fetch(`${url}/v8/artifacts/status`, { headers: { authorization: `Bearer ${token}` } }).then(
      (response) => response.status,
      () => 0,
    );
    if (status === 200) break;
    if (attempt > 300 || child.exitCode !== null) throw new Error(`the cache server did not start (${status})`);
    await wait(100);
  }
  return { env: { TURBO_API: url, TURBO_TOKEN: token, TURBO_TEAM: "team_specloom" }, stop: () => child.kill("SIGKILL") };
}

interface Build {
  cached: number;
  total: number;
  seconds: number;
  /** One hash of everything that was built. */
  hash: string;
}

async function build(clone: Clone, cache: Cache): Promise<Build> {
  const begun = performance.now();
  const output = await clone.exec(["turbo", "run", "build", "--output-logs=errors-only"], cache.env);
  const seconds = (performance.now() - begun) / 1000;
  const [, cached = "", total = ""] = /Cached:\s+(\d+) cached, (\d+) total/.exec(output) ?? [];
  const hash = createHash("sha256");
  for (const file of globSync("packages/*/dist/**/*.mjs", { cwd: clone.folder }).toSorted())
    hash.update(`${file}\0`).update(readFileSync(join(clone.folder, file)));
  return { cached: Number(cached), total: Number(total), seconds, hash: hash.digest("hex") };
}

/** Builds in two clones that share nothing but a cache server. The second one has to build nothing, and to end with the same bytes. */
export async function checkRemoteCache(root: string, tools: string, place: string): Promise<string> {
  const cache = await startCache(tools, join(place, "cache-server"));
  try {
    const first = await build(await cloneWorkspace(root, tools, join(place, "first-machine")), cache);
    const second = await build(await cloneWorkspace(root, tools, join(place, "second-machine")), cache);
    if (first.cached !== 0) throw new Error(`the first clone found ${first.cached} results in an empty cache`);
    if (second.total === 0 || second.cached !== second.total)
      throw new Error(`the second clone took ${second.cached} of ${second.total} from the cache`);
    if (first.hash !== second.hash) throw new Error("the second clone got other files than the first one built");
    return `first clone built ${first.total} tasks in ${first.seconds.toFixed(1)} s; second took ${second.cached} of ${second.total} from the cache in ${second.seconds.toFixed(2)} s`;
  } finally {
    cache.stop();
  }
}
