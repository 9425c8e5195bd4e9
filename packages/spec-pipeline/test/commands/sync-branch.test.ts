import { describe, expect, test, vi } from "vitest";
import { startOrigin, type Origin } from "../origin.ts";
import { commitAll, git, releasedWorkspace } from "../released-workspace.ts";
import { syncPage } from "../sync-page.ts";
import { USERS_PAGE, type TemporaryWorkspace } from "../temporary-workspace.ts";

// The judges are other programs, which take seconds where the machine is busy.
vi.setConfig({ testTimeout: 60_000 });

const BRANCH = "spec/acme";
const FOLDER = ".work/pull-requests/acme";
const WITH_GUEST = USERS_PAGE.replace("- member\n", "- member\n              - guest\n");
const WITH_OWNER = USERS_PAGE.replace("- member\n", "- member\n              - owner\n");

function state(workspace: TemporaryWorkspace): string {
  return git(workspace, "status", "--porcelain", "--branch");
}

describe("sync --branch", () => {
  test("commits page, generated files and changeset step by step on one branch a vendor, and goes back", async () => {
    const workspace = await releasedWorkspace();
    const { exitCode, output } = await syncPage(workspace, WITH_GUEST, ["--branch"]);
    expect(exitCode).toBe(0);
    expect(output).toContain(`on branch ${BRANCH}, described in ${FOLDER}/text.md`);
    expect(git(workspace, "log", "--format=%s", "--reverse", `main..${BRANCH}`)).toBe(
      "spec(acme): refresh pages\nspec(acme): generate from the refreshed pages\nchore(acme): propose the release\n",
    );
    expect(state(workspace)).toBe("## main\n");
    expect(workspace.read("specs/acme/pages/users.md")).toBe(USERS_PAGE);
    const text = workspace.read(`${FOLDER}/text.md`);
    expect(text).toMatch(/^## acme: minor \(below `?1\.0\.0`?: a patch release\)\n/);
    expect(text).toContain("### What users will read");
  });

  test("makes no branch where no page has changed", async () => {
    const workspace = await releasedWorkspace();
    expect(await syncPage(workspace, USERS_PAGE, ["--branch"])).toMatchObject({ exitCode: 0 });
    expect(git(workspace, "branch", "--list", "spec/*")).toBe("");
  });

  test("moves its branch to the vendor's newest page, without a trace of the earlier one", async () => {
    const workspace = await releasedWorkspace();
    await syncPage(workspace, WITH_GUEST, ["--branch"]);
    await syncPage(workspace, WITH_OWNER, ["--branch"]);
    const diff = git(workspace, "diff", "main", BRANCH, "--", "specs/acme/pages");
    expect(diff).toContain("owner");
    expect(diff).not.toContain("guest");
    expect(git(workspace, "rev-list", "--count", `main..${BRANCH}`)).toBe("3\n");
  });

  test("leaves a branch alone that has a person's commits, and says so", async () => {
    const workspace = await releasedWorkspace();
    await syncPage(workspace, WITH_GUEST, ["--branch"]);
    git(workspace, "switch", "-q", BRANCH);
    workspace.write("notes.txt", "mine\n");
    commitAll(workspace, "fix what no longer fits");
    git(workspace, "switch", "-q", "main");
    const before = git(workspace, "rev-parse", BRANCH);
    const { output } = await syncPage(workspace, WITH_OWNER, ["--branch"]);
    expect(output).toMatch(/spec\/acme has commits of a person, .*“fix what no longer fits”.* stays as it is/);
    expect(git(workspace, "rev-parse", BRANCH)).toBe(before);
  });

  test("refuses a tree with changes of somebody, before anything is fetched", async () => {
    const workspace = await releasedWorkspace();
    workspace.write("notes.txt", "mine\n");
    const outcome = await syncPage(workspace, WITH_GUEST, ["--branch"]);
    expect(outcome).toMatchObject({
      exitCode: 1,
      errors: "specloom: the tree has changes that are not committed (notes.txt): commit or stash them first\n",
    });
  });

  test("leaves nothing behind if git refuses to commit, and keeps the text", async () => {
    const workspace = await releasedWorkspace();
    git(workspace, "config", "user.useConfigOnly", "true");
    git(workspace, "config", "--unset", "user.email");
    vi.stubEnv("GIT_CONFIG_GLOBAL", "/dev/null");
    vi.stubEnv("EMAIL", "");
    const { exitCode, output } = await syncPage(workspace, WITH_GUEST, ["--branch"]);
    vi.unstubAllEnvs();
    expect(exitCode).toBe(1);
    expect(output).toMatch(/error .*git commit-tree failed: .*branch-not-made/);
    expect(state(workspace)).toBe("## main\n");
    expect(workspace.read(`${FOLDER}/text.md`)).toContain("## acme: minor");
  });
});

async function syncedOnce(): Promise<{ workspace: TemporaryWorkspace; origin: Origin; tip: string | undefined }> {
  const workspace = await releasedWorkspace();
  const origin = startOrigin(workspace);
  const { exitCode, output } = await syncPage(workspace, WITH_GUEST, ["--pull-request"]);
  expect({ exitCode, output }).toMatchObject({ exitCode: 0, output: expect.stringContaining("pull/1") });
  return { workspace, origin, tip: origin.tip(BRANCH) };
}

/** Adds a commit to the branch, as a person who reviews it does. */
function commitAsPerson(workspace: TemporaryWorkspace): string {
  git(workspace, "switch", "-q", BRANCH);
  workspace.write("packages/acme-client/src/by-hand.ts", "export const role = 1;\n");
  commitAll(workspace, "fix(acme): take the new role");
  git(workspace, "push", "-q", "origin", BRANCH);
  git(workspace, "switch", "-q", "main");
  return git(workspace, "rev-parse", BRANCH).trim();
}

describe("sync --pull-request", () => {
  test("pushes the branch and opens a pull request with title and text", async () => {
    const { workspace, origin, tip } = await syncedOnce();
    expect(tip).toBe(git(workspace, "rev-parse", BRANCH).trim());
    expect(origin.pullRequests()).toMatchObject([
      {
        headRefName: BRANCH,
        title: "spec(acme): follow changed pages (minor (below 1.0.0: a patch release))",
        body: workspace.read(`${FOLDER}/text.md`),
        isDraft: false,
      },
    ]);
  });

  test("does nothing if the same change comes three days in a row, and says so", async () => {
    const { workspace, origin, tip } = await syncedOnce();
    for (const day of ["2026-02-04", "2026-02-05"]) {
      const { exitCode, output } = await syncPage(workspace, WITH_GUEST, ["--pull-request"], { today: () => day });
      expect(exitCode).toBe(0);
      expect(output).toContain("https://github.example/acme/acme/pull/1 has the same change already, so nothing is done");
    }
    expect(origin.tip(BRANCH)).toBe(tip);
    expect(origin.calls()).toEqual(["pr list", "pr create", "pr list", "pr list"]);
  });

  test("does nothing if main has moved on and the change is the same", async () => {
    const { workspace, origin, tip } = await syncedOnce();
    workspace.write("notes.txt", "something else\n");
    commitAll(workspace, "docs: note something else");
    const { output } = await syncPage(workspace, WITH_GUEST, ["--pull-request"]);
    expect(output).toContain("has the same change already");
    expect(origin.tip(BRANCH)).toBe(tip);
  });

  test("updates branch, title and text if the vendor has changed the page again", async () => {
    const { workspace, origin, tip } = await syncedOnce();
    const without = USERS_PAGE.replace(/ {6}parameters:\n[^]*?- member\n/, "");
    const { exitCode, output } = await syncPage(workspace, without, ["--pull-request"]);
    expect(exitCode).toBe(0);
    expect(output).toContain("updated https://github.example/acme/acme/pull/1");
    expect(origin.tip(BRANCH)).not.toBe(tip);
    expect(origin.tip(BRANCH)).toBe(git(workspace, "rev-parse", BRANCH).trim());
    expect(origin.pullRequests()).toHaveLength(1);
    expect(origin.pullRequests()[0]?.title).toContain("(major");
    expect(origin.pullRequests()[0]?.body).toContain("acme: major");
  });

  test("never overwrites a person's commits, and names them", async () => {
    const { workspace, origin } = await syncedOnce();
    const theirs = commitAsPerson(workspace);
    const { exitCode, output } = await syncPage(workspace, WITH_OWNER, ["--pull-request"]);
    expect(exitCode).toBe(0);
    expect(output).toMatch(/has commits of a person, .*“fix\(acme\): take the new role”.* stays as it is/);
    expect(origin.tip(BRANCH)).toBe(theirs);
    expect(origin.calls()).not.toContain("pr edit");
    expect(workspace.read(`${FOLDER}/text.md`)).toContain('"owner" allowed now');
  });

  test("treats a commit of ours that a person has amended as theirs", async () => {
    const { workspace, origin } = await syncedOnce();
    git(workspace, "switch", "-q", BRANCH);
    workspace.write("packages/acme-client/src/by-hand.ts", "export const role = 1;\n");
    git(workspace, "add", "--all");
    git(workspace, "commit", "-q", "--amend", "--no-edit");
    git(workspace, "push", "-q", "--force", "origin", BRANCH);
    git(workspace, "switch", "-q", "main");
    const theirs = origin.tip(BRANCH);
    await syncPage(workspace, WITH_OWNER, ["--pull-request"]);
    expect(origin.tip(BRANCH)).toBe(theirs);
  });

  test("is not kept from an update by a merge of main that brings nothing of its own", async () => {
    const { workspace, origin } = await syncedOnce();
    workspace.write("notes.txt", "something else\n");
    commitAll(workspace, "docs: note something else");
    git(workspace, "switch", "-q", BRANCH);
    git(workspace, "merge", "-q", "--no-edit", "main");
    git(workspace, "push", "-q", "origin", BRANCH);
    git(workspace, "switch", "-q", "main");
    const { output } = await syncPage(workspace, WITH_OWNER, ["--pull-request"]);
    expect(output).toContain("updated https://github.example/acme/acme/pull/1");
    expect(origin.tip(BRANCH)).toBe(git(workspace, "rev-parse", BRANCH).trim());
  });

  test.each(["MERGED", "CLOSED"] as const)("opens a new pull request where the earlier one is %s", async (ended) => {
    const { workspace, origin } = await syncedOnce();
    origin.setState(1, ended);
    const { exitCode, output } = await syncPage(workspace, WITH_OWNER, ["--pull-request"]);
    expect(exitCode).toBe(0);
    expect(output).toContain("opened https://github.example/acme/acme/pull/2");
    expect(origin.tip(BRANCH)).toBe(git(workspace, "rev-parse", BRANCH).trim());
    expect(origin.pullRequests()).toMatchObject([{ state: ended }, { state: "OPEN", headRefName: BRANCH }]);
  });

  test("keeps a person's commits of a closed pull request on a branch of their own, and opens a new one", async () => {
    const { workspace, origin } = await syncedOnce();
    const theirs = commitAsPerson(workspace);
    git(workspace, "branch", "-D", BRANCH);
    origin.setState(1, "CLOSED");
    const { output } = await syncPage(workspace, WITH_OWNER, ["--pull-request"]);
    const kept = `${BRANCH}-${theirs.slice(0, 7)}`;
    expect(output).toContain(`kept on branch ${kept}`);
    expect(origin.tip(kept)).toBe(theirs);
    expect(origin.tip(BRANCH)).toBe(git(workspace, "rev-parse", BRANCH).trim());
    expect(origin.pullRequests()).toHaveLength(2);
  });

  test("takes its push back if the pull request cannot be opened, keeps the report and fails", async () => {
    const workspace = await releasedWorkspace();
    const origin = startOrigin(workspace);
    origin.fail("pr create", "GraphQL: Resource not accessible by integration (createPullRequest)");
    const { exitCode, output } = await syncPage(workspace, WITH_GUEST, ["--pull-request"]);
    expect(exitCode).toBe(1);
    expect(output).toMatch(/error .*Resource not accessible by integration.* pull-request-not-opened/);
    expect(output).toContain("may not open pull requests");
    expect(output).toContain('minor  "guest" allowed now');
    expect(origin.tip(BRANCH)).toBeUndefined();
    expect(workspace.read(`${FOLDER}/text.md`)).toContain("## acme: minor");
    origin.fail("pr create", undefined);
    expect(await workspace.run(["pull-request"])).toMatchObject({
      exitCode: 0,
      output: expect.stringContaining("opened https://github.example/acme/acme/pull/1"),
    });
    expect(origin.tip(BRANCH)).toBe(git(workspace, "rev-parse", BRANCH).trim());
  });

  test("puts the branch back where the text cannot be changed", async () => {
    const { workspace, origin, tip } = await syncedOnce();
    origin.fail("pr edit", "HTTP 502");
    const { exitCode, output } = await syncPage(workspace, WITH_OWNER, ["--pull-request"]);
    expect(exitCode).toBe(1);
    expect(output).toContain("HTTP 502");
    expect(origin.tip(BRANCH)).toBe(tip);
  });

  test("pushes nothing where gh cannot even list", async () => {
    const workspace = await releasedWorkspace();
    const origin = startOrigin(workspace);
    origin.fail("pr list", "gh: To use GitHub CLI in a GitHub Actions workflow, set the GH_TOKEN environment variable.");
    const { exitCode, output } = await syncPage(workspace, WITH_GUEST, ["--pull-request"]);
    expect(exitCode).toBe(1);
    expect(output).toContain("set the GH_TOKEN environment variable");
    expect(origin.tip(BRANCH)).toBeUndefined();
  });

  test("opens nothing where the push is refused", async () => {
    const workspace = await releasedWorkspace();
    const origin = startOrigin(workspace);
    git(workspace, "--git-dir", origin.folder, "config", "receive.denyCurrentBranch", "refuse");
    workspace.write("hook", "#!/bin/sh\necho 'protected by a rule' >&2\nexit 1\n");
    git(workspace, "--git-dir", origin.folder, "config", "core.hooksPath", `${workspace.root}/.work/hooks`);
    workspace.remove("hook");
    workspace.write(".work/hooks/pre-receive", "#!/bin/sh\necho 'protected by a rule' >&2\nexit 1\n");
    git(workspace, "update-index", "--refresh");
    const { chmodSync } = await import("node:fs");
    chmodSync(`${workspace.root}/.work/hooks/pre-receive`, 0o755);
    const { exitCode, output } = await syncPage(workspace, WITH_GUEST, ["--pull-request"]);
    expect(exitCode).toBe(1);
    expect(output).toContain("protected by a rule");
    expect(origin.calls()).toEqual(["pr list"]);
    expect(state(workspace)).toBe("## main\n");
  });

  test("goes on with the other vendors where one cannot be opened", async () => {
    const workspace = await releasedWorkspace();
    for (const file of ["vendor.yaml", "pages/users.md", "overlays/010-name-operations.yaml"]) {
      workspace.write(`specs/bolt/${file}`, workspace.read(`specs/acme/${file}`));
    }
    await workspace.run(["generate"]);
    commitAll(workspace, "another vendor");
    const origin = startOrigin(workspace);
    origin.fail("pr create", "HTTP 502");
    const { exitCode, output } = await syncPage(workspace, WITH_GUEST, ["--pull-request"]);
    expect(exitCode).toBe(1);
    expect(output.match(/pull-request-not-opened/g)).toHaveLength(2);
    expect(origin.calls()).toEqual(["pr list", "pr create", "pr list", "pr create"]);
  });

  test("says on the pull request how to start its checks, where the token starts none", async () => {
    const workspace = await releasedWorkspace();
    const origin = startOrigin(workspace);
    await syncPage(workspace, WITH_GUEST, ["--pull-request", "--checks-by-hand"]);
    expect(origin.pullRequests()[0]?.body).toMatch(/### What to do\n[^#]*close it and open it again/);
  });

  test("opens a draft with the problems if a person is needed, and makes it ready when nobody is", async () => {
    const { workspace, origin } = await syncedOnce();
    git(workspace, "tag", "--delete", "acme-client@0.3.0");
    const failed = await syncPage(workspace, WITH_OWNER, ["--pull-request"]);
    expect(failed.exitCode).toBe(1);
    expect(origin.pullRequests()).toMatchObject([
      { isDraft: true, body: expect.stringMatching(/### What to do\n[^#]*there is no tag `acme-client@0\.3\.0`/) },
    ]);
    git(workspace, "tag", "acme-client@0.3.0");
    await syncPage(workspace, WITH_GUEST, ["--pull-request"]);
    expect(origin.pullRequests()).toMatchObject([{ isDraft: false }]);
  });
});
