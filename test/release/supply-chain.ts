/** The packages that a user installs along with a package, read from those that are installed here. */
import { existsSync, realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Manifest, readManifest } from "../../scripts/release/published-packages.ts";

/** Licences that let users ship what they build; another one is a decision, not an oversight. */
export const acceptedLicences: ReadonlySet<string> = new Set([
  "0BSD",
  "Apache-2.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "BlueOak-1.0.0",
  "ISC",
  "MIT",
  "PSF-2.0",
  "Python-2.0",
]);

/** Where Node finds a dependency of the package in `folder`; pnpm keeps an optional one of another platform out. */
function resolveDependency(folder: string, name: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    const candidate = join(at, "node_modules", name);
    if (existsSync(join(candidate, "package.json"))) return realpathSync(candidate);
    if (at === dirname(at)) return undefined;
  }
}

/** Everything that comes along in production, the package itself left out; a dependency that cannot be found is an error. */
export function shippedWith(folder: string): Map<string, Manifest> {
  const found = new Map<string, Manifest>();
  const visit = (at: string): void => {
    const { dependencies = {}, optionalDependencies = {} } = readManifest(at);
    for (const name of [...Object.keys(dependencies), ...Object.keys(optionalDependencies)]) {
      const path = resolveDependency(at, name);
      if (!path) {
        if (optionalDependencies[name]) continue;
        throw new Error(`${at} depends on ${name}, which is not installed`);
      }
      const manifest = readManifest(path);
      // The binary of one platform is a part of the package that asks for it.
      if (optionalDependencies[name] && "cpu" in manifest) continue;
      const id = `${manifest.name}@${manifest.version}`;
      if (found.has(id)) continue;
      found.set(id, manifest);
      visit(path);
    }
  };
  visit(realpathSync(folder));
  return found;
}

/** One sentence per thing that comes along under an unknown licence. */
export function licenceProblems(shipped: ReadonlyMap<string, Manifest>): string[] {
  return [...shipped].flatMap(([id, { license }]) => {
    const choices = (license ?? "none given").replaceAll(/[()]/g, "").split(" OR ");
    return choices.some((choice) => acceptedLicences.has(choice)) ? [] : [`${id}: licence ${license ?? "none given"}`];
  });
}

/** Names of dependencies that a manifest has and may not have, with the field they are in. */
export function dependencyProblems(manifest: Manifest, allowed: readonly string[]): string[] {
  return (["dependencies", "peerDependencies", "optionalDependencies"] as const).flatMap((field) =>
    Object.keys(manifest[field] ?? {})
      .filter((name) => field !== "dependencies" || !allowed.includes(name))
      .map((name) => `${manifest.name}: ${field} has "${name}"`),
  );
}
