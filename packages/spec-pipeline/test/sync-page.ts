import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { CommandContext } from "../src/host/command.ts";
import type { Outcome, TemporaryWorkspace } from "./temporary-workspace.ts";

/** Serves the page `users.md` of the made vendor as a site would, and runs sync. */
export async function syncPage(
  workspace: TemporaryWorkspace,
  page: string,
  options: readonly string[] = [],
  changes: Partial<CommandContext> = {},
): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), "specloom-pages-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, "users.md"), page);
  return workspace.run(["sync", "--from", folder, ...options], changes);
}
