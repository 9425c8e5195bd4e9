// `npm run sync`: fetches the vendors' pages and proposes what follows. Arguments go on to `specloom sync`. A workflow names the vendor, and
// whether checks have to be started by hand, in its environment: what comes from a file's name does not belong into a command line.
import { spawnSync } from "node:child_process";

const { SYNC_VENDOR: vendor, SYNC_CHECKS_BY_HAND: byHand } = process.env;
const named = [...(vendor ? [vendor] : []), ...(byHand === "true" ? ["--checks-by-hand"] : [])];
const steps = [
  ["turbo", "run", "build", "--output-logs=errors-only", "--log-prefix=none"],
  ["node", "packages/spec-pipeline/bin/specloom.mjs", "sync", ...process.argv.slice(2), ...named],
];
for (const [command, ...args] of steps) {
  const { status } = spawnSync(command, args, { stdio: "inherit", shell: process.platform === "win32" });
  if (status !== 0) process.exit(status ?? 130);
}
