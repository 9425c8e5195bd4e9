import { expect, test } from "vitest";
import { CommandFailure, generate, UsageError } from "../../src/index.ts";
import { createWorkspace, emptyWorkspace } from "../temporary-workspace.ts";

test("writes the files of the command, and returns the changed ones", async () => {
  const [called, asked] = [createWorkspace(), createWorkspace()];
  await asked.run(["generate"]);
  const [result, ...others] = await generate({ folder: called.root });
  expect(others).toEqual([]);
  expect(called.snapshot()).toEqual(asked.snapshot());
  expect(result).toMatchObject({
    vendor: "acme",
    problems: [{ rule: "nullable" }],
    changed: expect.arrayContaining(["specs/acme/openapi.gen.yaml"]),
  });
  expect(await generate({ folder: called.root, vendors: ["acme"] })).toMatchObject([{ changed: [] }]);
});

test("problems are returned, and nothing is written", async () => {
  const workspace = createWorkspace();
  workspace.write("specs/acme/pages/users.md", "# Users");
  workspace.acceptPage("acme", "users.md");
  const before = workspace.snapshot();
  expect(await generate({ folder: workspace.root })).toMatchObject([
    { outcome: "nothing written", changed: [], problems: [{ severity: "error", rule: "no-block", location: { line: 1 } }] },
  ]);
  expect(workspace.snapshot()).toEqual(before);
});

test("a folder without a workspace and an unknown vendor are refused", async () => {
  await expect(generate({ folder: emptyWorkspace().root })).rejects.toThrow(UsageError);
  await expect(generate({ folder: createWorkspace().root, vendors: ["nobody"] })).rejects.toThrow("there is no vendor “nobody”");
  expect(new CommandFailure("a")).toBeInstanceOf(Error);
});

test("a signal that is aborted already ends the run before the first vendor", async () => {
  expect(await generate({ folder: createWorkspace().root, signal: AbortSignal.abort() })).toEqual([]);
});
