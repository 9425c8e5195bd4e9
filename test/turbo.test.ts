import { execFileSync } from "node:child_process";
import { appendFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

const root = join(import.meta.dirname, "..");
let clone = "";

/** The hash of every task of a whole `npm test`, from turbo's own dry run. */
function taskHashes(): Map<string, string> {
  const args = ["run", "generate", "build", "types", "test", "--dry=json"];
  const output = execFileSync(join(root, "node_modules/.bin/turbo"), args, {
    cwd: clone,
    encoding: "utf8",
    env: {
      ...process.env,
      TURBO_TELEMETRY_DISABLED: "1",
      PATH: [join(root, "node_modules/.bin"), process.env["PATH"]].join(delimiter),
    },
    stdio: ["ignore", "pipe", "ignore"],
  });
  const { tasks }: { tasks: { taskId: string; hash: string }[] } = JSON.parse(output);
  return new Map(tasks.map(({ taskId, hash }) => [taskId, hash]));
}

/** The packages of which a task would run again after `change`. Not the bench: it compares all clients, so any change concerns it. */
function packagesTouchedBy(file: string): Set<string> {
  const before = taskHashes();
  appendFileSync(join(clone, file), "\n");
  const after = taskHashes();
  const touched = [...after].filter(([id, hash]) => before.get(id) !== hash).map(([id]) => id.split("#")[0] ?? id);
  return new Set(touched.filter((name) => name !== "@specloom/bench"));
}

beforeAll(() => {
  clone = mkdtempSync(join(tmpdir(), "specloom-turbo-"));
  execFileSync("git", ["clone", "--quiet", "--no-hardlinks", "--depth=1", `file://${root}`, clone]);
});
afterAll(() => rmSync(clone, { recursive: true, force: true }));

test("touching one vendor's page regenerates, builds and tests that vendor's client only", () => {
  expect(packagesTouchedBy("specs/profound/pages/query-citations-v2.md")).toEqual(new Set(["profound-client"]));
  expect(packagesTouchedBy("specs/saasquatch/vendor.yaml")).toEqual(new Set(["saasquatch-client"]));
});

test("touching the pipeline regenerates both clients, and touching the runtime rebuilds both without the pipeline", () => {
  expect(packagesTouchedBy("packages/spec-pipeline/src/problem.ts")).toEqual(
    new Set(["specloom", "profound-client", "saasquatch-client"]),
  );
  expect(packagesTouchedBy("packages/client-runtime/src/operation.ts")).toEqual(
    new Set(["@specloom/client-runtime", "profound-client", "saasquatch-client"]),
  );
});
