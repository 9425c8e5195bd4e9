import { execFileSync } from "node:child_process";
import { globSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { parse } from "yaml";
import { workflowProblems } from "./workflow-problems.ts";

const workflows = globSync(".github/workflows/*").map((path) => path.replaceAll("\\", "/"));
const release = readFileSync(".github/workflows/release.yml", "utf8");

const sync = readFileSync(".github/workflows/spec-sync.yml", "utf8");

/** The linter's findings in the release workflow after one edit. */
function problemsAfter(from: string | RegExp, to: string): Promise<string[]> {
  const edited = release.replace(from, to);
  expect(edited).not.toBe(release);
  return workflowProblems(".github/workflows/release.yml", edited);
}

/** The linter's findings in the workflow that follows pages, after one edit. */
function syncProblemsAfter(from: string | RegExp, to: string): Promise<string[]> {
  const edited = sync.replace(from, to);
  expect(edited).not.toBe(sync);
  return workflowProblems(".github/workflows/spec-sync.yml", edited);
}

test("there is a workflow for every change, one for releases, and one that follows the vendors' pages", () => {
  expect(workflows.toSorted()).toEqual(["ci", "release", "spec-sync"].map((name) => `.github/workflows/${name}.yml`));
});

test.each(workflows)("%s has no problem", async (path) => {
  expect(await workflowProblems(path, readFileSync(path, "utf8"))).toEqual([]);
});

test("every npm script that a workflow calls exists", () => {
  const { scripts }: { scripts: Record<string, string> } = JSON.parse(readFileSync("package.json", "utf8"));
  const called = workflows.flatMap((path) =>
    [...readFileSync(path, "utf8").matchAll(/npm (?:run )?([\w:-]+)(?: -- .*)?$/gm)].map((match) => match[1]),
  );
  expect(called.filter((script) => !scripts[script ?? ""])).toEqual([]);
});

test("an action that is pinned to a tag is a problem", async () => {
  expect(await problemsAfter(/actions\/checkout@[0-9a-f]{40}/, "actions/checkout@v6")).toContainEqual(
    '.github/workflows/release.yml test: "actions/checkout@v6" is not pinned to a full commit hash',
  );
});

test("a hash without its version beside it is a problem", async () => {
  expect((await problemsAfter(" # v1.7.0", "")).join("\n")).toContain("does not say its version");
  // The second of the same action.
  expect((await problemsAfter(/( # v6\.0\.2[^]*?) # v6\.0\.2/, "$1")).join("\n")).toContain("does not say its version");
});

test("permissions for the whole workflow are a problem", async () => {
  expect((await problemsAfter("permissions: {}", "permissions: { contents: write }")).join("\n")).toContain(
    "permissions are given per job",
  );
  expect((await problemsAfter("permissions: {}", "")).join("\n")).toContain("permissions are given per job");
});

test("a job without permissions, or with one that nobody needs, is a problem", async () => {
  expect((await problemsAfter("    permissions:\n      contents: read\n", "")).join("\n")).toContain(
    "does not say its permissions",
  );
  expect((await problemsAfter("id-token: write", "packages: write")).join("\n")).toContain("asks to write packages");
});

test("a job that may write what only another job needs is a problem", async () => {
  expect((await problemsAfter("contents: read", "contents: write")).join("\n")).toContain("test: the job asks to write contents");
  expect((await problemsAfter("pull-requests: write", "id-token: write")).join("\n")).toContain(
    "version: the job asks to write id-token",
  );
  expect((await problemsAfter("permissions:\n      contents: read\n", "permissions: write-all\n")).join("\n")).toContain(
    "test: the job asks to write all",
  );
});

test("a checkout that keeps its credentials is a problem", async () => {
  expect((await problemsAfter("          persist-credentials: false\n", "")).join("\n")).toContain(
    "leaves its credentials behind",
  );
});

test("a step with logic of its own is a problem", async () => {
  expect((await problemsAfter("run: npm test", "run: npm ci && npm test")).join("\n")).toContain("logic of its own");
});

test("a job without a time limit is a problem", async () => {
  expect((await problemsAfter("    timeout-minutes: 30\n", "")).join("\n")).toContain("no time limit");
});

test("a misspelt key, scope, expression or job is a problem", async () => {
  expect((await problemsAfter("runs-on", "run-on")).join("\n")).toContain("run-on");
  expect((await problemsAfter("id-token", "id-tokn")).join("\n")).toContain("id-tokn");
  expect((await problemsAfter("steps.changesets.outputs", "steps.changes.outputs")).join("\n")).toContain(
    "Context access might be invalid: changes",
  );
  expect((await problemsAfter("needs: test", "needs: tests")).join("\n")).toContain("tests");
});

test("a job that installs packages and has a token is a problem", async () => {
  const read = "SYNC_VENDOR: ${{ matrix.vendor }}";
  expect(await syncProblemsAfter(read, `${read}\n          GH_TOKEN: \${{ github.token }}`)).toEqual([
    ".github/workflows/spec-sync.yml read: the job installs packages, and is given a token",
  ]);
  expect(await syncProblemsAfter("npm run sync:open", "npm run sync -- --pull-request")).toEqual([
    ".github/workflows/spec-sync.yml open: the job installs packages, and may write contents and pull-requests",
    ".github/workflows/spec-sync.yml open: the job installs packages, and is given a token",
  ]);
});

test("the job that stages may install nothing, and runs no action of others", async () => {
  expect(await problemsAfter("run: npm run release:stage", "run: npm run pack")).toEqual([
    ".github/workflows/release.yml stage: the job installs packages, and may write id-token",
  ]);
  const download = /actions\/download-artifact@[0-9a-f]{40}/;
  expect((await problemsAfter(download, `somebody/download@${"0".repeat(40)}`)).join("\n")).toContain(
    `stage: the job has the identity of the workflow, and runs "somebody/download@`,
  );
});

test("a release is packed where packages are installed, and staged where none are", () => {
  const { jobs }: { jobs: Record<string, { needs?: string; environment?: string; steps: { run?: string }[] }> } = parse(release);
  const commandsOf = (job: string) => jobs[job]?.steps.flatMap(({ run }) => run ?? []);
  expect([jobs["pack"]?.needs, jobs["stage"]?.needs, jobs["stage"]?.environment]).toEqual(["version", "pack", "npm"]);
  expect([commandsOf("pack"), commandsOf("stage"), commandsOf("tag")]).toEqual([
    ["npm run pack"],
    ["npm run release:stage"],
    ["npm run release:tag"],
  ]);
  // The scripts there use Node's own modules and files of the same kind only.
  for (const file of ["stage.ts", "tag.ts", "is-published.ts", "unpublished.ts", "published-packages.ts"]) {
    const imports = [...readFileSync(`scripts/release/${file}`, "utf8").matchAll(/ from "(.+)"/g)].map(([, name = ""]) => name);
    expect(
      imports.filter(
        (name) => !name.startsWith("node:") && !/^\.\/(?:is-published|unpublished|published-packages)\.ts$/.test(name),
      ),
    ).toEqual([]);
  }
});

test("a matrix in which one entry stops the others is a problem", async () => {
  expect(await syncProblemsAfter("fail-fast: false", "fail-fast: true")).toEqual([
    ".github/workflows/spec-sync.yml read: one entry of the matrix stops the others (fail-fast: false)",
  ]);
});

describe("the workflow that follows the vendors' pages", () => {
  const {
    jobs,
  }: { jobs: Record<string, { needs?: unknown; if?: string; strategy?: { matrix: unknown }; steps: { run?: string }[] }> } =
    parse(sync);

  test("has a job for each vendor that reads, and one that opens the result, also after another vendor failed", () => {
    const matrix = { vendor: "${{ fromJSON(needs.vendors.outputs.vendors) }}" };
    expect(jobs["read"]?.strategy?.matrix).toEqual(matrix);
    expect(jobs["open"]?.strategy?.matrix).toEqual(matrix);
    expect(jobs["open"]?.needs).toEqual(["vendors", "read"]);
    expect(jobs["open"]?.if).toContain("!cancelled()");
  });

  test("lists the vendors with built-ins only", () => {
    const folder = mkdtempSync(join(tmpdir(), "specloom-vendors-"));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const file = join(folder, "output");
    execFileSync(process.execPath, ["scripts/sync-vendors.mjs"], { env: { ...process.env, GITHUB_OUTPUT: file } });
    const vendors = globSync("specs/*/vendor.yaml").map((path) => basename(dirname(path)));
    expect(readFileSync(file, "utf8")).toBe(`vendors=${JSON.stringify(vendors.toSorted())}\n`);
    expect(readFileSync("scripts/sync-vendors.mjs", "utf8").match(/from "(?!node:)/g)).toBeNull();
  });

  test("opens with an app's token where there is one, and says on the pull request where there is none", () => {
    expect(sync).toContain("SYNC_CHECKS_BY_HAND: ${{ vars.SPEC_SYNC_APP == '' }}");
    expect(sync.match(/\$\{\{ steps\.app\.outputs\.token \|\| github\.token \}\}/g)).toHaveLength(2);
    expect(sync).toContain("if: ${{ vars.SPEC_SYNC_APP != '' }}");
  });
});
