import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { reportOf } from "../report-of.ts";
import type { MeasuredRow, Report } from "../report.ts";
import { measureDocument } from "./measure-document.ts";
import type { PipelineRow } from "./pipeline-rows.ts";
import { documentNames, prepareDocument } from "./prepare-document.ts";
import { runTool } from "./run-tool.ts";
import { toolManifests } from "./tool-programs.ts";
import { COMMAND, TOOLS, tools } from "./tools.ts";

export interface PipelineBenchSettings {
  readonly rows: readonly PipelineRow[];
  readonly rounds: number;
  /** Told before each document and each run, with what is done. */
  readonly onStep: (step: string) => void;
}

function versionOf([name, path]: [string, string]): [string, string] {
  const manifest: { readonly version: string } = JSON.parse(readFileSync(path, "utf8"));
  return [name, manifest.version];
}

/** Measures the given rows, document by document, and reports all of them, met or not. */
export async function runPipelineBench({ rows, rounds, onStep }: PipelineBenchSettings): Promise<Report> {
  const folder = mkdtempSync(join(tmpdir(), "specloom-bench-"));
  const measured: MeasuredRow[] = [];
  const notes: string[] = [];
  try {
    for (const name of documentNames) {
      const own = rows.filter(({ document }) => document === name);
      if (own.length === 0) continue;
      onStep(`laying out ${name}`);
      const document = prepareDocument(name, folder);
      // oxlint-disable-next-line no-await-in-loop -- side by side they would disturb each other
      const result = await measureDocument(own, rounds, (tool) => {
        onStep(`${tool} on ${name}`);
        return runTool(tools[tool], document);
      });
      measured.push(...result.rows);
      notes.push(...result.notes);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return reportOf(measured, {
    versions: Object.fromEntries(Object.entries(toolManifests).map(versionOf)),
    rounds,
    columns: TOOLS,
    ours: [COMMAND],
    notes,
  });
}
