// `npm run release:status`: what the next release will hold, and what nobody has announced yet.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkChangesets, explain } from "./changeset-gate.ts";

interface Status {
  changesets: { id: string; summary: string; releases: { name: string }[] }[];
  releases: { name: string; type: string; oldVersion: string; newVersion: string; changesets: string[] }[];
}

/** What changesets makes of the pending files; it writes its answer to a file and talks besides. */
function pendingReleases(): Status {
  const folder = mkdtempSync(join(tmpdir(), "specloom-status-"));
  try {
    const file = join(folder, "status.json");
    const { status, stderr } = spawnSync("changeset", ["status", `--output=${file}`], {
      encoding: "utf8",
      shell: process.platform === "win32",
    });
    if (status !== 0) throw new Error(`changeset status failed: ${stderr}`);
    return JSON.parse(readFileSync(file, "utf8"));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const firstSentence = (text: string): string => /^.*?[.](?=\s|$)/.exec(text)?.[0] ?? text;

const { changesets, releases } = pendingReleases();
const raised = releases.filter(({ type }) => type !== "none");
if (raised.length === 0) console.log("Nothing to release: no changeset is pending.");
for (const { name, type, oldVersion, newVersion, changesets: ids } of raised) {
  console.log(`${name}  ${oldVersion} → ${newVersion}  (${type})`);
  for (const { id, summary } of changesets.filter((changeset) => ids.includes(changeset.id)))
    console.log(`  .changeset/${id}.md  ${firstSentence(summary)}`);
}
const { base, unannounced } = checkChangesets(".");
console.log(`\nCompared with ${base}:`);
console.log(unannounced.length === 0 ? "every change that reaches users is announced." : explain(unannounced));
process.exit(unannounced.length === 0 ? 0 : 1);
