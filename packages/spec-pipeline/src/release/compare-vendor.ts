import { join, posix } from "node:path";
import type { BrokenProgram } from "../diff/broken-programs.ts";
import type { Origins } from "../diff/causes.ts";
import type { DiffReport } from "../diff/change.ts";
import type { Comparison } from "../diff/comparison.ts";
import type { ProgramSettings } from "../diff/compiler-program.ts";
import { diff } from "../diff/diff.ts";
import { isEqual } from "../document/json.ts";
import { CommandFailure } from "../host/command.ts";
import { runVendor, type VendorRun } from "../host/run-vendor.ts";
import { readVendorFiles } from "../host/vendor-files.ts";
import { readApi } from "../model/api.ts";
import type { Problem } from "../problems/problem.ts";
import { movedCorrections } from "../stages/overlay/corrections.ts";
import { askCompiler, type DocumentPair } from "./ask-compiler.ts";
import { askEarlierPrograms } from "./ask-earlier-programs.ts";
import { exportedTypes } from "./exported-types.ts";
import { readClientPackage, readNamedBase, readReleasedBase, type Base } from "./read-released-base.ts";

/**
 * Compares a vendor's spec, as its pages and overlays make it now, with the last release or with `base`. Fails if the stages find problems.
 */
export async function compareVendor(
  root: string,
  id: string,
  base: string | undefined,
  signal?: AbortSignal,
): Promise<Comparison> {
  return compareRun(root, id, await runVendor(root, id), base, signal);
}

/** The same for a caller that has already run the stages. */
export async function compareRun(
  root: string,
  id: string,
  run: VendorRun,
  baseName: string | undefined,
  signal?: AbortSignal,
): Promise<Comparison> {
  const { vendor, result, problems } = run;
  if (!vendor || !result.bundled) {
    throw new CommandFailure(`${id} cannot be compared: ${causeOf(problems)} (specloom check ${id} lists all problems)`);
  }
  const client = await readClientPackage(root, vendor.output);
  const base = baseName === undefined ? await readReleasedBase(root, id, client) : await readNamedBase(root, id, baseName);
  const belowOne = client.version.startsWith("0.");
  if (base === undefined) return { name: id, base: undefined, belowOne, report: { bump: "none", changes: [] } };
  const settings = {
    vendor: id,
    clientParameters: vendor.clientParameters,
    exportedTypes: await exportedTypes(join(root, vendor.output, "..")),
  };
  const pages = await originsOf(root, id, base, result.intermediates.get("join.yaml"));
  const documents = { before: base.document, after: result.bundled };
  const programs = earlierPrograms(root, vendor.output, base, documents, signal);
  const judged = await judge(documents, settings, root, { pages, programs, signal });
  const moved = movedCorrections(base.corrections, result.corrections);
  const report = moved.length === 0 ? judged : { ...judged, notes: moved.map(askWhetherNeeded) };
  return { name: id, base: base.name, belowOne, report, documents };
}

/** The problem that stopped the stages, with its place. The notes before it explain nothing. */
function causeOf(problems: readonly Problem[]): string {
  const cause = problems.find(({ severity }) => severity === "error") ?? problems.find(({ severity }) => severity === "warning");
  if (cause === undefined) return "its stages were interrupted";
  const more = problems.filter(({ severity }) => severity === "error").length - 1;
  const place = cause.location === undefined ? "" : `${cause.location.file}:${cause.location.line}: `;
  return `${place}${cause.message}${more > 0 ? `, and ${more} more error${more === 1 ? "" : "s"}` : ""}`;
}

function askWhetherNeeded(moved: string): string {
  return `${moved}; is the correction still needed?`;
}

/** Asks about the client's files in the workspace. After `generate`, these are of the new document. */
async function earlierPrograms(
  root: string,
  output: string,
  { revision }: Base,
  { before, after }: DocumentPair,
  signal?: AbortSignal,
): Promise<readonly BrokenProgram[]> {
  if (revision === undefined || isEqual(before, after)) return [];
  return askEarlierPrograms(root, posix.join(output, "../.."), revision, signal);
}

async function originsOf(
  root: string,
  id: string,
  base: Base,
  after: DocumentPair["after"] | undefined,
): Promise<Origins | undefined> {
  if (base.pages === undefined || after === undefined) return undefined;
  const { input } = await readVendorFiles(root, id);
  const [then, now] = [base.overlays, input?.overlays ?? []].map((overlays) =>
    overlays.map(({ file, text }) => `${file}\n${text}`),
  );
  return {
    before: readApi(base.pages).value,
    after: readApi(after).value,
    hasSameCorrections: then?.join("\n") === now?.join("\n"),
  };
}

export interface JudgeOptions {
  /** Both documents before their overlays. They tell our corrections from changes of the vendor. */
  readonly pages?: Origins | undefined;
  /**
   * Programs of the last release that no longer compile. They are compiled in parallel with the compiler's verdict, since both take time.
   */
  readonly programs?: Promise<readonly BrokenProgram[]> | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Asks both judges about two documents. `root`: the workspace whose TypeScript is used. */
export async function judge(
  pair: DocumentPair,
  settings: ProgramSettings,
  root: string,
  { pages, programs, signal }: JudgeOptions = {},
): Promise<DiffReport> {
  if (isEqual(pair.before, pair.after)) return { bump: "none", changes: [] };
  const [[compiler], broken] = await Promise.all([askCompiler([pair], settings, root, signal), programs]);
  const { value } = diff({
    before: readApi(pair.before).value,
    after: readApi(pair.after).value,
    compiler: compiler ?? [],
    pages,
    programs: broken,
  });
  return value;
}
