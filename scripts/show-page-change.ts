/**
 * A part of `npm start`: a vendor changes a page, one command takes the change over, and another says what it means for users.
 * Both commands work in a copy of the workspace, and get the changed page from a folder in place of the vendor's site.
 * The output goes to the file that is given, so that Turborepo can keep it as long as nothing changes.
 */
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { useTemporaryFolder } from "../test/use-temporary-folder.ts";
import { changePage, PAGE } from "./change-page.ts";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const SPEC = "specs/profound";
const BUNDLED = `${SPEC}/openapi.gen.yaml`;
const BEFORE = "before.yaml";
const CHANGED = "changed-pages";
const TYPES = "packages/profound-client/src/generated/schema.gen.ts";
const COPIED = ["redocly.yaml", SPEC, TYPES, "packages/profound-client/package.json"];

/** The lines that one of two texts has and the other has not. */
function changedLines(before: string, after: string): string[] {
  const [old, now] = [before.split("\n"), after.split("\n")];
  const [isOld, isNow] = [new Set(old), new Set(now)];
  const gone = old.filter((line) => !isNow.has(line)).map((line) => `- ${line.trim()}`);
  const come = now.filter((line) => !isOld.has(line)).map((line) => `+ ${line.trim()}`);
  return [...new Set([...gone, ...come])];
}

useTemporaryFolder();
const folder = mkdtempSync(join(tmpdir(), "specloom-demo-"));
for (const path of COPIED) cpSync(join(ROOT, path), join(folder, path), { recursive: true });
cpSync(join(folder, BUNDLED), join(folder, BEFORE));
const read = (path: string): string => readFileSync(join(folder, path), "utf8");

function run(...args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(ROOT, "packages/spec-pipeline/bin/specloom.mjs"), ...args],
    {
      cwd: folder,
      encoding: "utf8",
      env: { ...process.env, NO_COLOR: "1", FORCE_COLOR: undefined },
    },
  );
  if (status !== 0) throw new Error(`specloom ${args.join(" ")} failed:\n${stdout}${stderr}`);
  return stdout;
}

const [pageBefore, typesBefore] = [read(PAGE), read(TYPES)];
cpSync(join(folder, SPEC, "pages"), join(folder, CHANGED), { recursive: true });
writeFileSync(join(folder, CHANGED, basename(PAGE)), changePage(pageBefore));
const synced = run("sync", "profound", "--from", CHANGED);
const report = run("diff", BEFORE, BUNDLED);

const part = (title: string, lines: readonly string[]): string => [title, ...lines.map((line) => `  ${line}`), ""].join("\n");
const [stages = ""] = synced.split("\n\n");
const [verdict = "", , ...changes] = report.trim().split("\n");
const parts = [
  part(`A vendor changes a page: ${PAGE}`, changedLines(pageBefore, read(PAGE))),
  part(
    `One command takes the change over: specloom sync profound --from ${CHANGED}`,
    stages
      .split("\n")
      .slice(1)
      .map((line) => line.trim()),
  ),
  part(
    `What it means for users: ${/ (none|patch|minor|major) /.exec(verdict)?.[1]}`,
    changes.map((line) => line.replace(/^ {2}/, "")),
  ),
  part("What became of the client's types", changedLines(typesBefore, read(TYPES))),
];
const output = process.argv[2] ?? "";
mkdirSync(dirname(output), { recursive: true });
writeFileSync(output, parts.join("\n"));
