import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { objectMember, parseJson, stringMember } from "../../src/document/json.ts";

const PACKAGE = join(import.meta.dirname, "../..");
const engines = objectMember(parseJson(readFileSync(join(PACKAGE, "package.json"), "utf8")), "engines");
const OLDEST = stringMember(engines, "node")?.replace(">=", "") ?? "";

/** Runs the command as if on another version of Node. */
function runOn(version: string, argv: readonly string[]): { status: number | null; stdout: string; stderr: string } {
  const versions = `Object.defineProperty(process, "versions", { value: { ...process.versions, node: "${version}" } })`;
  const bin = join(PACKAGE, "bin/specloom.mjs");
  return spawnSync(process.execPath, ["--import", `data:text/javascript,${encodeURIComponent(versions)}`, bin, ...argv], {
    encoding: "utf8",
  });
}

test.each(["12.22.12", "20.19.0", "22.11.0"])("Node %s is refused in one sentence, whatever is asked for", (version) => {
  for (const argv of [[], ["--help"], ["init", "acme"]]) {
    expect(runOn(version, argv)).toMatchObject({
      status: 1,
      stdout: "",
      stderr: `specloom: Node ${version} is too old: install Node ${OLDEST} or newer.\n`,
    });
  }
});

test.each([`${OLDEST}.0`, "23.0.0", "100.1.0"])("Node %s runs the command", (version) => {
  expect(runOn(version, ["--help"])).toMatchObject({ status: 0, stderr: "" });
});
