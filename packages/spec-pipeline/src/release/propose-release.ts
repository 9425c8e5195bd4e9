import { existsSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Comparison } from "../diff/comparison.ts";
import { typeChanges, type TypeChange } from "../diff/type-changes.ts";
import type { JsonObject } from "../document/json.ts";
import { CommandFailure } from "../host/command.ts";
import { applyChanges } from "../host/files.ts";
import type { VendorRun } from "../host/run-vendor.ts";
import { readText } from "../host/workspace.ts";
import { buildModel } from "../model/api-model.ts";
import { readApi } from "../model/api.ts";
import type { Problem } from "../problems/problem.ts";
import { emitOperations } from "../stages/emit/emit-operations.ts";
import { emitSchema } from "../stages/emit/emit-schema.ts";
import type { Vendor } from "../vendor/vendor.ts";
import { checkClient } from "./check-client.ts";
import { methodsByOperation, readClientSources } from "./client-sources.ts";
import { compareRun } from "./compare-vendor.ts";
import { placesToLookAt } from "./places-to-look-at.ts";
import { changesetFile, proposeChangeset } from "./propose-changeset.ts";
import { readClientPackage } from "./read-released-base.ts";

export interface ReleaseProposal {
  /** The changes since the last release. Undefined if they could not be found. */
  readonly comparison: Comparison | undefined;
  /** The result for the changeset, in a few words. */
  readonly outcome: string;
  readonly problems: readonly Problem[];
}

/** Compares a vendor's spec with the last release, updates its changeset, and checks the hand-written part of its client. */
export async function proposeRelease(root: string, run: VendorRun, signal: AbortSignal): Promise<ReleaseProposal> {
  const { vendor, result } = run;
  if (!vendor || !result.bundled) return { comparison: undefined, outcome: "no changeset", problems: [] };
  const folder = dirname(vendor.output);
  const parent = dirname(folder);
  const sources = await readClientSources(root, [folder]);
  const client = await checkClient(root, folder, sources, readApi(result.bundled).value.operations);
  try {
    const comparison = await compareRun(root, vendor.id, run, undefined, signal);
    const told = await readClientSources(root, [`${parent}/examples`], [`${parent}/README.md`]);
    const tests = await readClientSources(root, [`${parent}/test`]);
    const places = placesToLookAt([...sources, ...told, ...tests], comparison.report.changes);
    const { outcome, problems } = await writeChangeset(root, vendor, comparison, methodsByOperation(sources));
    return { comparison, outcome, problems: [...client, ...places, ...problems] };
  } catch (error) {
    if (!(error instanceof CommandFailure)) throw error;
    // The new pages are already in place, so another sync would find nothing to do.
    const fix = `run specloom propose ${vendor.id}`;
    const problem: Problem = { rule: "no-comparison", severity: "error", message: error.message, fix };
    return { comparison: undefined, outcome: "no changeset", problems: [...client, problem] };
  }
}

async function writeChangeset(
  root: string,
  vendor: Vendor,
  comparison: Comparison,
  methods: ReadonlyMap<string, string>,
): Promise<Pick<ReleaseProposal, "outcome" | "problems">> {
  const { name } = await readClientPackage(root, vendor.output);
  const path = changesetFile(vendor.id);
  if (comparison.base === undefined) return { outcome: "not released yet, no changeset", problems: [] };
  if (!existsSync(join(root, ".changeset"))) return { outcome: "no folder .changeset, no changeset", problems: [] };
  const existing = await readText(join(root, path));
  const { value, problems } = proposeChangeset({
    package: name,
    comparison,
    methods,
    types: await typesOf(vendor, comparison),
    existing,
  });
  if (value.action === "write") applyChanges(root, [{ path, content: value.text }]);
  if (value.action === "remove") rmSync(join(root, path));
  const kept = existing === undefined ? "no change for users, no changeset" : `${path} stays as it is`;
  return { outcome: { write: `proposed ${path}`, remove: `took ${path} back`, keep: kept }[value.action], problems };
}

async function typesOf(vendor: Vendor, { documents }: Comparison): Promise<readonly TypeChange[]> {
  if (!documents) return [];
  const [before, after] = await Promise.all([typesFor(documents.before, vendor), typesFor(documents.after, vendor)]);
  return [
    ...typeChanges(before.operations, after.operations).filter(({ path }) => path.startsWith("Operations.")),
    ...typeChanges(before.schema, after.schema).filter(({ path }) => path.startsWith("components.schemas.")),
  ].map((change) => ({ ...change, path: change.path.replace(/^(?:Operations|components\.schemas)\./, "") }));
}

async function typesFor(document: JsonObject, vendor: Vendor): Promise<{ schema: string; operations: string }> {
  const model = buildModel(document, vendor.clientParameters).value;
  const [schema, operations] = await Promise.all([emitSchema(model, vendor.id), emitOperations(model, vendor.id)]);
  return { schema: schema.value, operations: operations.value };
}
