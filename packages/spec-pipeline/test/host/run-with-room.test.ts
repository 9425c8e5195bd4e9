import { expect, test } from "vitest";
import { runWithRoom } from "../../src/host/run-with-room.ts";
import { readVendorFiles } from "../../src/host/vendor-files.ts";
import { USERS_PAGE, createWorkspace, type TemporaryWorkspace } from "../temporary-workspace.ts";

/** A page whose schemas refer to one another in a chain of 2500. */
function writeChain(workspace: TemporaryWorkspace): void {
  const chain = Array.from(
    { length: 2500 },
    (_value, index) =>
      `    Link${index}:\n      type: object\n      properties:\n        next:\n          $ref: '#/components/schemas/Link${index + 1}'\n`,
  );
  const padding = `    Link2500:\n      type: object\n      description: ${"x".repeat(200_000)}\n`;
  const page = USERS_PAGE.replace(
    "        name:\n",
    "        link:\n          $ref: '#/components/schemas/Link0'\n        name:\n",
  ).replace("  securitySchemes:", () => `${chain.join("")}${padding}  securitySchemes:`);
  workspace.write("specs/acme/pages/users.md", page);
  workspace.acceptPage("acme", "users.md");
}

test("references may chain through thousands of schemas of a large page", async () => {
  const workspace = createWorkspace();
  writeChain(workspace);
  const { exitCode, output } = await workspace.run(["generate"]);
  expect(output).toContain("1 operation, 2502 schemas");
  expect(exitCode).toBe(0);
  expect(workspace.read("specs/acme/openapi.gen.yaml")).toContain("Link2500:");
});

test("schemas of a small page may extend one another in a chain of a thousand", async () => {
  const workspace = createWorkspace();
  const chain = Array.from(
    { length: 1000 },
    (_value, index) =>
      `    Link${index}:\n      allOf:\n        - $ref: '#/components/schemas/Link${index + 1}'\n        - description: own\n`,
  );
  const page = USERS_PAGE.replace(
    "        name:\n",
    "        link:\n          $ref: '#/components/schemas/Link0'\n        name:\n",
  ).replace("  securitySchemes:", () => `${chain.join("")}    Link1000:\n      type: object\n  securitySchemes:`);
  workspace.write("specs/acme/pages/users.md", page);
  workspace.acceptPage("acme", "users.md");
  const { exitCode, output } = await workspace.run(["generate"]);
  expect(output).toContain("1 operation, 1002 schemas");
  expect(exitCode).toBe(0);
});

test("the run of a large page can be interrupted, and nothing is written", async () => {
  const workspace = createWorkspace();
  writeChain(workspace);
  const before = workspace.snapshot();
  const stop = new AbortController();
  const running = workspace.run(["generate"], { signal: stop.signal });
  setTimeout(() => stop.abort(), 200);
  expect(await running).toMatchObject({ exitCode: 130, output: expect.stringContaining("acme: nothing written") });
  expect(workspace.snapshot()).toEqual(before);
});

test("a stage that gives no result is ended, and is a problem of its vendor", async () => {
  const workspace = createWorkspace();
  writeChain(workspace);
  const { input } = await readVendorFiles(workspace.root, "acme");
  if (!input) throw new Error("the workspace has a vendor");
  const { problems, files } = await runWithRoom(input, undefined, undefined, 1);
  expect(problems).toMatchObject([
    { rule: "stage-too-long", severity: "error", message: /^the first stage gave no result within 0\.001 s/ },
  ]);
  expect(files.size).toBe(0);
});

test("an example for a pattern that never ends does not keep the day from ending", async () => {
  const workspace = createWorkspace();
  const page = USERS_PAGE.replace(
    "        name:\n",
    `        code:\n          type: string\n          pattern: ^(a+)+$\n          example: ${"a".repeat(60)}!\n        name:\n`,
  );
  workspace.write("specs/acme/pages/users.md", page);
  workspace.acceptPage("acme", "users.md");
  const { exitCode, output } = await workspace.run(["generate"]);
  expect(output).toContain("pattern-explosive");
  expect(exitCode).toBe(1);
});
