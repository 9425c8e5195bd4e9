import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";

let root = "";
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "specloom-install-"));
  mkdirSync(join(root, "packages"));
  writeFileSync(join(root, "package.json"), "{}");
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** A pnpm in its place that reports these events and ends. */
function placePnpm(version: string, events: readonly object[]): void {
  const modules = join(root, "node_modules/.specloom-pnpm/node_modules");
  const program = join(modules, "pnpm/pnpm.mjs");
  mkdirSync(join(modules, ".bin"), { recursive: true });
  mkdirSync(join(modules, "pnpm"));
  writeFileSync(join(modules, "pnpm/package.json"), JSON.stringify({ version }));
  writeFileSync(program, events.map((event) => `console.log(${JSON.stringify(JSON.stringify(event))});\n`).join(""));
  writeFileSync(join(modules, ".bin/pnpm.cmd"), `@"${process.execPath}" "${program}"\r\n`);
  writeFileSync(join(modules, ".bin/pnpm"), `#!/bin/sh\nexec "${process.execPath}" "${program}"\n`);
  chmodSync(join(modules, ".bin/pnpm"), 0o755);
}

/** The output of an install of the folder, without npm. */
function install(): string {
  const script = pathToFileURL(join(import.meta.dirname, "../scripts/install.mjs")).href;
  const settings = { root, manifest: { packageManager: "pnpm@12.0.0" }, environment: { PATH: "" }, scope: "start" };
  const program = `import { install } from ${JSON.stringify(script)};
    console.log((await install(${JSON.stringify(settings)})) ?? "done");`;
  const { stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", program], { encoding: "utf8" });
  return `${stdout}${stderr}`;
}

const progress = (status: string): object => ({ name: "pnpm:progress", status, packageId: "yaml@2.9.1" });

test("an install that finds everything in its place says nothing, and is not done again", () => {
  placePnpm("12.0.0", [{ name: "pnpm:summary" }]);
  expect(install()).toBe("done\n");
  rmSync(join(root, "node_modules/.specloom-pnpm"), { recursive: true });
  expect(install()).toBe("done\n");
});

test("an install that fetches says so, and how much came", () => {
  placePnpm("12.0.0", [progress("resolved"), progress("fetched")]);
  expect(install()).toMatch(/^done\nspecloom: installing the pinned tools .*, once\.\nspecloom: \d+ packages in \d+ s\.\n$/);
});

test("a pnpm of another version is replaced", () => {
  placePnpm("11.0.0", []);
  const said = install();
  expect(said).toContain("specloom: installing the pinned tools");
  expect(said).not.toMatch(/^done$/m);
});
