// `npm start`: generates, builds, then shows what a change of a page leads to, both clients against mocks of both APIs on
// loopback, and what to do next.
import { spawn, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

const shell = process.platform === "win32";
const begun = performance.now();
const tasks = ["build", "demo:page-change"];
const build = spawnSync("turbo", ["run", ...tasks, "--output-logs=errors-only", "--log-prefix=none"], {
  encoding: "utf8",
  shell,
});
if (build.status !== 0) {
  process.stderr.write(`${build.stdout ?? ""}${build.stderr ?? ""}`);
  process.exit(build.status ?? 130);
}
console.log(`Generated and built both clients in ${((performance.now() - begun) / 1000).toFixed(1)} s.\n`);
console.log(readFileSync(".work/demo/page-change.txt", "utf8"));

/** Starts the tour of a client beside the mock of its API. */
function tour(vendor, options) {
  const mock = ["packages/spec-pipeline/bin/specloom.mjs", "mock", vendor];
  const child = spawn("node", [...mock, "--", "node", `packages/${vendor}-client/examples/tour.ts`], { shell, ...options });
  return { child, end: new Promise((resolve) => child.once("close", (status) => resolve(status ?? 130))) };
}

// The second one runs while the first is read, and is shown after it.
const first = tour("profound", { stdio: "inherit" });
const color = process.stdout.isTTY && !process.env.NO_COLOR ? { FORCE_COLOR: "1" } : {};
const second = tour("saasquatch", { stdio: ["ignore", "pipe", "inherit"], env: { ...process.env, ...color } });
let output = "";
second.child.stdout.setEncoding("utf8").on("data", (text) => (output += text));
const statuses = [await first.end, await second.end];
process.stdout.write(`\n${output}`);
const failed = statuses.find((status) => status !== 0);
if (failed !== undefined) process.exit(failed);

console.log(`
What to do next:
  npm run specloom -- sync                                    fetch the vendors' pages again, and say what changed
  npm run specloom -- init my-api --from https://…            add a client for an API of yours
  npm test                                                    every check, in about eight minutes
`);
