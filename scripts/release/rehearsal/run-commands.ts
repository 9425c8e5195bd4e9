import { mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { askMcp } from "./ask-mcp.ts";
import type { Registry } from "./registry.ts";
import { run } from "./run.ts";

interface Rehearsed {
  readonly client: string;
  /** A line as a person types it, and what its output begins with. */
  readonly args: string;
  readonly begins: string;
  /** A call as an agent makes it, and what its result has. */
  readonly tool: string;
  readonly given: object;
  readonly has: string;
}

const CLIENTS: readonly Rehearsed[] = [
  {
    client: "profound-client",
    args: "reports query-referrals --domain example.com --start-date 2026-11-01 --end-date 2026-11-07 --metrics visits --mock --format csv",
    begins: "visits\n",
    tool: "reports_query_referrals",
    given: { domain: "example.com", start_date: "2026-11-01", end_date: "2026-11-07", metrics: ["visits"] },
    has: '"visits":',
  },
  {
    client: "saasquatch-client",
    args: "referrals list --limit 2 --columns id --mock --format csv",
    begins: "id\nreferral-00001\n",
    tool: "referrals_list",
    given: { limit: 2 },
    has: '"id":"referral-00001"',
  },
];

/**
 * Runs the command of each client with npx, where the client alone is installed: npm fetches the rest with the first run. Then an agent's
 * program starts `mcp` the same way. Says how large the
 * client's install is, and what is fetched.
 */
export async function runCommands(registry: Registry, place: string): Promise<string> {
  const told: string[] = [];
  for (const { client, args, begins, tool, given, has } of CLIENTS) {
    const folder = join(place, client);
    const cache = join(place, `${client}-cache`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "reader", private: true }));
    const options = { cwd: folder, env: { ...registry.env, HOME: join(place, "home"), npm_config_cache: cache } };
    await run("npm", ["install", "--no-audit", "--no-fund", client], options);
    const installed = sizeOf(join(folder, "node_modules"));
    for (const turn of ["first", "second"]) {
      const output = await run("npx", ["--no-install", client, ...args.split(" ")], options);
      if (!output.startsWith(begins)) throw new Error(`${client}, ${turn} run: ${output.slice(0, 400)}`);
    }
    const { server, tools, text } = await askMcp(["npx", "--no-install", client, "mcp", "--mock"], tool, given, options);
    if (server !== client || !text.includes(has)) throw new Error(`mcp of ${client}: ${server}, ${text.slice(0, 400)}`);
    told.push(`${client} ${megabytes(installed)}, its command ${megabytes(sizeOf(join(cache, "_npx")))}, ${tools.length} tools`);
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
