// `npm test`: every check, the tests last, and a closing line that counts them.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, globSync, readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { chromiumHint, findChromium } from "../test/find-chromium.ts";

// Named, it is part of what turbo remembers of a test: a result without a browser does not stand for one with it.
const chromium = findChromium();
const env = { ...process.env, ...(chromium && { CHROMIUM_PATH: chromium }) };

const steps = [
  { name: "format", command: ["oxfmt", "--check"] },
  { name: "workspace", command: ["sherif", "--no-install"] },
  { name: "pipeline", command: ["turbo", "run", "build", "--filter=specloom", "--output-logs=errors-only"] },
  // Before the build of the clients, which generates again and so would fix it unseen.
  { name: "drift", command: ["node", "packages/spec-pipeline/bin/specloom.mjs", "check"] },
  { name: "build", command: ["turbo", "run", "build", "--output-logs=errors-only"] },
  // After the build: what lint knows of types it reads from the built declarations.
  { name: "lint", command: ["oxlint", "--type-aware", "--quiet"] },
  { name: "unused", command: ["knip"] },
  {
    name: "types and packages",
    command: ["turbo", "run", "types", "types:workspace", "pack:check", "--output-logs=errors-only"],
  },
  // Many tests wait, so there are two packages for each processor. More would make each test slower, and none of them earlier.
  {
    name: "tests",
    command: [
      "turbo",
      "run",
      "test",
      "test:workspace",
      `--concurrency=${2 * availableParallelism()}`,
      "--output-logs=errors-only",
      "--continue",
    ],
  },
];

/** Adds up the result files that vitest left, cached or new. A suite that could not be collected counts as a failure. */
function countTests() {
  const counts = { passed: 0, failed: 0 };
  for (const file of globSync(["packages/*/vitest.config.ts", "vitest.config.ts"])) {
    const results = file.replace("vitest.config.ts", ".results/test.json");
    if (!existsSync(results)) {
      console.error(`no test results at ${results}`);
      counts.failed += 1;
      continue;
    }
    const { numPassedTests, numFailedTests, numTotalTests, testResults, success } = JSON.parse(readFileSync(results, "utf8"));
    const uncollected = testResults.filter((suite) => suite.status === "failed" && suite.assertionResults.length === 0).length;
    const failed = numFailedTests + uncollected;
    counts.passed += numPassedTests;
    // An unhandled error fails the run without failing a test; a run without tests proves nothing.
    counts.failed += failed === 0 && (!success || numTotalTests === 0) ? 1 : failed;
  }
  return counts;
}

/** Runs a command, and shows every ten seconds that it goes on: a minute of silence looks like an end. */
async function run({ name, command }) {
  const begun = performance.now();
  const seconds = () => ((performance.now() - begun) / 1000).toFixed(1).padStart(6);
  const child = spawn(command[0], command.slice(1), { stdio: "inherit", env, shell: process.platform === "win32" });
  const timer = setInterval(() => console.log(`  …    ${name.padEnd(20)} ${seconds()} s`), 10_000);
  const status = await new Promise((resolve) => {
    child.once("error", () => resolve(1));
    child.once("close", (code, signal) => resolve(signal ? 130 : code));
  });
  clearInterval(timer);
  if (status === 130) process.exit(130);
  console.log(
    `${status === 0 ? "ok    " : "FAILED"} ${name.padEnd(20)} ${seconds()} s${status === 0 ? "" : `   (${command.join(" ")})`}`,
  );
  return status === 0;
}

if (spawnSync("git", ["--version"]).error) {
  console.error("specloom: the tests use git, which is not found: install it, or put it in the PATH, and run the command again.");
  process.exit(1);
}
let failures = 0;
const start = performance.now();
for (const step of steps) if (!(await run(step))) failures += 1;
const { passed, failed } = countTests();
if (!chromium) console.log(`not run: the clients in a browser, as ${chromiumHint}`);
console.log(
  `${failures === 0 ? "all checks passed" : `${failures} of ${steps.length} checks failed`} in ${((performance.now() - start) / 1000).toFixed(1)} s`,
);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failures > 0 || failed > 0 ? 1 : 0);
