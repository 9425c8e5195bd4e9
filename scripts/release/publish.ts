// `npm run release:publish`: builds, and publishes what the registry does not have yet. What it has is left alone.
import { spawnSync } from "node:child_process";

const steps = [
  ["turbo", "run", "build", "--output-logs=errors-only"],
  ["changeset", "publish"],
];
for (const [command = "", ...args] of steps) {
  const { status } = spawnSync(command, args, { stdio: "inherit", shell: process.platform === "win32" });
  if (status !== 0) process.exit(status ?? 130);
}
