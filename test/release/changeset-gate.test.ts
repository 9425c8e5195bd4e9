import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { checkChangesets, explain } from "../../scripts/release/changeset-gate.ts";

// Every test runs a dozen git commands, which take their time on a busy machine.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

const workspace = fileURLToPath(new URL("../..", import.meta.url));
const types = "interface Page {\n  rows: Row[];\n}\nexport { Page };\n";
let root: string;

function git(...args: string[]): void {
  const identity = ["-c", "user.name=test", "-c", "user.email=test@localhost", "-c", "init.defaultBranch=main"];
  execFileSync("git", [...identity, ...args], { cwd: root, stdio: "ignore" });
}

function write(files: Record<string, string>): void {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
}

function commit(files: Record<string, string>): void {
  write(files);
  git("add", "-A");
  git("commit", "-q", "-m", "a change");
}

const manifest = (fields: object = {}): string => JSON.stringify({ name: "some-client", version: "0.1.0", ...fields });
const changeset = (bump: string): Record<string, string> => ({
  ".changeset/kind-bees-sing.md": `---\n"some-client": ${bump}\n---\n\nText.\n`,
});
const missing = (): string[] =>
  checkChangesets(root).unannounced.map(({ name, needs, has }) => `${name} needs ${needs}, has ${has ?? "none"}`);

beforeEach(() => {
  // The pull request that runs this test is not the one that it makes up.
  delete process.env["GITHUB_BASE_REF"];
  root = mkdtempSync(join(tmpdir(), "specloom-gate-"));
  git("init", "-q");
  commit({
    "packages/some-client/package.json": manifest(),
    "packages/some-client/src/index.ts": "export {};\n",
    "packages/inner/package.json": JSON.stringify({ name: "inner", version: "0.0.0", private: true }),
    "test/snapshots/surface/some-client.d.mts.txt": types,
  });
});
afterEach(() => rmSync(root, { recursive: true }));

test("every change of this checkout that reaches users has a changeset", () => {
  expect(explain(checkChangesets(workspace).unannounced)).toBe("");
});

test("a branch that changes a package without a changeset gets the command that fixes it", () => {
  git("switch", "-q", "-c", "feature");
  commit({ "packages/some-client/src/index.ts": "export const a = 1;\n" });
  const { base, unannounced } = checkChangesets(root);
  expect(base).toBe("main");
  expect(explain(unannounced)).toBe(
    'some-client: changed without a changeset (src/index.ts). Say what changes for its users:\n  npm exec -- changeset add --patch some-client -m "…"',
  );
  commit(changeset("patch"));
  expect(missing()).toEqual([]);
});

test("a change that is not committed yet counts, and a new file too", () => {
  git("switch", "-q", "-c", "feature");
  write({ "packages/some-client/src/new.ts": "export {};\n" });
  expect(missing()).toEqual(["some-client needs patch, has none"]);
  commit({ "docs/a.md": "text\n" });
  write({ "packages/some-client/src/newer.ts": "export {};\n" });
  expect(missing()).toEqual(["some-client needs patch, has none"]);
});

test("a changeset that was there before the branch does not announce its change", () => {
  commit(changeset("minor"));
  git("switch", "-q", "-c", "feature");
  commit({ "packages/some-client/src/index.ts": "export const a = 1;\n" });
  expect(missing()).toEqual(["some-client needs patch, has none"]);
});

test("tests, scripts, developers' dependencies and private packages need no changeset", () => {
  git("switch", "-q", "-c", "feature");
  commit({
    "packages/some-client/test/a.test.ts": "",
    "packages/some-client/package.json": manifest({ scripts: { build: "tsdown" }, devDependencies: { a: "1.0.0" } }),
    "packages/inner/src/index.ts": "export {};\n",
  });
  expect(missing()).toEqual([]);
});

test("a change of how all packages are built needs a changeset for each", () => {
  git("switch", "-q", "-c", "feature");
  commit({ "tsdown.shared.ts": "export const shared = {};\n" });
  expect(missing()).toEqual(["some-client needs patch, has none"]);
});

test("a dependency that users get needs a changeset", () => {
  git("switch", "-q", "-c", "feature");
  commit({ "packages/some-client/package.json": manifest({ dependencies: { a: "1.0.0" } }) });
  expect(missing()).toEqual(["some-client needs patch, has none"]);
});

test("a type that lost something needs a minor changeset in 0.x and a major one after it", () => {
  git("switch", "-q", "-c", "feature");
  commit({ "test/snapshots/surface/some-client.d.mts.txt": types.replace("  rows: Row[];\n", ""), ...changeset("patch") });
  expect(missing()).toEqual(["some-client needs minor, has patch"]);
  expect(explain(checkChangesets(root).unannounced)).toContain("needs a minor changeset, and has a patch one");
  commit(changeset("minor"));
  expect(missing()).toEqual([]);
  commit({ "packages/some-client/package.json": manifest({ version: "1.0.0" }) });
  expect(missing()).toEqual(["some-client needs major, has minor"]);
});

test("a type that only gained something needs a patch changeset in 0.x", () => {
  git("switch", "-q", "-c", "feature");
  commit({ "test/snapshots/surface/some-client.d.mts.txt": types.replace("  rows", "  next?: string | undefined;\n  rows") });
  expect(missing()).toEqual(["some-client needs patch, has none"]);
  commit(changeset("patch"));
  expect(missing()).toEqual([]);
});

test("the version branch, where the changesets were used up, passes", () => {
  commit(changeset("minor"));
  git("switch", "-q", "-c", "changeset-release/main");
  git("rm", "-q", ".changeset/kind-bees-sing.md");
  commit({
    "packages/some-client/package.json": manifest({ version: "0.2.0" }),
    "packages/some-client/CHANGELOG.md": "# some-client\n\n## 0.2.0\n\n- Text.\n",
  });
  expect(missing()).toEqual([]);
});

test("a version that was raised by hand does not pass", () => {
  git("switch", "-q", "-c", "feature");
  commit({ "packages/some-client/package.json": manifest({ version: "0.2.0" }) });
  expect(missing()).toEqual(["some-client needs patch, has none"]);
});

test("on the main branch before a release nothing is compared", () => {
  commit({ "packages/some-client/src/index.ts": "export const a = 1;\n" });
  expect(checkChangesets(root)).toEqual({ base: "nothing (the main branch, before its first release)", unannounced: [] });
});

test("on the main branch a package is compared with its last release", () => {
  git("tag", "some-client@0.1.0");
  commit({ "packages/some-client/src/index.ts": "export const a = 1;\n" });
  expect(checkChangesets(root).base).toBe("some-client@0.1.0");
  expect(missing()).toEqual(["some-client needs patch, has none"]);
  commit(changeset("patch"));
  expect(missing()).toEqual([]);
});

test("a shallow clone of a branch is compared with the tip of main", () => {
  git("switch", "-q", "-c", "feature");
  commit({ "packages/some-client/src/index.ts": "export const a = 1;\n" });
  const origin = root;
  root = mkdtempSync(join(tmpdir(), "specloom-gate-"));
  try {
    git("clone", "-q", "--depth", "1", "--no-single-branch", "--branch", "feature", pathToFileURL(origin).href, ".");
    expect(checkChangesets(root).base).toBe("origin/main");
    expect(missing()).toEqual(["some-client needs patch, has none"]);
  } finally {
    rmSync(origin, { recursive: true });
  }
});

test("a shallow clone that has nothing but its own commit passes", () => {
  commit({ "packages/some-client/src/index.ts": "export const a = 1;\n" });
  const origin = root;
  root = mkdtempSync(join(tmpdir(), "specloom-gate-"));
  try {
    git("clone", "-q", "--depth", "1", pathToFileURL(origin).href, ".");
    expect(missing()).toEqual([]);
  } finally {
    rmSync(origin, { recursive: true });
  }
});
