import { spawnSync } from "node:child_process";
import { globSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { objectMember, parseJson, stringMember } from "../../src/document/json.ts";

const PACKAGE = join(import.meta.dirname, "../..");
const engines = objectMember(parseJson(readFileSync(join(PACKAGE, "package.json"), "utf8")), "engines");
const OLDEST = stringMember(engines, "node")?.replace(">=", "") ?? "";

const BIN = join(PACKAGE, "bin/specloom.mjs");

/** Runs the command as if on another version of Node. */
function runOn(version: string, argv: readonly string[]): { status: number | null; stdout: string; stderr: string } {
  const versions = `Object.defineProperty(process, "versions", { value: { ...process.versions, node: "${version}" } })`;
  return spawnSync(process.execPath, ["--import", `data:text/javascript,${encodeURIComponent(versions)}`, BIN, ...argv], {
    encoding: "utf8",
  });
}

test("code that Node compiled is kept for the next run", () => {
  const folder = mkdtempSync(join(tmpdir(), "specloom-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const { NODE_COMPILE_CACHE: _, NODE_DISABLE_COMPILE_CACHE: __, ...env } = process.env;
  const run = { encoding: "utf8", env: { ...env, TMPDIR: folder, TEMP: folder, TMP: folder } } as const;
  expect(spawnSync(process.execPath, [BIN, "--help"], run)).toMatchObject({ status: 0, stderr: "" });
  expect(globSync("node-compile-cache/**/*", { cwd: folder, withFileTypes: true }).some((entry) => entry.isFile())).toBe(true);
});

test.each(["12.22.12", "20.19.0", "22.11.0"])("Node %s is refused in one sentence, for any command", (version) => {
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
