// `npm start`: generate, build, then both clients' tours against mocks of both APIs on loopback.
import { spawnSync } from "node:child_process";

const steps = [
  ["turbo", "run", "build", "--output-logs=errors-only", "--log-prefix=none"],
  [
    "node",
    "packages/spec-pipeline/bin/specloom.mjs",
    "mock",
    "profound",
    "--",
    "node",
    "packages/profound-client/examples/tour.ts",
  ],
  [
    "node",
    "packages/spec-pipeline/bin/specloom.mjs",
    "mock",
    "saasquatch",
    "--",
    "node",
    "packages/saasquatch-client/examples/tour.ts",
  ],
];
for (const [command, ...args] of steps) {
  const { status } = spawnSync(command, args, { stdio: "inherit", shell: process.platform === "win32" });
  if (status !== 0) process.exit(status ?? 130);
}
