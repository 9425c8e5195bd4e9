import { join } from "node:path";
import type { Comparison } from "../diff/comparison.ts";
import type { PipelineInput, PipelineResult } from "../pipeline.ts";
import type { Problem } from "../problems/problem.ts";
import type { VendorReport } from "../problems/report.ts";
import { editVendorPages } from "../vendor/edit-vendor-pages.ts";
import { removeActions } from "./remove-actions.ts";
import { collectPages, keepPages, withPages, type ChangedPage, type PageSource } from "./collect-pages.ts";
import type { CommandContext } from "../host/command.ts";
import { applyChanges, planChanges, type FileChange } from "../host/files.ts";
import { proposeRelease } from "../release/propose-release.ts";
import { runWithRoom } from "../host/run-with-room.ts";
import { readText } from "../host/workspace.ts";
import { readVendorFiles } from "../host/vendor-files.ts";

export interface SyncedVendor {
  readonly report: VendorReport;
  /** What was written; undefined where nothing was. */
  readonly written?: { readonly input: PipelineInput; readonly comparison: Comparison | undefined } | undefined;
}

/** Takes over the vendor's changed pages with all that follows from them, or leaves the vendor's files as they are. */
export async function syncVendor(root: string, id: string, source: PageSource, context: CommandContext): Promise<SyncedVendor> {
  const nothing = { vendor: id, stages: [], outcome: "nothing written" };
  const { input, problems } = await readVendorFiles(root, id);
  if (!input) return { report: { ...nothing, problems } };
  const file = `specs/${id}/vendor.yaml`;
  const vendorText = (await readText(join(root, file))) ?? "";

  const startMs = performance.now();
  const { changed, failures, notes } = await collectPages(input, source, { file, text: vendorText, firstLine: 1 });
  const outcome = `${changed.length} of ${input.vendor.pages.length} pages changed`;
  const fetched = { ...nothing, stages: [{ stage: "fetch", outcome, elapsedMs: performance.now() - startMs }] };
  if (context.signal.aborted) return { report: { ...fetched, problems: notes, outcome: INTERRUPTED_OUTCOME } };
  if (failures.length > 0) return { report: { ...fetched, problems: [...notes, ...failures] } };
  if (changed.length === 0) return { report: { ...fetched, problems: notes, outcome: "no page has changed" } };

  const { result, notes: corrections, overlays } = await runWithoutSpent(withPages(input, changed));
  const found = [...notes, ...corrections, ...result.problems];
  const report = { ...fetched, stages: [...fetched.stages, ...result.stages], problems: found };
  if (context.signal.aborted) return { report: { ...report, outcome: INTERRUPTED_OUTCOME } };
  if (result.problems.some(isOpen)) {
    const kept = `.work/${id}/pages`;
    await keepPages(join(root, kept), changed);
    const advice = `nothing written; the new pages are in ${kept}: mend, then specloom sync ${id} --from ${kept}`;
    return { report: { ...report, outcome: advice } };
  }
  const changes: readonly FileChange[] = [
    ...changed.map(({ page, bytes }) => ({ path: `specs/${id}/pages/${page.file}`, content: bytes })),
    { path: file, content: editVendorPages(vendorText, edits(changed, context.today())) },
    ...overlays,
    ...(await planChanges(root, result.files, input.vendor.output)),
  ];
  applyChanges(root, changes);

  const run = { vendor: input.vendor, result, problems: result.problems };
  const proposal = await proposeRelease(root, run, context.signal);
  return {
    report: {
      ...report,
      problems: [...report.problems, ...proposal.problems],
      outcome: `wrote ${changes.map(({ path }) => path).join(", ")}; ${proposal.outcome}`,
    },
    written: { input, comparison: proposal.comparison },
  };
}

interface RunWithoutSpent {
  readonly result: PipelineResult;
  /** Which actions were taken out, and why. */
  readonly notes: readonly Problem[];
  /** The overlays without them. */
  readonly overlays: readonly FileChange[];
}

/** Runs the stages. Where the vendor has made corrections of ours, their actions are taken out of the overlays, and the stages run again. */
async function runWithoutSpent(input: PipelineInput): Promise<RunWithoutSpent> {
  const result = await runWithRoom(input);
  if (result.spent.length === 0) return { result, notes: [], overlays: [] };
  const spent = Map.groupBy(result.spent, ({ file }) => file);
  const overlays = input.overlays.flatMap((overlay) => {
    const actions = spent.get(overlay.file);
    if (actions === undefined) return [];
    const indices = actions.map(({ pointer }) => Number(pointer.split("/").at(-1)));
    return [{ path: overlay.file, content: removeActions(overlay.text, indices) }];
  });
  const texts = new Map(overlays.map(({ path, content }) => [path, content]));
  const kept = input.overlays.flatMap((overlay) => {
    const text = texts.has(overlay.file) ? texts.get(overlay.file) : overlay.text;
    return text === undefined ? [] : [{ ...overlay, text }];
  });
  const notes = result.problems
    .filter(({ rule }) => rule === "correction-made")
    .map((problem) => ({ ...problem, fix: "nothing to do: the action is taken out of the overlay" }));
  return { result: await runWithRoom({ ...input, overlays: kept }), notes, overlays };
}

const INTERRUPTED_OUTCOME = "interrupted, nothing written";

function isOpen({ severity }: Problem): boolean {
  return severity !== "info";
}

function edits(changed: readonly ChangedPage[], retrieved: string): Parameters<typeof editVendorPages>[1] {
  return changed.map(({ page, sha256, etag, lastModified }) => ({ file: page.file, retrieved, sha256, etag, lastModified }));
}
