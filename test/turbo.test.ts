import { execFileSync } from "node:child_process";
import { appendFileSync, cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { listFiles, readPackages } from "./workspace.ts";

const root = join(import.meta.dirname, "..");
const clients = readPackages()
  .map(({ manifest }) => manifest.name)
  .filter((name) => /^[a-z-]+-client$/.test(name));
let folder = "";

/** The hash of every task of a whole `npm test`, from turbo's own dry run. */
function taskHashes(environment: NodeJS.ProcessEnv = {}): Map<string, string> {
  const args = ["run", "generate", "build", "types", "test", "--dry=json"];
  // The package's own program, not the link in `.bin`, which is a script for a shell on Windows.
  const output = execFileSync(process.execPath, [join(root, "node_modules/turbo/bin/turbo"), ...args], {
    cwd: folder,
    encoding: "utf8",
    env: {
      ...process.env,
      ...environment,
      TURBO_TELEMETRY_DISABLED: "1",
      PATH: [join(root, "node_modules/.bin"), process.env["PATH"]].join(delimiter),
    },
    stdio: ["ignore", "pipe", "ignore"],
  });
  const { tasks }: { tasks: { taskId: string; hash: string }[] } = JSON.parse(output);
  return new Map(tasks.map(({ taskId, hash }) => [taskId, hash]));
}

/** The tasks that would run again after a change of a file. Not the bench's: it compares all clients, so any change concerns it. */
function tasksTouchedBy(file: string): readonly string[] {
  const before = taskHashes();
  appendFileSync(join(folder, file), "\n");
  const touched = [...taskHashes()].filter(([id, hash]) => before.get(id) !== hash).map(([id]) => id);
  return touched.filter((id) => !id.startsWith("@specloom/bench#"));
}

function packagesTouchedBy(file: string): Set<string> {
  return new Set(tasksTouchedBy(file).map((id) => id.split("#")[0] ?? id));
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "specloom-turbo-"));
  for (const file of listFiles("**/*", ".*")) cpSync(join(root, file), join(folder, file));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("touching one vendor's page regenerates, builds and tests that vendor's client only, and the site that shows it", () => {
  expect(packagesTouchedBy("specs/profound/pages/query-citations-v2.md")).toEqual(new Set(["profound-client", "site"]));
  expect(packagesTouchedBy("specs/saasquatch/vendor.yaml")).toEqual(new Set(["saasquatch-client", "site"]));
});

test("touching the pipeline regenerates all clients, and touching the runtime rebuilds them without the pipeline", () => {
  // The site reads the specs as the pipeline does, and foreign suites run against it.
  expect(packagesTouchedBy("packages/spec-pipeline/src/problem.ts")).toEqual(
    new Set(["specloom", "site", "@specloom/conformance", ...clients]),
  );
  const touched = tasksTouchedBy("packages/client-runtime/src/operation.ts");
  expect(new Set(touched.map((id) => id.split("#")[0]))).toEqual(
    new Set(["@specloom/client-runtime", "@specloom/command", "@specloom/conformance", ...clients, "specloom", "site"]),
  );
  // The pipeline is built of nothing of the runtime's; its tests run what it emits with the runtime's sources.
  expect(touched.filter((id) => id.startsWith("specloom#"))).toEqual(["specloom#test"]);
});

test("another browser tests the packages again, and builds nothing", () => {
  const before = taskHashes({ CHROMIUM_PATH: "" });
  const after = taskHashes({ CHROMIUM_PATH: "/opt/browser" });
  const touched = [...after].filter(([id, hash]) => before.get(id) !== hash).map(([id]) => id);
  expect(touched).toContain("profound-client#test");
  expect(touched.filter((id) => !id.endsWith("#test"))).toEqual([]);
});
