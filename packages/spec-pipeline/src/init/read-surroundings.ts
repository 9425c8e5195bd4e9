import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { member, objectMember, stringMember, type Json } from "../document/json.ts";
import { ownRanges } from "../host/own-ranges.ts";
import { isMissing, readManifest } from "../host/workspace.ts";
import type { ClientSurroundings } from "./client-files.ts";
import type { PackageSurroundings } from "./client-manifest.ts";
import type { ExistingRoot } from "./complete-workspace.ts";
import { installerOf } from "./installer.ts";
import { readPnpmWorkspace } from "./package-globs.ts";
import { workspaceAbove } from "./workspace-above.ts";
import { toolRange } from "./workspace-files.ts";

/** The surroundings that a new client depends on. */
export interface Surroundings extends PackageSurroundings, ClientSurroundings {
  /** The root, if it has a `package.json` and is not our own workspace. */
  readonly existing: ExistingRoot | undefined;
}

/**
 * The tools that build and test a client. Vitest needs Vite, which Yarn installs only if a manifest names it. The range ends before Vite 8.4:
 * that has an optional dependency which npm's registry does not have, and Yarn stops there.
 */
const TOOLS = ["tsdown", "typescript", "vite", "vitest"];

/** Reads the facts at the root of a workspace, and beside the new client. */
export async function readSurroundings(root: string): Promise<Surroundings> {
  const ranges = ownRanges();
  const runtime = await readManifest(join(root, "packages/client-runtime"));
  const isHouse =
    stringMember(runtime?.manifest, "name") === "@specloom/client-runtime" && existsSync(join(root, "vitest.shared.ts"));
  if (isHouse && runtime) {
    const { manifest } = runtime;
    return {
      isHouse,
      sharesBase: true,
      license: licenseOf(manifest),
      runtimeRange: "workspace:^",
      commandRange: "workspace:^",
      specloomRange: "workspace:*",
      nodeTypesRange: stringMember(objectMember(manifest, "devDependencies"), "@types/node") ?? toolRange("@types/node"),
      tools: {},
      neighbour: { folder: "client-runtime", manifest },
      existing: undefined,
    };
  }
  const found = await readManifest(root);
  const above = await workspaceAbove(root);
  const tools = objectMember(found?.manifest, "devDependencies");
  const hasTools = TOOLS.every((name) => member(tools, name) !== undefined);
  return {
    isHouse: false,
    sharesBase: found === undefined || (hasTools && existsSync(join(root, "tsconfig.base.json"))),
    license: existsSync(join(root, "LICENSE")) ? licenseOf(found?.manifest) : "MIT",
    runtimeRange: ranges.runtime,
    commandRange: ranges.command,
    specloomRange: ranges.specloom,
    nodeTypesRange: toolRange("@types/node"),
    tools: found === undefined || hasTools ? {} : Object.fromEntries(TOOLS.map((name) => [name, toolRange(name)])),
    neighbour: await readNeighbour(root),
    existing: found && {
      ...found,
      installer: above ? installerOf(above.root, above.manifest) : installerOf(root, found.manifest),
      pnpmWorkspace: await readPnpmWorkspace(root),
    },
  };
}

/** The licence that a manifest names, else npm's words for a file. */
function licenseOf(manifest: Json | undefined): string {
  return stringMember(manifest, "license") ?? "SEE LICENSE IN LICENSE";
}

/** A package with the address of its repository. The new one will be in the same repository. */
async function readNeighbour(root: string): Promise<PackageSurroundings["neighbour"]> {
  const folders: readonly string[] = await readdir(join(root, "packages")).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
  for (const folder of folders.toSorted()) {
    const manifest = (await readManifest(join(root, "packages", folder)))?.manifest;
    if (manifest?.["repository"] !== undefined) return { folder, manifest };
  }
  return undefined;
}
