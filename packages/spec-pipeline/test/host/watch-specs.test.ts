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
  await vi.waitFor(() => expect(printed).toContain("watching specs/"), { timeout: 10_000 });
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
  await vi.waitFor(() => expect(workspace.read(OPERATIONS)).toContain("queryUsers"), { timeout: 10_000 });
  workspace.edit(OVERLAY, "operationId: queryUsers", "operationId: findUsers");
  await vi.waitFor(() => expect(workspace.read(OPERATIONS)).toContain("findUsers"), { timeout: 10_000 });
  expect(await watch.end()).toBe(0);
});

test("prints the problem of a broken save, leaves the files, and goes on", async () => {
  const workspace = createWorkspace();
  const watch = await startWatch(workspace);
  const overlay = workspace.read(OVERLAY);
  const before = workspace.read(TYPES);
  workspace.write(OVERLAY, overlay.replace("/users", "/nobody"));
  await vi.waitFor(() => expect(watch.printed()).toContain("1 error"), { timeout: 10_000 });
  expect(workspace.read(TYPES)).toBe(before);
  workspace.write(OVERLAY, overlay.replace("listUsers", "queryUsers"));
  await vi.waitFor(() => expect(workspace.read(OPERATIONS)).toContain("queryUsers"), { timeout: 10_000 });
  expect(await watch.end()).toBe(0);
});
