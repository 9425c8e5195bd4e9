// Installs the pinned toolchain, with built-ins only, as this runs before there is anything else.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { appendFileSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";

/**
 * What a command needs, and how much of it comes over the network where nothing is there yet: pnpm, and the archives of the
 * lockfile for one platform, as measured on 2026-11-29.
 */
const SCOPES = {
  start: {
    megabytes: 200,
    without: ["@specloom/node-versions", "@specloom/bench", "@specloom/conformance", "site"],
  },
  all: { megabytes: 380, without: [] },
};

/** What an install depends on. */
function inputsHash(root) {
  const packages = readdirSync(join(root, "packages")).map((name) => `packages/${name}/package.json`);
  const inputs = ["package.json", "pnpm-lock.yaml", "pnpm-workspace.yaml", ".pnpmfile.cjs", ...packages].filter((file) =>
    existsSync(join(root, file)),
  );
  const hash = createHash("sha256").update(`${process.platform} ${process.arch}`);
  for (const file of inputs) hash.update(`\0${file}\0`).update(readFileSync(join(root, file)));
  return hash.digest("hex");
}

/** The scope of the last whole install of these inputs. One that was cut off left no stamp, and is done again. */
function installedScope(stampFile, hash) {
  const [stamp, scope] = existsSync(stampFile) ? readFileSync(stampFile, "utf8").split(" ") : [];
  return stamp === hash ? scope : undefined;
}

/**
 * Says that an install runs once something has to be fetched, and shows how far it is: on a terminal in one line that is written over,
 * elsewhere as a line every ten seconds. An install that finds everything in its place says nothing.
 */
function createProgress(megabytes) {
  const begun = performance.now();
  const isTerminal = process.stderr.isTTY;
  const counts = { resolved: new Set(), fetched: 0, found: 0 };
  let timer;
  const show = () => {
    const seconds = Math.round((performance.now() - begun) / 1000);
    const ready = counts.fetched + counts.found;
    const line = ready === 0 ? `fetching pnpm, ${seconds} s` : `${ready} of ${counts.resolved.size} packages, ${seconds} s`;
    process.stderr.write(isTerminal ? `\r\u001b[K  ${line}` : `  ${line}\n`);
  };
  const start = () => {
    if (timer) return;
    console.error(
      `specloom: installing the pinned tools into node_modules: at most ${megabytes} MB from the npm registry, once.`,
    );
    timer = setInterval(show, isTerminal ? 200 : 10_000);
  };
  return {
    start,
    see({ status, packageId }) {
      start();
      if (status === "resolved") counts.resolved.add(packageId);
      if (status === "fetched") counts.fetched += 1;
      if (status === "found_in_store") counts.found += 1;
    },
    /** Returns what was installed, as a sentence; undefined where everything was in its place. */
    end() {
      if (!timer) return undefined;
      clearInterval(timer);
      if (isTerminal) process.stderr.write("\r\u001b[K");
      const seconds = ((performance.now() - begun) / 1000).toFixed(0);
      return `${counts.fetched + counts.found} packages in ${seconds} s.`;
    },
  };
}

/** Where npm puts the pinned pnpm, and the workspace links to it. As a dependency from the registry it would be fetched a second time. */
const PNPM_FOLDER = "node_modules/.specloom-pnpm";

/** The pinned pnpm, as far as npm has put it in its place. */
function findPnpm(root, wanted) {
  const modules = join(root, PNPM_FOLDER, "node_modules");
  const program = join(modules, ".bin", process.platform === "win32" ? "pnpm.cmd" : "pnpm");
  const manifestFile = join(modules, "pnpm/package.json");
  const isThere = existsSync(program) && existsSync(manifestFile);
  return { program, isReady: isThere && `pnpm@${JSON.parse(readFileSync(manifestFile, "utf8")).version}` === wanted };
}

/** Runs an installer to its end, and hands out its output line by line. A signal counts as exit code 130, as a shell has it. */
async function runInstaller(command, args, { root, environment, keep }) {
  const stdio = ["ignore", "pipe", "pipe"];
  const child = spawn(command, args, { cwd: root, env: environment, stdio, shell: process.platform === "win32" });
  for (const stream of [child.stdout, child.stderr]) createInterface({ input: stream }).on("line", keep);
  return new Promise((resolve) => {
    child.once("error", (error) => resolve({ error }));
    child.once("close", (status, signal) => resolve({ code: signal ? 130 : status }));
  });
}

/** A signal reaches the installers as well. This process ends after them. */
function waitForInstallers() {}

/** What pnpm said of an error, in its own words; all of the output where it said nothing that can be read. */
function reasonsIn(log) {
  const reasons = log.split("\n").flatMap((line) => {
    if (!line.startsWith("{")) return [];
    try {
      const { level, err, message, hint } = JSON.parse(line);
      return level === "error" ? [[err?.message ?? message, hint].filter(Boolean).join("\n")] : [];
    } catch {
      return [];
    }
  });
  return reasons.length > 0
    ? reasons.join("\n")
    : log
        .split("\n")
        .filter((line) => !line.startsWith("{"))
        .join("\n");
}

/**
 * Installs what a command of this scope needs, unless it is there. The output of the installers goes to a file. Resolves to a
 * sentence that says why the install failed; a signal ends the process with 130, as a shell has it.
 */
export async function install({ root, manifest, environment, scope }) {
  const modules = join(root, "node_modules");
  const stampFile = join(modules, ".specloom-installed");
  const hash = inputsHash(root);
  const installed = installedScope(stampFile, hash);
  if (installed === "all" || installed === scope) return undefined;
  rmSync(stampFile, { force: true });
  mkdirSync(modules, { recursive: true });
  const logFile = join(modules, ".specloom-install.log");
  writeFileSync(logFile, "");

  const { megabytes, without } = SCOPES[scope];
  const progress = createProgress(megabytes);
  process.on("SIGINT", waitForInstallers);
  const keep = (line) => {
    appendFileSync(logFile, `${line}\n`);
    if (line.includes('"pnpm:progress"')) progress.see(JSON.parse(line));
  };
  const run = (command, args) => runInstaller(command, args, { root, environment, keep });
  const filters = without.flatMap((name) => ["--filter", `!${name}`]);
  const pnpm = findPnpm(root, manifest.packageManager);
  let ended = { code: 0 };
  if (!pnpm.isReady) {
    progress.start();
    // A prefix has no settings of its own: what the workspace's .npmrc turns off is turned off here.
    const quiet = ["--no-save", "--no-package-lock", "--no-audit", "--no-fund", "--no-update-notifier"];
    ended = await run("npm", ["install", ...quiet, `--prefix=${PNPM_FOLDER}`, manifest.packageManager]);
  }
  if (ended.code === 0) ended = await run(pnpm.program, ["install", "--frozen-lockfile", "--reporter=ndjson", ...filters]);
  const summary = progress.end();
  process.off("SIGINT", waitForInstallers);
  const { code, error } = ended;
  if (code === 130) process.exit(130);
  if (code === 0) {
    writeFileSync(stampFile, `${hash} ${scope}`);
    if (summary) console.error(`specloom: ${summary}`);
    return undefined;
  }
  if (error) return `npm could not be started (${error.message}).`;
  const log = readFileSync(logFile, "utf8");
  const offline = /\b(EAI_AGAIN|ENOTFOUND|ECONNREFUSED|ECONNRESET|ENETUNREACH|ETIMEDOUT)\b/.exec(log);
  if (offline) {
    return `the first run installs from the npm registry, which cannot be reached (${offline[0]}): restore the connection and run the same command again.`;
  }
  console.error(reasonsIn(log).trim());
  return `the install did not finish, for the reason above (the whole log: node_modules/.specloom-install.log): correct it and run the same command again; it goes on from what is there.`;
}
