import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Suite } from "../../suite.ts";
import { checks } from "./checks.ts";
import { writeComparedPage } from "./compared-page.ts";
import { observe, others, readProgram, specloom, type Observation } from "./observe.ts";

export const compared: Suite = {
  id: "compared",
  title: "Ten tasks on OpenAI's API, written with three clients",
  source: "npm: two other clients",
  data: [],
  must: { cases: 20 },
  asks: "that a program comes out right, also where the server misbehaves: [each check and what came of it](compared.md#ten-tasks-three-clients)",
  async run() {
    const observations: Observation[] = [];
    const programs = new Map<string, string>();
    for (const subject of [specloom, ...others]) {
      const folder = await mkdtemp(join(tmpdir(), "specloom-compared-"));
      try {
        observations.push(await observe(subject, folder));
        programs.set(subject.id, await readProgram(subject));
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    }
    await writeComparedPage({ date: new Date().toISOString().slice(0, 10), observations }, programs);
    const [ours, ...theirs] = observations;
    const beside = theirs.map(({ name, wrong }) => `${name}: ${checks.length - Object.keys(wrong).length}`);
    return {
      cases: checks.length,
      failures: Object.entries(ours?.wrong ?? {}).map(([name, reason]) => ({ name, reason })),
      beside: beside.join("; "),
    };
  },
};
