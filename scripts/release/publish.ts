// `npm run release:publish`: builds, and publishes what the registry does not have yet. What it has is left alone.
import { spawnSync } from "node:child_process";

// Where the runner can prove who it is, what it publishes says where it was built. Elsewhere asking for that is an error.
const provenance = process.env["ACTIONS_ID_TOKEN_REQUEST_URL"]
  ? { npm_config_provenance: "true", pnpm_config_provenance: "true" }
  : {};
const STEPS = [
  ["turbo", "run", "build", "--output-logs=errors-only"],
  ["changeset", "publish"],
];
for (const [command = "", ...args] of STEPS) {
  const env = { ...process.env, ...provenance };
  const { status } = spawnSync(command, args, { stdio: "inherit", env, shell: process.platform === "win32" });
  if (status !== 0) process.exit(status ?? 130);
}
