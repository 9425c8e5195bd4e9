/**
 * Runs one program of `compared/tasks` against the API on loopback, and prints what each check found as JSON.
 *   node run-checks.ts PROGRAM
 */
import { argv, env, stdout } from "node:process";
import { setTimeout } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { brief, checks, type Check } from "./checks.ts";
import { ComparedApi, key } from "./compared-api.ts";
import type { Tasks } from "./tasks.ts";

/** How long a check may take. */
const PATIENCE_MS = 30_000;

const api = new ComparedApi();
const baseUrl = await api.listen();
// What each client, or the program with it, reads.
Object.assign(env, { OPENAI_BASE_URL: baseUrl, OPENAI_API_KEY: key, OPENAI_ACCESS_TOKEN: key });
const unhandled: unknown[] = [];
process.on("unhandledRejection", (error) => unhandled.push(error));

const tasks: Tasks = await import(pathToFileURL(argv[2] ?? "").href);
const found: (string | null)[] = [];
for (const check of checks) found.push((await outcomeOf(check)) ?? null);
api.close();
stdout.write(`${JSON.stringify(found)}\n`, () => process.exit());

async function outcomeOf(check: Check): Promise<string | undefined> {
  api.reset(check.trouble ?? {});
  unhandled.length = 0;
  const late = new AbortController();
  const patience = setTimeout(PATIENCE_MS, "it does not end", { signal: late.signal });
  const run = check.run(tasks, api).catch((error: unknown) => brief(error));
  const outcome = await Promise.race([run, patience]);
  late.abort();
  patience.catch(() => undefined);
  return outcome ?? (unhandled.length > 0 ? `an unhandled rejection: ${brief(unhandled[0])}` : undefined);
}
