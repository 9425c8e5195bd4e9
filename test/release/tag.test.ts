import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createSandbox } from "./release-sandbox.ts";

const PROMOTED = { call: "npm view one@1.2.0 version", stdout: "1.2.0\n" };

test("the tag stands on the commit that raised the version, though others came after it", () => {
  const sandbox = createSandbox();
  sandbox.commitVersion("one", "1.1.0");
  const raised = sandbox.commitVersion("one", "1.2.0");
  sandbox.commitVersion("two", "0.0.0");
  const absent = { call: "npm view two@0.0.0 version", status: 1, stderr: "npm error code E404" };
  const outcome = sandbox.run("tag.ts --local", [PROMOTED, absent]);
  expect(outcome).toMatchObject({ status: 0, lines: [`one@1.2.0: tagged at ${raised}`, "two@0.0.0: not promoted yet"] });
  expect(sandbox.git("tag", "--list", "--format=%(refname:short) %(objectname)")).toBe(`one@1.2.0 ${raised}`);
  // It has its tag, so nobody is asked again.
  expect(sandbox.run("tag.ts --local", [absent])).toMatchObject({ status: 0, lines: ["two@0.0.0: not promoted yet"] });
});

test("a release has the version's entry of the changelog, and no other", () => {
  const sandbox = createSandbox();
  const raised = sandbox.commitVersion("one", "1.2.0");
  writeFileSync(
    join(sandbox.folder, "packages/one/CHANGELOG.md"),
    "# one\n\n## 1.2.0\n\n- Two methods more.\n\n## 1.1.0\n\n- The first.\n",
  );
  const create = `gh release create one@1.2.0 --target ${raised} --title one@1.2.0 --notes-file -`;
  expect(sandbox.run("tag.ts", [PROMOTED, { call: create }])).toMatchObject({
    status: 0,
    calls: [create],
    inputs: ["- Two methods more."],
  });
});

test("a version is not reported as waiting if the registry cannot be asked", () => {
  const sandbox = createSandbox();
  sandbox.commitVersion("one", "1.2.0");
  const outcome = sandbox.run("tag.ts --local", [{ ...PROMOTED, stdout: "", status: 1, stderr: "npm error code ETIMEDOUT" }]);
  expect([outcome.status, outcome.lines, sandbox.git("tag")]).toEqual([1, [], ""]);
  expect(outcome.stderr).toContain("npm view one@1.2.0 ended with 1: npm error code ETIMEDOUT");
});

test("a release that cannot be made fails the run with the program's reason", () => {
  const sandbox = createSandbox();
  sandbox.commitVersion("one", "1.2.0");
  writeFileSync(join(sandbox.folder, "packages/one/CHANGELOG.md"), "# one\n");
  const outcome = sandbox.run("tag.ts", [PROMOTED]);
  expect([outcome.status, outcome.lines]).toEqual([1, []]);
  expect(outcome.stderr).toMatch(/gh release create one@1\.2\.0 .* ended with 99/);
});
