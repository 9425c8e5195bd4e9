// `npm run release:rehearse`: a whole release on this machine, from changesets to a stranger's install. Needs the npm registry for
// what others made, no account, and leaves nothing behind but the tools in their ignored folder.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { useTemporaryFolder } from "../../test/use-temporary-folder.ts";
import { publishedPackages } from "./published-packages.ts";
import { bundle, bundlers } from "./rehearsal/bundle.ts";
import { checkSite } from "./rehearsal/check-site.ts";
import { checkTypes, compilerIn, compilers } from "./rehearsal/check-types.ts";
import { type Consumer, createConsumers } from "./rehearsal/install.ts";
import { laidOutClients } from "./rehearsal/lay-out-clients.ts";
import { openPage } from "./rehearsal/open-page.ts";
import { type Registry, startRegistry } from "./rehearsal/registry.ts";
import { type Clone, checkRelease, cloneWorkspace, ensurePending } from "./rehearsal/release.ts";
import { checkRemoteCache } from "./rehearsal/remote-cache.ts";
import { createResults, summary } from "./rehearsal/results.ts";
import { generateAsStranger } from "./rehearsal/run-command.ts";
import { runCommands } from "./rehearsal/run-commands.ts";
import { readmePartners, runReadme } from "./rehearsal/run-readmes.ts";
import { runProgram, runWorker, runtimes } from "./rehearsal/run-runtimes.ts";
import { run } from "./rehearsal/run.ts";
import { serveMocks } from "./rehearsal/serve-mocks.ts";
import { type StagingRegistry, startStagingRegistry } from "./rehearsal/staging-registry.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const tools = fileURLToPath(new URL("tools", import.meta.url));
// What others made comes from where this machine's npm looks.
const upstream = execFileSync("npm", ["config", "get", "registry"], { encoding: "utf8" }).trim();
useTemporaryFolder();
const place = mkdtempSync(join(tmpdir(), "specloom-rehearsal-"));
const { rows, record } = createResults();
const fixtures = fileURLToPath(new URL("consumer", import.meta.url));
const shots = join(tools, ".shots");

async function checkReleases(
  clone: Clone,
  registry: Registry,
  staging: StagingRegistry,
  names: readonly string[],
): Promise<boolean> {
  const published = (): Promise<string[][]> => Promise.all(names.map((name) => registry.versions(name)));
  const staged = await record("release: version, pack, stage", async () => {
    ensurePending(clone);
    await clone.version();
    const before = await published();
    await clone.stage(staging);
    if (JSON.stringify(before) !== JSON.stringify(await published())) throw new Error("a version was published by staging it");
    return `${staging.staged().length} versions wait for a person: ${staging.calls.join(", ")}`;
  });
  if (!staged) return false;
  const released = await record("promote, tag", async () => {
    await clone.promote(staging);
    return checkRelease(clone, registry);
  });
  if (!released) return false;
  // What the version pull request is tested with, on what it changes.
  await record("the workspace's rules after it", async () => {
    const output = await clone.exec(["vitest", "run", "test/release", "test/packages"], { CI: "true" });
    return /Tests\s+(\d+ passed)/.exec(output)?.[1] ?? "";
  });
  return record("staged again", async () => {
    const output = await clone.stage(staging);
    if (staging.staged().length > 0) throw new Error(`staged again:\n${output}`);
    return "nothing to do";
  });
}

async function checkInstalls(clone: Clone, consumers: readonly Consumer[], npm: Consumer): Promise<boolean> {
  for (const consumer of consumers) {
    const installed = await record(`${consumer.name}: install, run`, async () => {
      await consumer.install();
      // The mocks come from what npm installed: every manager's programs meet the same ones.
      const mocks = await serveMocks(npm.folder);
      try {
        return (await consumer.runProgram("program.mjs", mocks.environment)).trim().split("\n").at(-1) ?? "";
      } finally {
        mocks.close();
      }
    });
    if (consumer === npm && !installed) return false;
  }
  // The packages that READMEs use in addition to the clients, as a user installs them.
  const added = await record("npm: other packages of the READMEs", async () => {
    const partners = readmePartners(join(clone.folder, "packages/profound-client/package.json"));
    await npm.add(partners);
    return partners.join(", ");
  });
  for (const name of added ? ["profound-client", "saasquatch-client"] : [])
    await record(`README of ${name}`, () => runReadme(npm.folder, name));
  return record("specloom generate", () => generateAsStranger(npm.folder, clone.folder));
}

async function checkCompilers(npm: Consumer): Promise<void> {
  for (const version of compilers)
    await record(`TypeScript ${version}`, () => checkTypes(compilerIn(tools, version), npm.folder));
}

async function checkRuntimes(npm: Consumer): Promise<void> {
  const mocks = await serveMocks(npm.folder);
  try {
    for (const runtime of runtimes(tools)) await record(runtime.name, () => runProgram(runtime, npm.folder, mocks));
    await record("workerd", async () => {
      const { folder } = await bundle(tools, npm.folder, "esbuild", "worker", false);
      return runWorker(tools, join(folder, "worker.js"), mocks);
    });
  } finally {
    mocks.close();
  }
}

async function checkBrowsers(npm: Consumer): Promise<void> {
  mkdirSync(shots, { recursive: true });
  for (const bundler of bundlers) {
    await record(`${bundler}, headless Chromium`, async () => {
      const { folder, gzippedBytes } = await bundle(tools, npm.folder, bundler, "page");
      const seen = await openPage(tools, npm.folder, folder, join(shots, `${bundler.toLowerCase()}.png`));
      return `${(gzippedBytes / 1000).toFixed(1)} kB gzipped; ${seen}`;
    });
  }
}

/** A fix of the runtime alone has to reach those who depend on it through a client, without a release of the client. */
async function checkRange(
  clone: Clone,
  registry: Registry,
  staging: StagingRegistry,
  consumers: readonly Consumer[],
): Promise<void> {
  const runtime = "@specloom/client-runtime";
  await record("patch of the runtime alone", async () => {
    const before = await registry.versions("profound-client");
    clone.addChangeset("patch-of-the-runtime", { [runtime]: "patch" }, "Rehearsed.");
    await clone.version();
    await clone.stage(staging);
    await clone.promote(staging);
    if ((await registry.versions("profound-client")).length !== before.length) throw new Error("a client was released too");
    return `${runtime} ${(await registry.versions(runtime)).join(" → ")}, no client`;
  });
  for (const consumer of consumers) {
    await record(`${consumer.name}: update by range`, async () => {
      await consumer.update();
      const found = await consumer.runProgram("print-versions.mjs", {});
      const newest = (await registry.versions(runtime)).at(-1);
      if (!found.includes(`${runtime} ${newest}`)) throw new Error(`installed: ${found}`);
      return found.trim().replaceAll("\n", ", ");
    });
  }
}

async function rehearse(): Promise<void> {
  await run("pnpm", ["install", "--frozen-lockfile", "--prefer-offline"], { cwd: tools, timeoutMs: 900_000 });
  const names = publishedPackages(root).map(({ manifest }) => manifest.name);
  const registry = await startRegistry(tools, join(place, "registry"), names, upstream);
  const staging = await startStagingRegistry(registry, join(place, "staging"));
  const clone = await cloneWorkspace(root, tools, join(place, "clone"));
  const consumers = createConsumers(tools, fixtures, join(place, "consumers"), registry, names);
  const [npm] = consumers;
  // Without a release, or an install of it, every other row would only say so again.
  if (npm && (await checkReleases(clone, registry, staging, names)) && (await checkInstalls(clone, consumers, npm))) {
    const document = join(clone.folder, "specs/saasquatch/openapi.gen.yaml");
    for (const { name, check } of laidOutClients(join(place, "laid-out"), document, registry, consumers, names))
      await record(name, check);
    await record("npx: the commands", () => runCommands(registry, join(place, "commands")));
    await checkCompilers(npm);
    await checkRuntimes(npm);
    await checkBrowsers(npm);
    await checkRange(clone, registry, staging, consumers);
  }
  await record("documentation site", async () => {
    await clone.exec(["turbo", "run", "docs", "--output-logs=errors-only"]);
    return checkSite(tools, join(clone.folder, "packages/site/dist"), shots);
  });
  await record("remote cache: two clones", () => checkRemoteCache(root, tools, place));
}

if ((await run("git", ["status", "--porcelain"], { cwd: root })) !== "") console.log("What is not committed is not rehearsed.");
await rehearse();
console.log(`\n${summary(rows)}\n`);
process.exit(rows.every(({ ok }) => ok) ? 0 : 1);
