import { mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Registry } from "./registry.ts";
import { run } from "./run.ts";

/** A line for each client, as a person types it, and what its output begins with. */
const LINES: readonly (readonly [client: string, args: string, begins: string])[] = [
  [
    "profound-client",
    "reports query-referrals --domain example.com --start-date 2026-11-01 --end-date 2026-11-07 --metrics visits --mock --format csv",
    "visits\n",
  ],
  ["saasquatch-client", "referrals list --limit 2 --columns id --mock --format csv", "id\nreferral-00001\n"],
];

/**
 * Runs the command of each client with npx, where the client alone is installed: npm fetches the rest with the first run. Says how large the
 * client's install is, and what is fetched.
 */
export async function runCommands(registry: Registry, place: string): Promise<string> {
  const told: string[] = [];
  for (const [client, line, begins] of LINES) {
    const folder = join(place, client);
    const cache = join(place, `${client}-cache`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "reader", private: true }));
    const options = { cwd: folder, env: { ...registry.env, HOME: join(place, "home"), npm_config_cache: cache } };
    await run("npm", ["install", "--no-audit", "--no-fund", client], options);
    const installed = sizeOf(join(folder, "node_modules"));
    for (const turn of ["first", "second"]) {
      const output = await run("npx", ["--no-install", client, ...line.split(" ")], options);
      if (!output.startsWith(begins)) throw new Error(`${client}, ${turn} run: ${output.slice(0, 400)}`);
    }
    told.push(`${client} ${megabytes(installed)}, its command ${megabytes(sizeOf(join(cache, "_npx")))}`);
  }
  return told.join("; ");
}

function sizeOf(folder: string): number {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
