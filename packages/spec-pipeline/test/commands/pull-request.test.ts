import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { startOrigin } from "../origin.ts";
import { commitAll, git, releasedWorkspace } from "../released-workspace.ts";
import { syncPage } from "../sync-page.ts";
import { emptyWorkspace, USERS_PAGE, type TemporaryWorkspace } from "../temporary-workspace.ts";

// The judges are other programs, which take seconds where the machine is busy.
vi.setConfig({ testTimeout: 60_000 });

const FOLDER = ".work/pull-requests/acme";
const PACKAGE = join(import.meta.dirname, "../..");

async function laidOut(): Promise<TemporaryWorkspace> {
  const workspace = await releasedWorkspace();
  await syncPage(workspace, USERS_PAGE.replace("- member\n", "- member\n              - guest\n"), ["--branch"]);
  return workspace;
}

/** Lays out commits made by hand, as a job that ran foreign code might. */
function layOutBranch(workspace: TemporaryWorkspace, change: () => void): void {
  git(workspace, "switch", "-q", "--detach", "main");
  change();
  git(workspace, "add", "--all");
  const tree = git(workspace, "write-tree").trim();
  git(workspace, "commit", "-q", "--message", "spec(acme): refresh pages", "--message", `Specloom-Tree: ${tree}`);
  const tip = git(workspace, "rev-parse", "HEAD").trim();
  git(workspace, "update-ref", "refs/specloom/acme", tip);
  git(workspace, "bundle", "create", "-q", `${FOLDER}/commits.bundle`, "main..refs/specloom/acme");
  git(workspace, "update-ref", "-d", "refs/specloom/acme");
  git(workspace, "switch", "-q", "main");
  workspace.edit(`${FOLDER}/pull-request.json`, git(workspace, "rev-parse", "spec/acme").trim(), tip);
}

test("pull-request opens the commits that another job laid out", async () => {
  const workspace = await laidOut();
  const origin = startOrigin(workspace);
  git(workspace, "branch", "-D", "spec/acme");
  git(workspace, "reflog", "expire", "--expire=now", "--all");
  git(workspace, "gc", "--quiet", "--prune=now");
  expect(await workspace.run(["pull-request", "acme"])).toMatchObject({
    exitCode: 0,
    output: expect.stringContaining("acme: opened https://github.example/acme/acme/pull/1"),
  });
  const { tip } = JSON.parse(workspace.read(`${FOLDER}/pull-request.json`));
  expect(origin.tip("spec/acme")).toBe(tip);
});

test("pull-request runs from source alone, without any package", async () => {
  const workspace = await laidOut();
  const origin = startOrigin(workspace);
  const alone = emptyWorkspace();
  cpSync(join(PACKAGE, "src"), join(alone.root, "package/src"), { recursive: true });
  cpSync(join(PACKAGE, "package.json"), join(alone.root, "package/package.json"));
  const output = execFileSync(process.execPath, [join(alone.root, "package/src/cli.ts"), "pull-request"], {
    cwd: workspace.root,
    encoding: "utf8",
  });
  expect(output).toContain("opened https://github.example/acme/acme/pull/1");
  expect(origin.pullRequests()).toHaveLength(1);
});

test("pull-request names the missing files if nothing is laid out", async () => {
  const workspace = await releasedWorkspace();
  expect(await workspace.run(["pull-request"])).toMatchObject({
    exitCode: 0,
    errors: "nothing is laid out: specloom sync --branch does that\n",
  });
  expect(await workspace.run(["pull-request", "acme"])).toMatchObject({
    exitCode: 1,
    errors: `specloom: there is nothing to open in ${FOLDER}: run specloom sync acme --branch\n`,
  });
});

describe("the files of another job are checked", () => {
  const refused: Record<string, { change: (workspace: TemporaryWorkspace) => void; says: string }> = {
    "a workflow": {
      change: (workspace) => workspace.write(".github/workflows/ci.yml", "on: push\n"),
      says: "changes .github/workflows/ci.yml, which is not the vendor's",
    },
    "another vendor": {
      change: (workspace) => workspace.write("specs/bolt/vendor.yaml", "baseUrl: https://api.bolt.example\n"),
      says: "changes specs/bolt/vendor.yaml, which is not the vendor's",
    },
    "hand-written code": {
      change: (workspace) => workspace.write("packages/acme-client/src/index.ts", "evil();\n"),
      says: "changes packages/acme-client/src/index.ts, which is not the vendor's",
    },
    "a hidden folder": {
      change: (workspace) => workspace.write(".github/generated/a.yml", "on: push\n"),
      says: "changes .github/generated/a.yml, which is not the vendor's",
    },
    "a link": {
      change: (workspace) => {
        mkdirSync(join(workspace.root, "specs/acme/pages"), { recursive: true });
        symlinkSync("/etc/passwd", join(workspace.root, "specs/acme/pages/link.md"));
      },
      says: "makes specs/acme/pages/link.md something else than a file",
    },
  };

  test.each(Object.entries(refused))("%s is not pushed", async (_name, { change, says }) => {
    const workspace = await laidOut();
    const origin = startOrigin(workspace);
    layOutBranch(workspace, () => change(workspace));
    const { exitCode, output } = await workspace.run(["pull-request"]);
    expect(output).toContain(says);
    expect(exitCode).toBe(1);
    expect(origin.tip("spec/acme")).toBeUndefined();
    expect(origin.calls()).toEqual([]);
  });

  test("a commit that sync did not make is not pushed", async () => {
    const workspace = await laidOut();
    const origin = startOrigin(workspace);
    git(workspace, "switch", "-q", "spec/acme");
    workspace.write("specs/acme/pages/users.md", "else\n");
    commitAll(workspace, "spec(acme): refresh pages");
    const tip = git(workspace, "rev-parse", "HEAD").trim();
    const before = git(workspace, "rev-parse", "HEAD~").trim();
    git(workspace, "update-ref", "refs/specloom/acme", tip);
    git(workspace, "bundle", "create", "-q", `${FOLDER}/commits.bundle`, "main..refs/specloom/acme");
    git(workspace, "switch", "-q", "main");
    workspace.edit(`${FOLDER}/pull-request.json`, before, tip);
    const { exitCode, output } = await workspace.run(["pull-request"]);
    expect(output).toContain("has a commit that sync did not make, so it is not pushed");
    expect(exitCode).toBe(1);
    expect(origin.tip("spec/acme")).toBeUndefined();
  });

  test.each([
    ["another vendor's name", (text: string) => text.replace('"vendor": "acme"', '"vendor": "bolt"')],
    ["a title of somebody else", (text: string) => text.replace("spec(acme): ", "Merge this now: ")],
    ["an option in the place of a commit", (text: string) => text.replace(/"base": "[^"]*"/, '"base": "--output=x"')],
    ["no JSON", () => "{"],
  ])("%s is refused", async (_name, edit) => {
    const workspace = await laidOut();
    const origin = startOrigin(workspace);
    const file = join(workspace.root, FOLDER, "pull-request.json");
    writeFileSync(file, edit(readFileSync(file, "utf8")));
    const { exitCode, output } = await workspace.run(["pull-request"]);
    expect(exitCode).toBe(1);
    expect(output).toMatch(/pull-request\.json (?:is not what sync writes for acme|does not name two commits)/);
    expect(origin.calls()).toEqual([]);
  });
});
