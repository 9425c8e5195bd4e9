import { existsSync, statSync } from "node:fs";
import { basename, resolve } from "node:path";
import { bumpOfAll, type Comparison } from "../diff/comparison.ts";
import type { Bump } from "../diff/policy.ts";
import { UsageError } from "../host/command.ts";
import { selectVendors } from "../host/run-vendor.ts";
import { findWorkspace } from "../host/workspace.ts";
import { compareVendor, judge } from "../release/compare-vendor.ts";
import { openPair } from "../release/open-pair.ts";
import { checkOptions, type OptionKind } from "./check-options.ts";

/** The things to compare: two documents, or vendors with an earlier state. */
export interface DiffOptions {
  /** Paths of two OpenAPI 3 documents, the older one first. Other options but `folder` and `signal` do not go with them. */
  readonly documents?: readonly [before: string, after: string] | undefined;
  /** Names of vendors, as their folders below `specs/`. @default all vendors of the workspace */
  readonly vendors?: readonly string[] | undefined;
  /** A git revision, or the path of a document, to compare vendors with. @default the last release of each client, by its tag */
  readonly base?: string | undefined;
  /** Folder of the workspace, or one inside of it, that paths are relative to. @default the current folder */
  readonly folder?: string | undefined;
  /** Ends the comparison early. */
  readonly signal?: AbortSignal | undefined;
}

const OPTIONS: Readonly<Record<keyof DiffOptions, OptionKind>> = {
  documents: "pair",
  vendors: "texts",
  base: "text",
  folder: "text",
  signal: "signal",
};

/** The changes for users. */
export interface DiffResult {
  /** The bump of all comparisons together, for a package at 1.x. */
  readonly bump: Bump;
  /** One for each vendor, or one for the two documents. */
  readonly comparisons: readonly Comparison[];
}

/**
 * Compares two documents, or vendors with their last release, as `specloom diff` does. The policy and the TypeScript compiler judge each
 * change; the stricter verdict counts.
 *
 * Shape: `comparisons[].report.changes` lists every change, strictest first, with its places, both values and the verdicts.
 *
 * @example
 * const { bump, comparisons } = await diff({ documents: ["old.yaml", "new.yaml"] });
 * @throws {UsageError} an option is wrong, or a document, vendor or workspace is not there.
 * @throws {CommandFailure} a document is no OpenAPI 3 document, or a vendor's pages have problems.
 */
export async function diff(options: DiffOptions): Promise<DiffResult> {
  checkOptions(options, OPTIONS);
  const { documents, folder = process.cwd() } = options;
  const comparisons = documents ? [await compareDocuments(documents, folder, options)] : await compareVendors(folder, options);
  return { bump: bumpOfAll(comparisons), comparisons };
}

async function compareDocuments(
  [before, after]: readonly [string, string],
  folder: string,
  { base, vendors, signal }: DiffOptions,
): Promise<Comparison> {
  if (base !== undefined || vendors !== undefined) throw new UsageError("a base and vendors do not go with two documents");
  const missing = [before, after].find((name) => !isFile(resolve(folder, name)));
  if (missing !== undefined) throw new UsageError(`there is no file ${missing}`);
  const pair = await openPair(folder, before, after);
  const settings = { vendor: "document", clientParameters: [], exportedTypes: [] };
  const report = await judge(pair, settings, findWorkspace(folder) ?? folder, { signal });
  return { name: basename(after), base: before, belowOne: false, report, documents: pair };
}

async function compareVendors(folder: string, { vendors = [], base, signal }: DiffOptions): Promise<readonly Comparison[]> {
  const { root, vendors: chosen } = await selectVendors({ positionals: vendors }, { cwd: folder });
  // The file's path is relative to the folder in which the command was called.
  const named = base !== undefined && isFile(resolve(folder, base)) ? resolve(folder, base) : base;
  const comparisons: Comparison[] = [];
  for (const vendor of chosen) {
    if (signal?.aborted) break;
    comparisons.push(await compareVendor(root, vendor, named, signal));
  }
  return comparisons;
}

export function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}
