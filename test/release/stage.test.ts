import { join } from "node:path";
import { expect, test } from "vitest";
import { createSandbox, type Reaction } from "./release-sandbox.ts";

const HELP: Reaction = { call: "npm stage --help" };
const UNKNOWN = { status: 1, stderr: "npm error code E404" };

/** A workspace of two packages, of which the registry has none. */
function twoPackages() {
  const sandbox = createSandbox();
  sandbox.commitVersion("one", "1.2.0");
  sandbox.commitVersion("two", "0.3.0");
  const views: readonly Reaction[] = [
    { call: "npm view one@1.2.0 version", ...UNKNOWN },
    { call: "npm view two@0.3.0 version", ...UNKNOWN },
  ];
  const publish = (name: string, ...more: readonly string[]): string =>
    ["npm stage publish", join(sandbox.folder, "tarballs", `${name}.tgz`), ...more].join(" ");
  return { sandbox, views, publish };
}

test("a version that the registry lacks is staged, and one that it has is not", () => {
  const { sandbox, views, publish } = twoPackages();
  const has = { call: "npm view one@1.2.0 version", stdout: "1.2.0\n" };
  expect(sandbox.run("stage.ts", [HELP, has, ...views, { call: publish("two-0.3.0") }])).toMatchObject({
    status: 0,
    lines: ["one@1.2.0: published before", expect.stringMatching(/^two@0\.3\.0: staged; .*`npm stage list two`/)],
    calls: ["npm stage publish ./tarballs/two-0.3.0.tgz"],
  });
});

test("a version that waits already is no failure", () => {
  const { sandbox, views, publish } = twoPackages();
  const waits = { call: publish("one-1.2.0"), status: 1, stderr: "npm error code E409\n" };
  const outcome = sandbox.run("stage.ts", [HELP, ...views, waits, { call: publish("two-0.3.0") }]);
  expect([outcome.status, outcome.lines[0]]).toEqual([0, "one@1.2.0: staged before"]);
});

test("a package that cannot be staged stops no other, and fails the run with npm's reason", () => {
  const { sandbox, views, publish } = twoPackages();
  const forbidden = { call: publish("one-1.2.0"), status: 1, stderr: "npm error code E403\n" };
  const outcome = sandbox.run("stage.ts", [HELP, ...views, forbidden, { call: publish("two-0.3.0") }]);
  expect(outcome).toMatchObject({ status: 1, lines: [expect.stringMatching(/^two@0\.3\.0: staged/)] });
  expect(outcome.stderr).toBe("one@1.2.0: not staged\nnpm error code E403\n");
});

test("a package that no release has raised is not staged", () => {
  const sandbox = createSandbox();
  sandbox.commitVersion("one", "0.0.0");
  expect(sandbox.run("stage.ts", [HELP])).toMatchObject({
    status: 0,
    lines: ["one@0.0.0: not raised by a release yet"],
    calls: [],
  });
});

test("nothing is staged if the registry cannot be asked, or npm cannot stage", () => {
  const { sandbox, publish } = twoPackages();
  const offline = { call: "npm view one@1.2.0 version", status: 1, stderr: "npm error code ENOTFOUND" };
  const failed = sandbox.run("stage.ts", [HELP, offline, { call: publish("one-1.2.0") }]);
  expect([failed.status, failed.calls]).toEqual([1, []]);
  expect(failed.stderr).toContain("npm view one@1.2.0 ended with 1: npm error code ENOTFOUND");
  const old = sandbox.run("stage.ts", [{ ...HELP, status: 1 }]);
  expect([old.status, old.calls]).toEqual([1, []]);
  expect(old.stderr).toContain("this npm has no `npm stage`: update it");
});

test("provenance is asked for where the runner can prove who it is", () => {
  const { sandbox, views, publish } = twoPackages();
  const reactions = ["one-1.2.0", "two-0.3.0"].map((name) => ({ call: publish(name, "--provenance") }));
  const outcome = sandbox.run("stage.ts", [HELP, ...views, ...reactions], {
    ACTIONS_ID_TOKEN_REQUEST_URL: "https://token.example",
  });
  expect([outcome.status, outcome.calls.length]).toEqual([0, 2]);
});
