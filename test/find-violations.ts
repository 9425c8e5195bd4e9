import { matchesGlob, posix } from "node:path";
import {
  COMMAND_LINE_READERS,
  EFFECTS,
  EXCEPTIONS,
  INSIDERS,
  NODE_NAMES,
  type Layer,
  type PackageRules,
} from "./architecture-rules.ts";
import type { Module } from "./read-module.ts";

/** A `package.json`, as far as the rules read it. */
export interface Manifest {
  readonly name: string;
  readonly private?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

/** A folder below `packages/`. */
export interface Package {
  readonly folder: string;
  readonly manifest: Manifest;
}

const packageOf = (file: string): string => file.split("/").slice(0, 2).join("/");
const npmName = (specifier: string): string =>
  specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
const isClient = (folder: string): boolean => folder.endsWith("-client");
const isRelative = (specifier: string): boolean => /^\.{0,2}\//.test(specifier);
const resolve = (file: string, specifier: string): string => posix.join(posix.dirname(file), specifier);
const allows = (list: readonly string[] | "any" | undefined, name: string): boolean =>
  list === "any" || (list ?? []).includes(name);

function rulesOf(folder: string, rules: readonly PackageRules[]): PackageRules | undefined {
  return rules.find(({ folders }) => matchesGlob(folder, folders));
}

/** The layer of a file below `src/`, and the entry of the layer that it is part of: `stages/join` for `src/stages/join/merge.ts`. */
function layerOf(file: string, rules: readonly PackageRules[]): { layer: Layer; entry: string } | undefined {
  const folder = packageOf(file);
  const inside = posix.relative(`${folder}/src`, file);
  const layer = rulesOf(folder, rules)?.layers.find(({ files }) => files.some((glob) => matchesGlob(inside, glob)));
  return layer && { layer, entry: inside.split("/").slice(0, 2).join("/").replace(/\.ts$/, "") };
}

/** Forbidden imports and globals of the packages' sources, a sentence each. */
export function findImportViolations(
  modules: readonly Module[],
  packages: readonly Package[],
  rules: readonly PackageRules[],
): string[] {
  const ours = new Map(packages.map(({ folder, manifest }) => [manifest.name, folder]));
  const found: string[] = [];

  for (const { path, imports, names } of modules) {
    const folder = packageOf(path);
    const isSource = rulesOf(folder, rules) !== undefined && path.startsWith(`${folder}/src/`);
    const own = isSource ? layerOf(path, rules) : undefined;
    const say = (line: number, sentence: string): void => void found.push(`${path}:${line} ${sentence}`);

    for (const { name, line } of imports) {
      if (isRelative(name)) {
        const target = resolve(path, name);
        if (target.startsWith("packages/") && packageOf(target) !== folder && !INSIDERS.includes(folder))
          say(line, `reaches into another package: ${name}`);
        else if (isSource && !target.startsWith(`${folder}/src/`)) {
          if (!allows(own?.layer.outside, posix.relative(folder, target))) say(line, `imports from outside of src: ${name}`);
        } else if (own) {
          const other = layerOf(target, rules);
          if (!other) continue;
          if (other.layer.name !== own.layer.name || !own.layer.apart) {
            if (!own.layer.imports.includes(other.layer.name))
              say(line, `is ${own.layer.name} and imports ${other.layer.name}: ${name}`);
          } else if (other.entry !== own.entry) say(line, `imports its sibling: ${name}`);
        }
        continue;
      }
      if (name.startsWith("node:")) {
        if (own && !allows(own.layer.node, name)) say(line, `is ${own.layer.name} and imports ${name}`);
        continue;
      }
      const target = ours.get(npmName(name));
      if (isClient(folder) && target !== undefined && target !== folder && isClient(target)) {
        say(line, `is a client and imports another: ${name}`);
      }
      if (folder === "packages/spec-pipeline" && target !== undefined)
        say(line, `is the pipeline and imports a package of ours: ${name}`);
      if (own?.layer.byName && target === folder) continue;
      if (own && !allows(own.layer.packages, npmName(name))) say(line, `is ${own.layer.name} and imports ${name}`);
    }

    for (const { name, line } of names) {
      if (isSource && name === "process.argv" && !COMMAND_LINE_READERS.includes(path)) say(line, "reads process.argv");
      if (own && own.layer.node === undefined && NODE_NAMES.includes(name))
        say(line, `is ${own.layer.name} and uses ${name}, which only Node has`);
      const isExcepted = EXCEPTIONS.some((exception) => exception.path === path && exception.name === name);
      if (own?.layer.pure && EFFECTS.includes(name) && !isExcepted)
        say(line, `is ${own.layer.name}, which is pure, and uses ${name}`);
    }
  }
  return found;
}

/** The parts of a public list other than names that it exports one by one from elsewhere. */
export function findSurfaceViolations(modules: readonly Module[], rules: readonly PackageRules[]): string[] {
  const lists = modules.filter(({ path }) => rulesOf(packageOf(path), rules) && path === `${packageOf(path)}/src/index.ts`);
  return lists.flatMap(({ path, statements }) =>
    statements
      .filter(({ name }) => name !== "ReExport")
      .map(({ name, line }) => `${path}:${line} has another statement than an export of names from elsewhere: ${name}`),
  );
}

/** Every ring of imports once, as the files along it. Type imports count: they tie files together as well. */
export function findCycles(modules: readonly Module[]): string[] {
  const targets = new Map(
    modules.map(({ path, imports }) => [
      path,
      imports.filter(({ name }) => isRelative(name)).map(({ name }) => resolve(path, name)),
    ]),
  );
  const cycles = new Set<string>();
  const done = new Set<string>();
  const walk = (path: string, trail: readonly string[]): void => {
    const at = trail.indexOf(path);
    if (at >= 0) {
      const ring = trail.slice(at);
      const first = ring.indexOf(ring.toSorted()[0] ?? path);
      cycles.add([...ring.slice(first), ...ring.slice(0, first)].join(" → "));
      return;
    }
    if (done.has(path)) return;
    for (const target of targets.get(path) ?? []) walk(target, [...trail, path]);
    done.add(path);
  };
  for (const path of targets.keys()) walk(path, []);
  return [...cycles];
}

/** Forbidden dependencies of the packages' manifests. */
export function findManifestViolations(packages: readonly Package[], rules: readonly PackageRules[]): string[] {
  const ours = new Set(packages.map(({ manifest }) => manifest.name));
  const found: string[] = [];
  for (const { folder, manifest } of packages) {
    const say = (sentence: string): void => void found.push(`${folder}/package.json ${sentence}`);
    const packageRules = rulesOf(folder, rules);
    if (!packageRules) {
      if (manifest.private !== true) say("is published, but test/architecture-rules.ts has no rules for it");
      continue;
    }
    for (const [name, range] of Object.entries({ ...manifest.dependencies, ...manifest.optionalDependencies })) {
      const allowed = packageRules.dependencies === "any" ? !ours.has(name) : packageRules.dependencies.includes(name);
      if (!allowed) say(`depends on ${name}`);
      if (ours.has(name) && range !== "workspace:^") say(`depends on ${name} as ${range}, not workspace:^`);
    }
    for (const name of Object.keys(manifest.peerDependencies ?? {})) {
      if (ours.has(name)) say(`has the peer dependency ${name}: changesets would make every release of it a major one`);
      else if (packageRules.dependencies !== "any") say(`has the peer dependency ${name}`);
    }
    if (packageRules.dependencies === "any" && Object.keys(manifest.devDependencies ?? {}).some((name) => ours.has(name))) {
      say("is the pipeline and depends on a package of ours");
    }
  }
  return found;
}
