import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** What the release tools read of a package.json. */
export interface Manifest {
  name: string;
  version: string;
  private?: boolean;
  license?: string;
  files?: string[];
  exports?: Record<string, string>;
  bin?: Record<string, string>;
  scripts?: Record<string, string>;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  engines?: Record<string, string>;
  [field: string]: unknown;
}

export interface PublishedPackage {
  /** Relative to the root of the workspace, with forward slashes: `packages/profound-client`. */
  folder: string;
  manifest: Manifest;
}

export function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
}

/** Every package of the workspace that goes to the registry, by folder. */
export function publishedPackages(root: string): PublishedPackage[] {
  return (
    readdirSync(join(root, "packages"), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => `packages/${entry.name}`)
      // A package that is gone leaves its ignored files behind.
      .filter((folder) => existsSync(join(root, folder, "package.json")))
      .toSorted()
      .flatMap((folder) => {
        const manifest = readManifest(join(root, folder));
        return manifest.private ? [] : [{ folder, manifest }];
      })
  );
}
