import { join } from "node:path";
import type { Comparison } from "../diff/comparison.ts";
import type { CommandContext } from "../host/command.ts";
import { applyChanges, planChanges, type FileChange } from "../host/files.ts";
import { runWithRoom } from "../host/run-with-room.ts";
import { readVendorFiles } from "../host/vendor-files.ts";
import { readText } from "../host/workspace.ts";
import type { PipelineInput, PipelineResult } from "../pipeline.ts";
import { isOpen, type Problem } from "../problems/problem.ts";
import type { VendorReport } from "../problems/report.ts";
import { proposeRelease } from "../release/propose-release.ts";
import { editVendorPages } from "../vendor/edit-vendor-pages.ts";
import { collectPages, keepPages, siteSettings, withPages, type ChangedPage, type PageSource } from "./collect-pages.ts";
import { findPages, untaken } from "./find-pages.ts";
import { readPublished } from "./published-file.ts";
import { removeActions } from "./remove-actions.ts";
import { withoutForeignCode } from "./without-foreign-code.ts";

export interface SyncedVendor {
  readonly report: VendorReport;
  /** The written files. Undefined if there are none. */
  readonly written?: WrittenVendor | undefined;
}

export interface WrittenVendor {
  readonly input: PipelineInput;
  readonly comparison: Comparison | undefined;
  /** Whether the generated files follow from the pages. If a stage fails, only the pages are written. */
  readonly isGenerated: boolean;
}

export interface SyncSettings {
  readonly source: PageSource;
  /** Whether a change that a person has to finish is written too, as far as possible. On its own branch it becomes a draft. */
  readonly writesDraft: boolean;
  /** Whether the index of the site is read too, to report published pages that nobody has taken. */
  readonly looksForPages: boolean;
}

/** The number of new pages that a sync looks at. `specloom pages` looks at all. */
const MOST_LOOKS = 20;

/**
 * Takes over the vendor's changed pages with all consequences. If a page cannot be fetched or a stage finds a problem, the vendor's files
 * stay unchanged, or become the draft.
 */
export async function syncVendor(
  root: string,
  id: string,
  { source, writesDraft, looksForPages }: SyncSettings,
  context: CommandContext,
): Promise<SyncedVendor> {
  const nothing = { vendor: id, stages: [], outcome: "nothing written" };
  const { input, problems } = await readVendorFiles(root, id);
  if (!input) return { report: { ...nothing, problems } };
  const file = `specs/${id}/vendor.yaml`;
  const vendorText = (await readText(join(root, file))) ?? "";

  const startMs = performance.now();
  const { changed, failures, notes, isLasting, read } = await collectPages(input, source, {
    file,
    text: vendorText,
    firstLine: 1,
  });
  const stage = { stage: "fetch", outcome: `${changed.length} of ${input.vendor.pages.length} pages changed` };
  const fetched = { ...nothing, stages: [{ ...stage, elapsedMs: performance.now() - startMs }] };
  if (context.signal.aborted) return { report: { ...fetched, problems: notes, outcome: INTERRUPTED_OUTCOME } };
  const offered = looksForPages && read > 0 ? await offeredPages(root, input, context) : [];
  const noted = [...notes, ...offered, ...failures];
  if (failures.length > 0 && (!writesDraft || read === 0)) return { report: { ...fetched, problems: noted } };
  if (changed.length === 0) {
    const report = { ...fetched, problems: noted, outcome: "no page has changed" };
    // A site with a failure today is no work for a person. A page that is gone is.
    return isLasting ? { report, written: { input, comparison: undefined, isGenerated: true } } : { report };
  }

  const { result: made, notes: corrections, overlays } = await runWithoutSpent(withPages(input, changed));
  const result = withoutForeignCode(made);
  const found = [...noted, ...corrections, ...result.problems];
  const report = { ...fetched, stages: [...fetched.stages, ...result.stages], problems: found };
  if (context.signal.aborted) return { report: { ...report, outcome: INTERRUPTED_OUTCOME } };
  if (result.problems.some(isOpen) && !writesDraft) {
    const kept = `.work/${id}/pages`;
    await keepPages(join(root, kept), changed);
    const advice = `nothing written; the new pages are in ${kept}: fix the problems, then specloom sync ${id} --from ${kept}`;
    return { report: { ...report, outcome: advice } };
  }
  const changes: readonly FileChange[] = [
    ...changed.map(({ page, bytes }) => ({ path: `specs/${id}/pages/${page.file}`, content: bytes })),
    { path: file, content: editVendorPages(vendorText, edits(changed, context.today())) },
    ...overlays,
    ...(result.bundled ? await planChanges(root, result.files, input.vendor.output) : []),
  ];
  applyChanges(root, changes);
  const wrote = `wrote ${changes.map(({ path }) => path).join(", ")}`;
  if (!result.bundled) {
    const outcome = `${wrote}; nothing is generated from the new pages while there are errors`;
    return { report: { ...report, outcome }, written: { input, comparison: undefined, isGenerated: false } };
  }

  const run = { vendor: input.vendor, result, problems: result.problems };
  const proposal = await proposeRelease(root, run, context.signal);
  return {
    report: {
      ...report,
      problems: [...report.problems, ...proposal.problems],
      outcome: `${wrote}; ${proposal.outcome}`,
    },
    written: { input, comparison: proposal.comparison, isGenerated: true },
  };
}

/** One line on operations that the vendor's site documents and no vendored page has. */
async function offeredPages(root: string, input: PipelineInput, context: CommandContext): Promise<readonly Problem[]> {
  const { id } = input.vendor;
  const earlier = await readPublished(root, id);
  const found = await findPages(input, { fetch: siteSettings(context), earlier, look: MOST_LOOKS });
  const calls = untaken(found);
  const location = { file: `specs/${id}/vendor.yaml`, line: 1 };
  const [failure] = found.failures;
  const unread: Problem = {
    rule: "index-out-of-reach",
    severity: "info",
    message: `the vendor's other operations are unknown: ${failure ?? ""}`,
    location,
  };
  if (calls.length === 0 && found.skipped === 0) return failure === undefined ? [] : [unread];
  const named = calls.slice(0, 5).join(", ");
  const more = calls.length > 5 ? ` and ${calls.length - 5} more` : "";
  const skipped = found.skipped === 0 ? "" : `${calls.length > 0 ? ", and " : ""}${found.skipped} pages that were never read`;
  const message = `the vendor documents ${calls.length > 0 ? `${calls.length} operations that no page here has (${named}${more})` : ""}${skipped}`;
  return [{ rule: "operations-not-taken", severity: "info", message, fix: `specloom pages ${id} lists them`, location }];
}

interface RunWithoutSpent {
  readonly result: PipelineResult;
  /** The removed actions, with the reasons. */
  readonly notes: readonly Problem[];
  /** The overlays without them. */
  readonly overlays: readonly FileChange[];
}

/** Runs the stages. If the vendor has made corrections of ours, their actions are removed from the overlays, and the stages run again. */
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

function edits(changed: readonly ChangedPage[], retrieved: string): Parameters<typeof editVendorPages>[1] {
  return changed.map(({ page, sha256, etag, lastModified }) => ({ file: page.file, retrieved, sha256, etag, lastModified }));
}
