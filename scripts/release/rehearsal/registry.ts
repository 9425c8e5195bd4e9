import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { freePort } from "./free-port.ts";
import { baseEnvironment, start } from "./run.ts";

export interface Registry {
  url: string;
  /** Points npm, pnpm and changesets at the registry, and lets them publish to it. */
  env: Record<string, string>;
  versions: (name: string) => Promise<string[]>;
  stop: () => void;
}

/** Our packages live and die with this registry; everything else is passed on to the one that this machine uses. */
function configuration(folder: string, ours: readonly string[], upstream: string): string {
  const own = ours.map((name) => `  "${name}":\n    access: $all\n    publish: $all\n    unpublish: $all`);
  return `storage: ${join(folder, "storage")}
auth:
  htpasswd:
    file: ${join(folder, "htpasswd")}
uplinks:
  upstream:
    url: ${upstream}
packages:
${own.join("\n")}
  "**":
    access: $all
    proxy: upstream
server:
  keepAliveTimeout: 5
log:
  type: file
  path: ${join(folder, "verdaccio.log")}
  level: warn
`;
}

/** Starts Verdaccio on a free loopback port with an empty storage below `folder`. */
export async function startRegistry(tools: string, folder: string, ours: readonly string[], upstream: string): Promise<Registry> {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "config.yaml"), configuration(folder, ours, upstream));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}/`;
  const child = start(
    process.execPath,
    [
      join(tools, "node_modules/verdaccio/bin/verdaccio"),
      "--config",
      join(folder, "config.yaml"),
      "--listen",
      `127.0.0.1:${port}`,
    ],
    // npm trusts what the machine trusts; Verdaccio asks the same registry and has to trust the same authorities.
    { cwd: folder, env: { NODE_USE_SYSTEM_CA: "1", ...baseEnvironment() }, stdio: "ignore" },
  );
  // Publishing wants a token, though the registry asks for none.
  writeFileSync(join(folder, "npmrc"), `registry=${url}\n//127.0.0.1:${port}/:_authToken=rehearsal\n`);
  for (let attempt = 0; ; attempt++) {
    const up = await fetch(new URL("-/ping", url)).then(
      ({ ok }) => ok,
      () => false,
    );
    if (up) break;
    if (attempt > 300 || child.exitCode !== null)
      throw new Error(`Verdaccio did not start; see ${join(folder, "verdaccio.log")}`);
    await wait(100);
  }
  return {
    url,
    env: { npm_config_registry: url, NPM_CONFIG_USERCONFIG: join(folder, "npmrc") },
    async versions(name) {
      const response = await fetch(new URL(name.replace("/", "%2f"), url));
      if (response.status === 404) return [];
      const { versions }: { versions: Record<string, unknown> } = await response.json();
      return Object.keys(versions);
    },
    stop: () => child.kill("SIGKILL"),
  };
}
