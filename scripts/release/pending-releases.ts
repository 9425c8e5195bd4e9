/** What changesets makes of the pending files. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface PendingReleases {
  changesets: { id: string; summary: string; releases: { name: string }[] }[];
  releases: { name: string; type: string; oldVersion: string; newVersion: string; changesets: string[] }[];
}

/** Asks `changeset status`, which writes its result to a file and talks on both channels. Throws its reason in one sentence. */
export function pendingReleases(root: string): PendingReleases {
  const folder = mkdtempSync(join(tmpdir(), "specloom-status-"));
  try {
    const file = join(folder, "status.json");
    const { status, stdout, stderr, error } = spawnSync("changeset", ["status", `--output=${file}`], {
      cwd: root,
      encoding: "utf8",
      shell: process.platform === "win32",
    });
    if (error) throw new Error(`changeset could not be started: ${error.message}`);
    if (status !== 0) throw new Error(`changeset status failed: ${reasonIn(`${stderr}\n${stdout}`)}`);
    return JSON.parse(readFileSync(file, "utf8"));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The message of the error among its banner, its notes and the stack. */
function reasonIn(output: string): string {
  const lines = output
    .split("\n")
    .map((line) => line.replace(/^🦋\s*/u, "").trim())
    .filter(Boolean);
  const error =
    lines.find((line) => /^\w*(?:Error|Exception)\b.*: \S/.test(line)) ?? lines.find((line) => /^error\b/i.test(line));
  return error?.replace(/^\w*Error: /, "") ?? (lines.join(" ") || "it does not say why");
}
