import { expect, test } from "vitest";
import { createWorkspace, type TemporaryWorkspace } from "../temporary-workspace.ts";

const GENERATED = [
  "specs/acme/openapi.gen.yaml",
  "packages/acme-client/src/generated/README.md",
  "packages/acme-client/src/generated/schema.gen.ts",
  "packages/acme-client/src/generated/operations.gen.ts",
  "packages/acme-client/src/generated/validators.gen.ts",
];

async function generated(): Promise<TemporaryWorkspace> {
  const workspace = createWorkspace();
  await workspace.run(["generate"]);
  return workspace;
}

test("a tree that generate has written is in order", async () => {
  const workspace = await generated();
  const before = workspace.snapshot();
  expect(await workspace.run(["check"])).toMatchObject({ exitCode: 0 });
  expect(workspace.snapshot()).toEqual(before);
});

test.each(GENERATED)("one changed byte of %s is drift, shown with its line, and nothing is written", async (path) => {
  const workspace = await generated();
  const text = workspace.read(path);
  const middle = Math.floor(text.length / 2);
  workspace.write(path, `${text.slice(0, middle)}~${text.slice(middle + 1)}`);
  const before = workspace.snapshot();
  const { exitCode, output } = await workspace.run(["check"]);
  expect(exitCode).toBe(1);
  expect(output).toContain(path);
  expect(output).toMatch(/\d+ {2}error {4}the file differs from the output of generate {2}drift\n +- .*~/);
  expect(output).toContain("fix: run specloom generate acme");
  expect(workspace.snapshot()).toEqual(before);
});

test("line ends that differ are drift that can be seen", async () => {
  const workspace = await generated();
  const path = "specs/acme/openapi.gen.yaml";
  workspace.write(path, workspace.read(path).replace("openapi: 3.1.0\n", "openapi: 3.1.0\r\n"));
  const { exitCode, output } = await workspace.run(["check"]);
  expect(exitCode).toBe(1);
  expect(output).toContain(String.raw`- openapi: 3.1.0\u000d`);
});

test("one changed byte of a page is a problem", async () => {
  const workspace = await generated();
  workspace.edit("specs/acme/pages/users.md", "# List users", "# List Users");
  const { exitCode, output } = await workspace.run(["check"]);
  expect(exitCode).toBe(1);
  expect(output).toContain("specs/acme/vendor.yaml");
  expect(output).toContain("page-hash");
});

test("one changed byte of an overlay is drift", async () => {
  const workspace = await generated();
  workspace.edit("specs/acme/overlays/010-name-operations.yaml", "listUsers", "listUserz");
  expect(await workspace.run(["check"])).toMatchObject({ exitCode: 1, output: expect.stringContaining("listUserz") });
});

test("a missing file is drift", async () => {
  const workspace = await generated();
  workspace.remove("packages/acme-client/src/generated/schema.gen.ts");
  expect(await workspace.run(["check"])).toMatchObject({ exitCode: 1, output: expect.stringContaining("the file is missing") });
});

test("a foreign file in a generated folder is a problem", async () => {
  const workspace = await generated();
  workspace.write("packages/acme-client/src/generated/deep/helper.ts", "export {};\n");
  const { exitCode, output } = await workspace.run(["check"]);
  expect(exitCode).toBe(1);
  expect(output).toContain("packages/acme-client/src/generated/deep/helper.ts");
  expect(output).toContain("a foreign file: nothing generates it");
});

test("only the vendors named are checked", async () => {
  const workspace = await generated();
  workspace.write("specs/broken/vendor.yaml", "");
  expect(await workspace.run(["check", "acme"])).toMatchObject({ exitCode: 0 });
  expect(await workspace.run(["check"])).toMatchObject({ exitCode: 1 });
});

test("a line that was added to a generated file by hand is code that no emitter writes", async () => {
  const workspace = await generated();
  const path = "packages/acme-client/src/generated/operations.gen.ts";
  const text = workspace.read(path);
  workspace.write(path, `${text}process.exit(1);\n`);
  const { exitCode, output } = await workspace.run(["check"]);
  expect(exitCode).toBe(1);
  expect(output).toContain("code that no emitter writes: a statement of another kind  foreign-code");
  expect(output).toMatch(new RegExp(`\n +${text.split("\n").length}:1 +error +code that no emitter`));
});
