import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { printYaml } from "../document/canonical.ts";
import type { JsonObject } from "../document/json.ts";
import { applyChanges, planChanges } from "../host/files.ts";
import { runVendor, selectVendors } from "../host/run-vendor.ts";
import { isOpen } from "../problems/problem.ts";
import type { StageReport, VendorReport } from "../problems/report.ts";
import { checkOptions, type OptionKind } from "./check-options.ts";

/** The request to `generate`. */
export interface GenerateOptions {
  /** Folder of the workspace, or one inside of it. @default the current folder */
  readonly folder?: string | undefined;
  /** Names of vendors, as their folders below `specs/`. @default all vendors */
  readonly vendors?: readonly string[] | undefined;
  /** Also writes the result of each stage to `.work/<vendor>/`. @default false */
  readonly keep?: boolean | undefined;
  /** Called at the end of each stage of a vendor. */
  readonly onStage?: ((vendor: string, stage: StageReport) => void) | undefined;
  /** Ends the run early. No file is half written. */
  readonly signal?: AbortSignal | undefined;
}

const OPTIONS: Readonly<Record<keyof GenerateOptions, OptionKind>> = {
  folder: "text",
  vendors: "texts",
  keep: "flag",
  onStage: "function",
  signal: "signal",
};

/** The result of `generate` for one vendor. */
export interface GenerateResult extends VendorReport {
  /** Paths from the workspace's root that were written or deleted. Empty if nothing has changed, or if there are problems. */
  readonly changed: readonly string[];
}

/**
 * Writes the bundled spec and the generated code of vendors, as `specloom generate` does.
 *
 * Shape: one result for each vendor, in the order of the names; fewer after the signal. A vendor has its new files if none of its `problems`
 * is an error or a warning; otherwise its files stay as they are.
 * Units: `stages[].elapsedMs` is in milliseconds; lines and columns of problems count from 1.
 *
 * @example
 * const [result] = await generate({ vendors: ["acme"] });
 * @throws {UsageError} an option is wrong, or there is no workspace in the folder or above, or no vendor of that name.
 * @throws {CommandFailure} a file cannot be written; then none was.
 */
export async function generate(options: GenerateOptions = {}): Promise<readonly GenerateResult[]> {
  checkOptions(options, OPTIONS);
  const { folder = process.cwd(), vendors = [], signal } = options;
  const { root, vendors: chosen } = await selectVendors({ positionals: vendors }, { cwd: folder });
  const results: GenerateResult[] = [];
  for (const id of chosen) {
    if (signal?.aborted) break;
    results.push(await generateVendor(root, id, options));
  }
  return results;
}

async function generateVendor(root: string, id: string, options: GenerateOptions): Promise<GenerateResult> {
  const { keep = false, onStage, signal } = options;
  const { vendor, result, problems } = await runVendor(root, id, signal, (stage) => onStage?.(id, stage));
  if (keep) await writeIntermediates(join(root, ".work", id), result.intermediates);
  const report = { vendor: id, stages: result.stages, problems, changed: [] };
  if (!vendor || problems.some(isOpen)) return { ...report, outcome: "nothing written" };
  const changes = await planChanges(root, result.files, vendor.output);
  if (signal?.aborted) return { ...report, outcome: "interrupted, nothing written" };
  applyChanges(root, changes);
  const changed = changes.map(({ path, content }) => `${path}${content === undefined ? " deleted" : ""}`);
  return {
    ...report,
    changed: changes.map(({ path }) => path),
    outcome: changed.length === 0 ? `${result.files.size} files, none changed` : `wrote ${changed.join(", ")}`,
  };
}

async function writeIntermediates(folder: string, intermediates: ReadonlyMap<string, JsonObject>): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  for (const [name, document] of intermediates) await writeFile(join(folder, name), printYaml(document, name));
}
