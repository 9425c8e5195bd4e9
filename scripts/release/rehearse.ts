// `npm run release:rehearse`: a whole release on this machine, from changesets to a stranger's install. Needs the npm registry for
// what others made, no account, and leaves nothing behind but the tools in their ignored folder.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { publishedPackages } from "./published-packages.ts";
import { type Registry, startRegistry } from "./rehearsal/registry.ts";
import { checkRelease, cloneWorkspace, ensurePending } from "./rehearsal/release.ts";
import { createResults, summary } from "./rehearsal/results.ts";
import { run } from "./rehearsal/run.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const tools = fileURLToPath(new URL("tools", import.meta.url));
const upstream = process.env["npm_config_registry"] ?? "https://registry.npmjs.org/";
const place = mkdtempSync(join(tmpdir(), "specloom-rehearsal-"));
const { rows, record } = createResults();
let registry: Registry | undefined;

try {
  console.log(await run("pnpm", ["install", "--frozen-lockfile", "--prefer-offline"], { cwd: tools }));
  const names = publishedPackages(root).map(({ manifest }) => manifest.name);
  registry = await startRegistry(tools, join(place, "registry"), names, upstream);
  const clone = await cloneWorkspace(root, join(place, "clone"));
  const here = registry;
  await record("release: version, pack, publish", async () => {
    ensurePending(clone);
    await clone.version();
    await clone.publish(here);
    return checkRelease(clone, here);
  });
  await record("second publish", async () => {
    const before = await Promise.all(names.map((name) => here.versions(name)));
    const output = await clone.publish(here);
    const after = await Promise.all(names.map((name) => here.versions(name)));
    if (JSON.stringify(before) !== JSON.stringify(after)) throw new Error(`published again:\n${output}`);
    return "nothing to do";
  });
} finally {
  registry?.stop();
  rmSync(place, { recursive: true, force: true });
}
console.log(`\n${summary(rows)}\n`);
process.exit(rows.every(({ ok }) => ok) ? 0 : 1);
