import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test, vi } from "vitest";
import { pendingReleases } from "../../scripts/release/pending-releases.ts";

const bin = fileURLToPath(new URL("../../node_modules/.bin", import.meta.url));

/** A workspace with one package and one changeset. */
function workspaceWith(changeset: string): string {
  const root = mkdtempSync(join(tmpdir(), "specloom-pending-"));
  onTestFinished(() => rmSync(root, { recursive: true }));
  vi.stubEnv("PATH", `${bin}${delimiter}${process.env["PATH"]}`);
  onTestFinished(() => void vi.unstubAllEnvs());
  const files = {
    "package.json": JSON.stringify({ name: "root", private: true, workspaces: ["packages/*"] }),
    "package-lock.json": "{}",
    "packages/some-client/package.json": JSON.stringify({ name: "some-client", version: "0.1.0" }),
    ".changeset/config.json": JSON.stringify({ access: "public", baseBranch: "main" }),
    ".changeset/kind-bees-sing.md": changeset,
  };
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
  const identity = ["-c", "user.name=test", "-c", "user.email=test@localhost"];
  execFileSync("git", ["init", "-q", "-b", "main"], { cwd: root });
  execFileSync("git", [...identity, "commit", "-q", "--allow-empty", "-m", "start"], { cwd: root });
  return root;
}

test("the pending releases are read", () => {
  const { releases } = pendingReleases(workspaceWith('---\n"some-client": minor\n---\n\nText.\n'));
  expect(releases).toMatchObject([{ name: "some-client", oldVersion: "0.1.0", newVersion: "0.2.0" }]);
});

test.each([
  [
    "names no package of the workspace",
    '---\n"other-client": minor\n---\n\nText.\n',
    /changeset kind-bees-sing for package other-client/,
  ],
  ["has a bump that is none", '---\n"some-client": minro\n---\n\nText.\n', /invalid version type "minro"/],
  ["is cut off", '---\n"some-client: minor\n---\n\nText.\n', /invalid YAML/],
])("a changeset that %s is named as the cause, in one line", (_case, changeset, says) => {
  const root = workspaceWith(changeset);
  expect(() => pendingReleases(root)).toThrow(says);
  expect(() => pendingReleases(root)).toThrow(/^changeset status failed: [^\n]+$/);
});

test("a machine without changesets gets a message about that", () => {
  const root = workspaceWith("");
  vi.stubEnv("PATH", "");
  expect(() => pendingReleases(root)).toThrow("changeset could not be started");
});
