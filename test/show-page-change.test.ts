import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";

test("the demo of a changed page shows page, command, verdict and types, within a screen", () => {
  const folder = mkdtempSync(join(tmpdir(), "specloom-shown-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, "page-change.txt");
  execFileSync(process.execPath, [join(import.meta.dirname, "../scripts/show-page-change.ts"), file]);
  const parts = readFileSync(file, "utf8").split("\n\n");
  expect(parts.map((part) => part.split("\n")[0])).toEqual([
    "A vendor changes a page: specs/profound/pages/get-referrals-report-v2.md",
    "One command takes the change over: specloom sync profound --from changed-pages",
    "What it means for users: major",
    "What became of the client's types",
  ]);
  expect(parts[1]).toMatch(/\n {2}fetch +1 of \d+ pages changed +\d+ ms\n/);
  expect(parts[2]).toContain('\n    major  "hour" no longer allowed  sent: dimensions[], in ReferralsQueryV2\n');
  expect(parts[3]).toContain('\n  + metrics: ("visits" | "last_visit" | "visitors")[];\n');
  for (const part of parts) expect(part.split("\n").length).toBeLessThan(24);
});
