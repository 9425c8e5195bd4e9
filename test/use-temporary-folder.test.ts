import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";

let system = "";
beforeEach(() => {
  system = mkdtempSync(join(tmpdir(), "specloom-system-"));
});
afterEach(() => rmSync(system, { recursive: true, force: true }));

const USED = `
  import { mkdtempSync } from "node:fs";
  import { tmpdir } from "node:os";
  import { join } from "node:path";
  import { useTemporaryFolder } from ${JSON.stringify(pathToFileURL(join(import.meta.dirname, "use-temporary-folder.ts")).href)};
  useTemporaryFolder();
  console.log(mkdtempSync(join(tmpdir(), "left-")));
`;

/** Runs a program that leaves a folder behind and then does `rest`. Resolves to the folder when the program has ended. */
async function run(rest: string, signal?: NodeJS.Signals): Promise<string> {
  const env = { ...process.env, TMPDIR: system, TEMP: system, TMP: system };
  const child = spawn(process.execPath, ["--input-type=module-typescript", "-e", `${USED}${rest}`], { env });
  let folder = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    folder += text;
    if (signal && folder.endsWith("\n")) child.kill(signal);
  });
  await new Promise((resolve) => void child.once("close", resolve));
  return folder.trim();
}

test("the temporary folders of a program are removed after any end", async () => {
  const waits = "setInterval(() => {}, 1000);";
  const folders = [
    await run(""),
    await run('throw new Error("failed");'),
    await run("process.exit(3);"),
    // On Windows a signal ends a program as a kill does.
    ...(process.platform === "win32" ? [] : [await run(waits, "SIGINT"), await run(waits, "SIGTERM")]),
  ];
  for (const folder of folders) expect(folder).toMatch(/specloom-process-\d+-\w+[\\/]left-\w+$/);
  expect(folders.filter((folder) => existsSync(folder))).toEqual([]);
  expect(readdirSync(system)).toEqual([]);
});

test("the folder of a program that was killed is removed by a later one, an hour after", async () => {
  const folder = join(await run("setInterval(() => {}, 1000);", "SIGKILL"), "..");
  await run("");
  expect(existsSync(folder)).toBe(true);
  const before = new Date(Date.now() - 2 * 3_600_000);
  utimesSync(folder, before, before);
  const alive = join(system, `specloom-process-${process.pid}-abcdef`);
  mkdirSync(alive);
  utimesSync(alive, before, before);
  await run("");
  expect(readdirSync(system)).toEqual([`specloom-process-${process.pid}-abcdef`]);
});
