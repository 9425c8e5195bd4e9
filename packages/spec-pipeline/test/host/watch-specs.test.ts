import { expect, test, vi } from "vitest";
import { createWorkspace, type TemporaryWorkspace } from "../temporary-workspace.ts";

vi.setConfig({ testTimeout: 30_000 });

const TYPES = "packages/acme-client/src/generated/schema.gen.ts";
const OPERATIONS = "packages/acme-client/src/generated/operations.gen.ts";
const OVERLAY = "specs/acme/overlays/010-name-operations.yaml";

/** Starts the watch. Returns its output so far, and a function that ends it. */
async function startWatch(workspace: TemporaryWorkspace): Promise<{ printed: () => string; end: () => Promise<number> }> {
  const stop = new AbortController();
  let printed = "";
  const print = (text: string): void => void (printed += text);
  const running = workspace.run(["generate", "--watch"], { signal: stop.signal, print });
  await expect.poll(() => printed).toContain("watching specs/");
  return {
    printed: () => printed,
    end: async () => {
      stop.abort();
      return (await running).exitCode;
    },
  };
}

test("generates again whenever an overlay is saved, and ends in order", async () => {
  const workspace = createWorkspace();
  const watch = await startWatch(workspace);
  expect(workspace.read(OPERATIONS)).toContain("listUsers");
  workspace.edit(OVERLAY, "operationId: listUsers", "operationId: queryUsers");
  await expect.poll(() => workspace.read(OPERATIONS)).toContain("queryUsers");
  workspace.edit(OVERLAY, "operationId: queryUsers", "operationId: findUsers");
  await expect.poll(() => workspace.read(OPERATIONS)).toContain("findUsers");
  expect(await watch.end()).toBe(0);
});

test("prints the problem of a broken save, leaves the files, and goes on", async () => {
  const workspace = createWorkspace();
  const watch = await startWatch(workspace);
  const overlay = workspace.read(OVERLAY);
  const before = workspace.read(TYPES);
  workspace.write(OVERLAY, overlay.replace("/users", "/nobody"));
  await expect.poll(() => watch.printed()).toContain("1 error");
  expect(workspace.read(TYPES)).toBe(before);
  workspace.write(OVERLAY, overlay.replace("listUsers", "queryUsers"));
  await expect.poll(() => workspace.read(OPERATIONS)).toContain("queryUsers");
  expect(await watch.end()).toBe(0);
});
