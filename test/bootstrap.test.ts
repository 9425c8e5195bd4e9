import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const BOOTSTRAP = join(import.meta.dirname, "../scripts/bootstrap.mjs");

test.each(["10.24.1", "18.20.8", "20.18.3"])("Node %s is refused in one sentence, for any command", (version) => {
  const versions = `Object.defineProperty(process, "versions", { value: { ...process.versions, node: "${version}" } })`;
  const args = ["--import", `data:text/javascript,${encodeURIComponent(versions)}`, BOOTSTRAP];
  for (const target of ["start", "test", "nothing"]) {
    expect(spawnSync(process.execPath, [...args, target], { encoding: "utf8" })).toMatchObject({
      status: 1,
      stdout: "",
      stderr: `specloom: Node ${version} is too old to start: install Node 20.19 or newer and run the command again.\n`,
    });
  }
});

test("the file has nothing that an old Node cannot read", () => {
  expect(readFileSync(BOOTSTRAP, "utf8")).not.toMatch(/^import |\bawait\b|\?\?|\?\./m);
});
