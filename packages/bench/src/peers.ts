import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, globSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Has its own manifest and lock file and is no part of the workspace: nothing in it reaches the product. */
export const peersFolder: string = fileURLToPath(new URL("../peers/", import.meta.url));

/** Something is missing that the person at the keyboard can fix; the message says how. */
export class SetupError extends Error {
  override name = "SetupError";
}

/** No peer needs an install script: their binaries come as packages of their own. What npm has in its cache needs no network. */
const NPM_ARGUMENTS = [
  "ci",
  "--ignore-scripts",
  "--prefer-offline",
  "--no-audit",
  "--no-fund",
  "--fetch-retries=1",
  "--loglevel=error",
];

/** The settings of the pnpm that runs us are not npm's; where to fetch from and what to keep are. */
function npmEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^npm_(config_(?!cache|registry|userconfig)|package_|lifecycle_|command|execpath|node_execpath)/i.test(name),
  );
  return Object.fromEntries(kept);
}

/** Installs the pinned peers, unless exactly these are there already. */
export function installPeers(): void {
  const stampFile = join(peersFolder, "node_modules", ".specloom-installed");
  const stamp = createHash("sha256")
    .update(`${process.platform} ${process.arch}`)
    .update(readFileSync(join(peersFolder, "package-lock.json")))
    .digest("hex");
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp) return;
  rmSync(stampFile, { force: true });
  process.stderr.write("installing the pinned peers into packages/bench/peers …\n");
  const { status, error, stderr } = spawnSync("npm", NPM_ARGUMENTS, {
    cwd: peersFolder,
    env: npmEnvironment(),
    encoding: "utf8",
    shell: process.platform === "win32",
  });
  if (status !== 0) {
    const cause = error?.message ?? /npm error code (\S+)/.exec(stderr)?.[1] ?? `npm ended with ${status}`;
    throw new SetupError(
      `the peers could not be installed (${cause}): the first run of the bench needs the npm registry; check the network, then run it again.`,
    );
  }
  writeFileSync(stampFile, stamp);
}

/** The pinned Node 24 of the peers folder, which two rows of the table are measured on. */
export function findNode24(): string {
  const [binary] = globSync("node_modules/node-{bin-,}{darwin,linux,win}-*/bin/node{,.exe}", { cwd: peersFolder });
  if (binary === undefined) {
    throw new SetupError(`there is no pinned Node 24 for ${process.platform}-${process.arch}: run the bench on another machine.`);
  }
  return join(peersFolder, binary);
}

/** Versions of what is compared, from the peers' own manifest. */
export function peerVersions(): Readonly<Record<string, string>> {
  const manifest: { readonly dependencies: Record<string, string> } = JSON.parse(
    readFileSync(join(peersFolder, "package.json"), "utf8"),
  );
  return manifest.dependencies;
}
