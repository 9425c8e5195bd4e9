import { dirname, relative } from "node:path";
import type { Json } from "../document/json.ts";
import { readManifest } from "../host/workspace.ts";
import { matchesGlobs, packageGlobs, readPnpmWorkspace } from "./package-globs.ts";

/** The root of the workspace that a folder is a package of. */
export interface WorkspaceAbove {
  readonly root: string;
  readonly manifest: Json | undefined;
}

/** Looks upwards for the workspace that has a folder as one of its packages. */
export async function workspaceAbove(folder: string): Promise<WorkspaceAbove | undefined> {
  for (let root = dirname(folder), last = folder; root !== last; last = root, root = dirname(root)) {
    const manifest = (await readManifest(root))?.manifest;
    const globs = packageGlobs(manifest, await readPnpmWorkspace(root));
    if (matchesGlobs(globs, relative(root, folder).replaceAll("\\", "/"))) return { root, manifest };
  }
  return undefined;
}
