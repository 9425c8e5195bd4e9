import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { publishedPackages, readManifest } from "../../scripts/release/published-packages.ts";
import { installCommand, noticeOf, removeNotices, TARBALLS, unpublishedPackages } from "../../scripts/release/unpublished.ts";
import { readText } from "../workspace.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** The READMEs and manifests of this workspace, with other versions. */
function copyWith(versions: Readonly<Record<string, string>>): string {
  const copy = mkdtempSync(join(tmpdir(), "specloom-unpublished-"));
  onTestFinished(() => rmSync(copy, { recursive: true }));
  cpSync(join(root, "README.md"), join(copy, "README.md"));
  for (const { folder, manifest } of publishedPackages(root)) {
    for (const file of ["README.md", "package.json"]) cpSync(join(root, folder, file), join(copy, folder, file));
    const version = versions[manifest.name] ?? manifest.version;
    writeFileSync(join(copy, folder, "package.json"), JSON.stringify({ ...readManifest(join(copy, folder)), version }));
  }
  return copy;
}

const commandOf = (folder: string): string | undefined =>
  /npm install .*/.exec(noticeOf(readText(`${folder}/README.md`)) ?? "")?.[0];

const has = (folder: string, path: string): boolean => noticeOf(readFileSync(join(folder, path), "utf8")) !== undefined;

test("a README says how to install from tarballs as long as its package is on no registry", () => {
  const packages = publishedPackages(root);
  const unpublished = new Set(unpublishedPackages(root).map(({ folder }) => folder));
  const wanted = packages.map((each) =>
    unpublished.has(each.folder) ? installCommand(each, packages, `../specloom/${TARBALLS}`) : undefined,
  );
  expect(packages.map(({ folder }) => commandOf(folder))).toEqual(wanted);
  expect(has(root, "README.md")).toBe(unpublished.size > 0);
});

test("the first release of a package takes its notice away, and that of the last one the workspace's", () => {
  const all = Object.fromEntries(publishedPackages(root).map(({ manifest }) => [manifest.name, "0.0.0"]));
  const copy = copyWith({ ...all, "profound-client": "0.1.0" });
  const text = readFileSync(join(copy, "packages/profound-client/README.md"), "utf8");
  removeNotices(copy);
  expect(has(copy, "packages/profound-client/README.md")).toBe(false);
  expect(readFileSync(join(copy, "packages/profound-client/README.md"), "utf8")).toBe(text.replace(noticeOf(text) ?? "", ""));
  expect(has(copy, "packages/saasquatch-client/README.md")).toBe(has(root, "packages/saasquatch-client/README.md"));

  const released = copyWith(Object.fromEntries(Object.keys(all).map((name) => [name, "0.1.0"])));
  removeNotices(released);
  expect(["README.md", "packages/client-runtime/README.md"].filter((path) => has(released, path))).toEqual([]);
});
