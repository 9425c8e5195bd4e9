// `npm run sync`: fetches the vendors' pages and proposes what follows. Arguments go on to `specloom sync`.
import { spawnSync } from "node:child_process";

const steps = [
  ["turbo", "run", "build", "--output-logs=errors-only", "--log-prefix=none"],
  ["node", "packages/spec-pipeline/bin/specloom.mjs", "sync", ...process.argv.slice(2)],
];
for (const [command, ...args] of steps) {
  const { status } = spawnSync(command, args, { stdio: "inherit", shell: process.platform === "win32" });
  if (status !== 0) process.exit(status ?? 130);
}
