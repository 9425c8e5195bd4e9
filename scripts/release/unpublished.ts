import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { publishedPackages, type Manifest, type PublishedPackage } from "./published-packages.ts";

/** Where `npm run pack` puts the tarballs, from the root of the workspace. */
export const TARBALLS = "tarballs";

/** What a README says only until its package is on a registry. */
const NOTICE = /<!-- until the first release -->\n.*?<!-- end -->\n\n?/s;

/** Whether no release has raised the version yet. Such a package is on no registry. */
export function isUnreleased({ version }: Manifest): boolean {
  return version === "0.0.0";
}

export function unpublishedPackages(root: string): PublishedPackage[] {
  return publishedPackages(root).filter(({ manifest }) => isUnreleased(manifest));
}

export function tarballName({ name, version }: Manifest): string {
  return `${name.replace("@", "").replace("/", "-")}-${version}.tgz`;
}

/** The command that installs a package from `folder`, with those of ours that it depends on. */
export function installCommand({ manifest }: PublishedPackage, packages: readonly PublishedPackage[], folder: string): string {
  const own = packages.filter(({ manifest: { name } }) => name in (manifest.dependencies ?? {}));
  // Generated clients need them, so a workspace of the command needs them too.
  const ofClients =
    manifest.name === "specloom"
      ? packages.filter(({ manifest: { name } }) => ["@specloom/client-runtime", "@specloom/command"].includes(name))
      : [];
  const files = [manifest, ...[...own, ...ofClients].map((each) => each.manifest)].map(
    (each) => `${folder}/${tarballName(each)}`,
  );
  return `npm install ${files.join(" ")}`;
}

/** The notice of a README, or undefined. */
export function noticeOf(readme: string): string | undefined {
  return NOTICE.exec(readme)?.[0];
}

/** Takes the notice out of the README of each package that has a release, and out of the workspace's with the last of them. */
export function removeNotices(root: string): void {
  const unpublished = new Set(unpublishedPackages(root).map(({ folder }) => folder));
  const folders = publishedPackages(root).map(({ folder }) => folder);
  const released = folders.filter((folder) => !unpublished.has(folder));
  for (const folder of unpublished.size === 0 ? [...released, "."] : released) {
    const path = join(root, folder, "README.md");
    writeFileSync(path, readFileSync(path, "utf8").replace(NOTICE, ""));
  }
}
