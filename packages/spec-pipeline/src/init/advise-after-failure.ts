import { rmSync } from "node:fs";
import { join } from "node:path";
import { createFiles } from "../host/files.ts";
import type { Problem } from "../problems/problem.ts";
import { ruleOf, type RuleStage } from "../problems/rules.ts";
import type { NewVendor } from "./read-new-vendor.ts";

/** The folder of a vendor that could not be added. The person can fix it there and take it over. */
function draftFolder(vendor: string): string {
  return `.work/init/${vendor}`;
}

export interface Advice {
  /** The state of the files, and the next step. */
  readonly outcome: string;
  /** The problems, with places that exist and fixes that are possible. */
  readonly problems: readonly Problem[];
}

interface FailureSettings {
  readonly root: string;
  readonly vendor: string;
  /** Whether the person asked for the folder. */
  readonly isKept: boolean;
  /** Rules that would have been accepted. */
  readonly adopted: readonly string[];
}

/**
 * Advises after a failure. It names no file that was not written. If the person asked for it and it helps, it lays out `vendor.yaml`, pages
 * and overlays of the vendor.
 */
export function adviseAfterFailure(
  vendor: NewVendor,
  found: readonly Problem[],
  { root, vendor: name, isKept, adopted }: FailureSettings,
): Advice {
  // If nothing is written, nothing is accepted.
  const problems = found.filter(({ rule, severity }) => severity === "error" || !adopted.includes(rule));
  const inPlace = `specs/${name}/`;
  if (vendor.takenFrom !== undefined) {
    const outcome = `no client written; correct ${vendor.takenFrom}, then run the same command again`;
    return { outcome, problems };
  }
  const folder = draftFolder(name);
  const again = `correct vendor.yaml or add overlays/ there, then run specloom init ${name} --from ${folder}`;
  if (vendor.files.length === 0 || !problems.some(isOfSettings)) {
    const isOutOfReach = problems.some(({ rule }) => rule === "page-out-of-reach");
    return { outcome: isOutOfReach ? "nothing written" : `nothing written; ${correction(problems)}`, problems };
  }
  if (isKept) {
    keepDraft(root, folder, vendor);
    const kept = problems.map((problem) => withPlace(problem, inPlace, `${folder}/`));
    return { outcome: `no client written; the vendor's files are in ${folder}: ${again}`, problems: kept };
  }
  return {
    outcome: `nothing written; run the same command again with --keep, which writes the vendor's files to ${folder}: ${again}`,
    problems: problems.map((problem) => withKeep(withPlace(problem, inPlace, undefined))),
  };
}

/** No setting and no overlay corrects the findings of these stages, since they run before the overlays. */
const BEFORE_OVERLAYS: ReadonlySet<RuleStage> = new Set(["extract", "normalise", "sync"]);

function isOfSettings({ rule, severity }: Problem): boolean {
  const stage = ruleOf(rule)?.stage;
  return severity === "error" && (stage === undefined || !BEFORE_OVERLAYS.has(stage));
}

function correction(problems: readonly Problem[]): string {
  const errors = problems.filter(({ severity }) => severity === "error");
  const [file = "the document", ...more] = new Set(errors.flatMap(({ location }) => (location ? [location.file] : [])));
  const named = more.length === 0 ? file : `${file} and ${more.length} more`;
  return file.startsWith("https://")
    ? `save ${named}, correct the copy, and give it to --from`
    : `correct ${named}, then run the same command again`;
}

function keepDraft(root: string, folder: string, { settings, files }: NewVendor): void {
  rmSync(join(root, folder), { recursive: true, force: true });
  createFiles(
    root,
    new Map<string, string | Uint8Array>([
      [`${folder}/vendor.yaml`, settings],
      ...files.map(([path, content]) => [`${folder}/${path}`, content] as const),
    ]),
  );
}

/** The problem with its place in another folder, or without a place if there is none. */
function withPlace(problem: Problem, before: string, after: string | undefined): Problem {
  const { location } = problem;
  if (location === undefined || !location.file.startsWith(before)) return problem;
  if (after !== undefined) return { ...problem, location: { ...location, file: after + location.file.slice(before.length) } };
  return { ...problem, location: undefined, message: `in the overlay that --auth asks for: ${problem.message}` };
}

/** Settings and overlays exist for correction only after `--keep`. */
function withKeep(problem: Problem): Problem {
  if (problem.fix === undefined || !/\boverlay\b|\bvendor\.yaml\b/.test(problem.fix)) return problem;
  return { ...problem, fix: `run again with --keep, then ${problem.fix}` };
}
