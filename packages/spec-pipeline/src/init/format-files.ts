import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Problem } from "../problems/problem.ts";

/** Formats files of the workspace with its own oxfmt and settings. Without oxfmt the files stay as they are. */
export function formatFiles(root: string, paths: readonly string[]): readonly Problem[] {
  const oxfmt = join(root, "node_modules/oxfmt/bin/oxfmt");
  if (!existsSync(oxfmt)) return [];
  const { status, stderr } = spawnSync(process.execPath, [oxfmt, "--no-error-on-unmatched-pattern", ...paths], {
    cwd: root,
    encoding: "utf8",
  });
  if (status === 0) return [];
  const message = `oxfmt did not format the new files: ${stderr.trim() || `it ended with ${String(status)}`}`;
  return [{ rule: "not-formatted", severity: "info", message }];
}
