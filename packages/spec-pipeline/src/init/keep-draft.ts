import { rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { createFiles } from "../host/files.ts";
import type { Problem } from "../problems/problem.ts";
import type { NewVendor } from "./read-new-vendor.ts";

/** Where the folder of a vendor that could not be added lies, to be fixed and taken over from there. */
export function draftFolder(vendor: string): string {
  return `.work/init/${vendor}`;
}

export interface KeptDraft {
  /** What became of the files, and what can be done. */
  readonly outcome: string;
  /** The problems with the places that they have in the files that are there. */
  readonly problems: readonly Problem[];
}

interface DraftSettings {
  readonly root: string;
  readonly vendor: string;
  /** Whether the person asked for the folder. */
  readonly isWanted: boolean;
  /** What `--from` names, as absolute paths. */
  readonly places: readonly string[];
}

/** Lays out `vendor.yaml`, pages and overlays of a vendor that could not be added, where that was asked for, and says how to go on. */
export function keepDraft(
  { settings, files }: NewVendor,
  problems: readonly Problem[],
  { root, vendor, isWanted, places }: DraftSettings,
): KeptDraft {
  const folder = draftFolder(vendor);
  const again = `fix vendor.yaml or add overlays/ there, then run specloom init ${vendor} --from ${folder}`;
  const isFromDraft = places.some((place) => place === resolve(root, folder));
  if (settings === "" && !isFromDraft) return { outcome: "nothing written", problems };
  if (!isWanted && !isFromDraft) {
    const outcome = `nothing written; the same command with --keep lays the vendor's files out in ${folder}: ${again}`;
    return { outcome, problems };
  }
  // A folder that was read from is the person's.
  if (!isFromDraft) {
    rmSync(join(root, folder), { recursive: true, force: true });
    createFiles(
      root,
      new Map<string, string | Uint8Array>([
        [`${folder}/vendor.yaml`, settings],
        ...files.map(([path, content]) => [`${folder}/${path}`, content] as const),
      ]),
    );
  }
  const kept = problems.map((problem) => withPlace(problem, `specs/${vendor}/`, `${folder}/`));
  return { outcome: `no client written; the vendor's files are in ${folder}: ${again}`, problems: kept };
}

function withPlace(problem: Problem, before: string, after: string): Problem {
  const { location } = problem;
  if (location === undefined || !location.file.startsWith(before)) return problem;
  return { ...problem, location: { ...location, file: after + location.file.slice(before.length) } };
}
