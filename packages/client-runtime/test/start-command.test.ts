import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";

const source = new URL("../src/start-command.ts", import.meta.url);
let place = "";
beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), "start-command-"));
  const manifest = { name: "acme-client", type: "module", devDependencies: { "@specloom/command": "^1.2.3" } };
  await write("client/package.json", JSON.stringify(manifest));
  await write("client/command.mjs", 'export const command = "the client";');
  await write(
    "client/bin.mjs",
    `import { startCommand } from ${JSON.stringify(source.href)};
await startCommand(new URL("./package.json", import.meta.url), new URL("./command.mjs", import.meta.url));`,
  );
  // The arguments of npm, and its exit code.
  await write("npm/npm-cli.js", "console.log(JSON.stringify(process.argv.slice(2))); process.exit(7);");
  await write("elsewhere/package.json", "{}");
});
afterEach(() => rm(place, { recursive: true }));

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(place, path)), { recursive: true });
  await writeFile(join(place, path), text);
}

/** The command's package, as far as its start needs it. */
async function install(folder: string): Promise<void> {
  const at = `${folder}/node_modules/@specloom/command`;
  await write(`${at}/package.json`, '{ "name": "@specloom/command", "type": "module", "exports": "./index.mjs" }');
  await write(
    `${at}/index.mjs`,
    `export const runProcess = (command, args) => console.log(JSON.stringify([${JSON.stringify(folder)}, command, args]));`,
  );
}

function run(args: readonly string[]): Promise<{ code: number; stdout: string }> {
  const env = { PATH: process.env["PATH"], npm_execpath: join(place, "npm/npm-cli.js") };
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [join(place, "client/bin.mjs"), ...args],
      { env, cwd: join(place, "elsewhere") },
      (error, stdout) => resolve({ code: error ? Number(error.code) : 0, stdout }),
    );
  });
}

test("the command that is installed beside the client is taken", async () => {
  await install("client");
  await install("elsewhere");
  expect(JSON.parse((await run(["a", "--b"])).stdout)).toEqual(["client", "the client", ["a", "--b"]]);
});

test("the command that is installed where the person is, is taken", async () => {
  await install("elsewhere");
  expect(JSON.parse((await run([])).stdout)).toEqual(["elsewhere", "the client", []]);
});

test("without either, npm fetches the version that the client was tested with, and its exit code counts", async () => {
  const { code, stdout } = await run(["things", "list", "--name", "a b; $(x) '\""]);
  expect([code, JSON.parse(stdout)]).toEqual([
    7,
    [
      "exec",
      "--yes",
      "--loglevel=error",
      "--package=@specloom/command@^1.2.3",
      "--",
      "specloom-command",
      pathToFileURL(join(place, "client/command.mjs")).href,
      "things",
      "list",
      "--name",
      "a b; $(x) '\"",
    ],
  ]);
});
