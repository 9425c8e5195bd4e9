import { emptyResult, type OnStage, type PipelineResult } from "../pipeline.ts";
import type { Problem } from "../problems/problem.ts";
import { suggest } from "../problems/suggest.ts";
import type { Vendor } from "../vendor/vendor.ts";
import { UsageError, type CommandContext, type ParsedArguments } from "./command.ts";
import { runWithRoom } from "./run-with-room.ts";
import { listVendors, readVendorFiles } from "./vendor-files.ts";
import { ADD_VENDOR, requireWorkspace } from "./workspace.ts";

export interface Selection {
  readonly root: string;
  readonly vendors: readonly string[];
}

/** The workspace, and the vendors that the arguments name. Without names, all vendors. */
export async function selectVendors(
  parsed: Pick<ParsedArguments, "positionals">,
  context: Pick<CommandContext, "cwd">,
): Promise<Selection> {
  const root = requireWorkspace(context.cwd);
  const known = await listVendors(root);
  for (const name of parsed.positionals) {
    if (known.includes(name)) continue;
    const meant = suggest(name, known);
    const hint = meant === undefined ? `known: ${known.join(", ") || "none"}` : `did you mean ${meant}?`;
    throw new UsageError(`there is no vendor “${name}” below specs/ (${hint})`);
  }
  if (known.length === 0) throw new UsageError(`${root}/specs holds no vendor: ${ADD_VENDOR}`);
  return { root, vendors: parsed.positionals.length > 0 ? [...new Set(parsed.positionals)] : known };
}

export interface VendorRun {
  /** Undefined if the vendor's files could not be read. */
  readonly vendor: Vendor | undefined;
  readonly result: PipelineResult;
  readonly problems: readonly Problem[];
}

/** Reads the vendor's files and runs the stages on them. An interrupted run has no result and no problems. */
export async function runVendor(root: string, id: string, signal?: AbortSignal, onStage?: OnStage): Promise<VendorRun> {
  const { input, problems } = await readVendorFiles(root, id);
  if (!input) return { vendor: undefined, result: emptyResult, problems };
  try {
    const result = await runWithRoom(input, signal, onStage);
    return { vendor: input.vendor, result, problems: result.problems };
  } catch (error) {
    if (signal?.aborted) return { vendor: undefined, result: emptyResult, problems: [] };
    throw error;
  }
}
