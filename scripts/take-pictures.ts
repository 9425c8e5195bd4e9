/**
 * Takes the pictures of `docs/follow-a-vendor.md` anew: `node scripts/take-pictures.ts`, after a build. In a clone of this workspace, the
 * client is called released as 0.1.0, and then the vendor changes a page, as in the demo.
 */
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, globSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { marked } from "marked";
import { chromiumHint, findChromium } from "../test/find-chromium.ts";
import { useTemporaryFolder } from "../test/use-temporary-folder.ts";
import { changePage, PAGE } from "./change-page.ts";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const SPECLOOM = join(ROOT, "packages/spec-pipeline/bin/specloom.mjs");
const STYLE = `
body { margin: 0; padding: 1.6rem 2rem; width: 900px; font: 15px/1.45 system-ui, sans-serif; color: #1f2328 }
h1 { font-size: 24px; font-weight: 400; margin: 0 } h2, h3 { border-bottom: 1px solid #d1d9d9; padding-bottom: 8px }
code { background: #eff1f3; border-radius: 6px; padding: .15em .35em; font-size: 85% }
table { border-collapse: collapse; width: 100%; font-size: 14px } th, td { border: 1px solid #d1d9d9; padding: 6px 10px; text-align: left; vertical-align: top }
.draft { background: #59636e; color: #fff; border-radius: 2em; padding: 3px 12px; font-size: 14px } .branches { margin: 8px 0 }`;

const TITLE =
  '<h1>spec(profound): follow changed pages <span class="draft">Draft</span></h1><p class="branches"><code>spec/profound</code> → <code>main</code></p>';

const chromium = findChromium();
if (chromium === undefined) throw new Error(chromiumHint);

useTemporaryFolder();
const folder = join(mkdtempSync(join(tmpdir(), "specloom-pictures-")), "clone");

function run(command: string, args: readonly string[], expected = 0): void {
  const name = { GIT_AUTHOR_NAME: "a", GIT_COMMITTER_NAME: "a" };
  const env = { ...process.env, ...name, GIT_AUTHOR_EMAIL: "a@example.com", GIT_COMMITTER_EMAIL: "a@example.com" };
  const cwd = existsSync(folder) ? folder : ROOT;
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, env, encoding: "utf8" });
  if (status !== expected) throw new Error(`${command} ${args.join(" ")} failed:\n${stdout}${stderr}`);
}

/** A picture of the upper part of a page. */
function take(page: string, picture: string, height: number): void {
  const file = join(ROOT, "docs/pictures", picture);
  run(chromium ?? "", [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--hide-scrollbars",
    `--window-size=1000,${height}`,
    `--screenshot=${file}`,
    pathToFileURL(page).href,
  ]);
}

run("git", ["clone", "--quiet", ROOT, folder]);
for (const path of globSync(["node_modules", "packages/*/{node_modules,dist}"], { cwd: ROOT }))
  symlinkSync(join(ROOT, path), join(folder, path));
writeFileSync(join(folder, ".git/info/exclude"), "node_modules\ndist\n.work\n");
const manifest = join(folder, "packages/profound-client/package.json");
writeFileSync(manifest, readFileSync(manifest, "utf8").replace('"version": "0.0.0"', '"version": "0.1.0"'));
run("git", ["commit", "--quiet", "--all", "--message", "release"]);
run("git", ["tag", "profound-client@0.1.0"]);
const changed = join(folder, ".work/changed-pages");
cpSync(join(folder, "specs/profound/pages"), changed, { recursive: true });
writeFileSync(join(changed, basename(PAGE)), changePage(readFileSync(join(folder, PAGE), "utf8")));
// Hand-written code no longer compiles, which is the point of the pictures.
run(process.execPath, [SPECLOOM, "sync", "profound", "--from", changed, "--branch"], 1);

run("git", ["checkout", "--quiet", "spec/profound"]);
const report = join(folder, ".work/report.html");
run(process.execPath, [SPECLOOM, "diff", "profound", "--format", "html", "--output", report]);

const text = marked.parse(readFileSync(join(folder, ".work/pull-requests/profound/text.md"), "utf8"), { async: false });
const page = join(folder, ".work/pull-request.html");
writeFileSync(page, `<!doctype html><meta charset="utf-8"><style>${STYLE}</style>${TITLE}${text}`);
take(page, "pull-request.png", 960);
take(report, "report.png", 760);
