import { execFileSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { findSubjectBlemishes, MAX_SUBJECT_LENGTH } from "./find-subject-blemishes.ts";
import { listFiles } from "./workspace.ts";

/** The last commit whose subject is not checked: a dozen of those up to it are too long. */
const CHECKED_SINCE = "175cb76b2127e25e6dc9aee6fa85ae45d6754ff0";

const vendors = listFiles("specs/*/vendor.yaml").map((path) => path.split("/")[1] ?? path);
const git = (...args: string[]): string => execFileSync("git", args, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });

describe("the history", () => {
  // In a shallow clone git would show no commits, or fewer, and nothing would be found.
  test("is whole, so that its subjects can be read: git fetch --unshallow, or fetch-depth: 0", () => {
    expect(git("rev-parse", "--is-shallow-repository").trim()).toBe("false");
    expect(git("cat-file", "-t", CHECKED_SINCE).trim()).toBe("commit");
    expect(() => git("merge-base", "--is-ancestor", CHECKED_SINCE, "HEAD")).not.toThrow();
  });

  test("has subjects of one form", () => {
    const commits = git("log", "--no-merges", "--format=%h %s", `${CHECKED_SINCE}..HEAD`).trim().split("\n");
    expect(commits.length).toBeGreaterThan(1);
    const found = commits.flatMap((line) => {
      const subject = line.slice(line.indexOf(" ") + 1);
      return findSubjectBlemishes(subject, vendors).map((blemish) => `${line}: ${blemish}`);
    });
    expect(found).toEqual([]);
  });
});

describe("a subject", () => {
  test.each([
    "fix(profound): read a page without rows",
    "docs: say where the rehearsal runs",
    "feat(pipeline): lay out a new vendor",
    "spec(saasquatch): refresh pages",
    "chore: version packages",
    `chore: ${"x".repeat(MAX_SUBJECT_LENGTH - "chore: ".length)}`,
  ])("may be “%s”", (subject) => {
    expect(findSubjectBlemishes(subject, vendors)).toEqual([]);
  });

  test.each([
    ["read a page without rows", "is not of the form “type(scope): imperative sentence”"],
    ["fix:no space", "is not of the form “type(scope): imperative sentence”"],
    ["", "is not of the form “type(scope): imperative sentence”"],
    ["feature: read a page", "has the type “feature”, and the types are feat, fix, docs,"],
    ["Fix: read a page", "has the type “Fix”"],
    ["fix(acme): read a page", "has the scope “acme”, and the scopes are profound, saasquatch, runtime,"],
    ["fix(): read a page", "has the scope “”"],
    ["feat(runtime)!: leave out the walk", "is not of the form"],
    ["fix: Read a page", "does not begin in lower case"],
    ["fix: read a page.", "ends with a full stop"],
    [`chore: ${"x".repeat(MAX_SUBJECT_LENGTH - "chore: ".length + 1)}`, "has 73 characters, and 72 are the most"],
  ])("may not be “%s”", (subject, blemish) => {
    expect(findSubjectBlemishes(subject, vendors).join("\n")).toContain(blemish);
  });
});
