import { isSeq, parseDocument } from "yaml";
import { isObject, member, objectMember, stringMember, withMembers, type JsonObject } from "../document/json.ts";
import type { ClientNames } from "./client-names.ts";
import type { ClientPlace } from "./client-place.ts";
import type { Installer } from "./installer.ts";
import { matchesGlobs, packageGlobs } from "./package-globs.ts";

/** The root of a repository that has a `package.json`. */
export interface ExistingRoot {
  readonly installer: Installer;
  /** `package.json`, as text and as a value. */
  readonly text: string;
  readonly manifest: JsonObject;
  /** The text of `pnpm-workspace.yaml`, if there is one. */
  readonly pnpmWorkspace: string | undefined;
}

/** The parts that a root lacks for a new client: in words, and as the changes that add them. */
export interface Completion {
  readonly lacks: readonly string[];
  readonly changes: readonly { readonly path: string; readonly content: string }[];
}

/** One thing that a manifest lacks. */
interface Lack {
  readonly words: string;
  readonly add: (manifest: JsonObject) => JsonObject;
}

const PACKAGES = "packages/*";

/** The script that `npm init` writes for a package without tests. */
const NO_TEST = 'echo "Error: no test specified" && exit 1';

/**
 * The parts that a root lacks for a new client as one of its packages, or for the imports of a client in a folder. Existing entries stay.
 */
export function completeWorkspace(
  root: ExistingRoot,
  names: ClientNames,
  place: ClientPlace,
  ranges: { readonly specloom: string; readonly runtime: string },
): Completion {
  const { manifest, text, installer } = root;
  const isOutside = place.isPackage && !holdsPackage(root, place.folder);
  const isPnpm = installer.name === "pnpm";
  const lacks = [
    ...(isOutside && !isPnpm ? [{ words: `"${PACKAGES}" in its workspaces`, add: addWorkspace }] : []),
    ...(place.isPackage && installer.wantsPrivateRoot === true && manifest["private"] !== true
      ? [{ words: '"private": true', add: (value: JsonObject) => withMembers(value, { private: true }) }]
      : []),
    ...lackingScripts(
      manifest,
      scriptsFor(installer, names, place),
      place.isPackage ? extendedScripts(manifest, installer, names) : {},
    ),
    ...lackingDependency(manifest, "devDependencies", "specloom", ranges.specloom),
    ...(place.isPackage ? [] : lackingDependency(manifest, "dependencies", "@specloom/client-runtime", ranges.runtime)),
  ];
  const completed = lacks.reduce((value, { add }) => add(value), manifest);
  const listed = { path: "pnpm-workspace.yaml", content: addToPnpmWorkspace(root.pnpmWorkspace ?? "") };
  return {
    lacks: [
      ...(lacks.length > 0 ? [`package.json lacks ${lacks.map(({ words }) => words).join(", ")}`] : []),
      ...(isOutside && isPnpm ? [`pnpm-workspace.yaml lacks ${PACKAGES} in its packages`] : []),
    ],
    changes: [
      ...(lacks.length > 0 ? [{ path: "package.json", content: printLike(text, completed) }] : []),
      ...(isOutside && isPnpm ? [listed] : []),
    ],
  };
}

/** Whether a folder is a package of the workspace. */
function holdsPackage({ installer, manifest, pnpmWorkspace = "" }: ExistingRoot, folder: string): boolean {
  return matchesGlobs(packageGlobs(manifest, installer.name === "pnpm" ? pnpmWorkspace : undefined), folder);
}

function addWorkspace(manifest: JsonObject): JsonObject {
  const workspaces = member(manifest, "workspaces");
  const packages = [...packageGlobs(manifest, undefined), PACKAGES];
  return withMembers(manifest, { workspaces: isObject(workspaces) ? withMembers(workspaces, { packages }) : packages });
}

/** The text with one more entry. The rest of a person's text stays. */
function addToPnpmWorkspace(text: string): string {
  const document = parseDocument(text);
  const packages = document.get("packages");
  if (isSeq(packages)) packages.add(PACKAGES);
  else document.set("packages", [PACKAGES]);
  return document.toString({ lineWidth: 0 });
}

function scriptsFor(installer: Installer, names: ClientNames, place: ClientPlace): Readonly<Record<string, string>> {
  const generate = "specloom generate";
  if (!place.isPackage) return { generate, "generate:check": "specloom check" };
  const run = installer.runInEach ?? ((script: string) => installer.runIn(names.package, script));
  return { generate, build: run("build"), types: run("types"), test: `specloom check && ${run("test")}` };
}

/**
 * The scripts of an earlier client, and of this one. Where an installer runs a script in one package at a time, a script that `init` added
 * would leave out the new client.
 */
function extendedScripts(manifest: JsonObject, installer: Installer, { package: client }: ClientNames): Record<string, string> {
  if (installer.runInEach) return {};
  const scripts = Object.entries(objectMember(manifest, "scripts"));
  const entries = scripts.flatMap(([name, command]) => {
    const [before = "", after = ""] = installer.runIn("*", name).split("*");
    const isOurs = typeof command === "string" && command.includes(before) && command.endsWith(after);
    const own = installer.runIn(client, name);
    return isOurs && !command.includes(own) ? [[name, `${command} && ${own}`]] : [];
  });
  return Object.fromEntries(entries);
}

function lackingScripts(
  manifest: JsonObject,
  wanted: Readonly<Record<string, string>>,
  extended: Readonly<Record<string, string>>,
): readonly Lack[] {
  const scripts = objectMember(manifest, "scripts");
  const absent = Object.entries(wanted).filter(([name]) => [undefined, NO_TEST].includes(stringMember(scripts, name)));
  const missing = [...absent, ...Object.entries(extended)];
  if (missing.length === 0) return [];
  const words = `the ${missing.length === 1 ? "script" : "scripts"} ${missing.map(([name, command]) => `"${name}": "${command}"`).join(", ")}`;
  return [{ words, add: (value) => withMembers(value, { scripts: withMembers(scripts, Object.fromEntries(missing)) }) }];
}

function lackingDependency(
  manifest: JsonObject,
  group: "dependencies" | "devDependencies",
  name: string,
  range: string,
): readonly Lack[] {
  if (["dependencies", "devDependencies"].some((each) => member(objectMember(manifest, each), name) !== undefined)) return [];
  const add = (value: JsonObject): JsonObject => {
    const entries = Object.entries({ ...objectMember(value, group), [name]: range });
    return withMembers(value, { [group]: Object.fromEntries(entries.toSorted(([one], [other]) => (one < other ? -1 : 1))) });
  };
  return [{ words: `"${name}": "${range}" in its ${group}`, add }];
}

/** A manifest with the indentation of the text that it replaces. */
function printLike(text: string, manifest: JsonObject): string {
  const indent = /^[{[]\s*?\n([ \t]+)/.exec(text)?.[1] ?? "  ";
  return `${JSON.stringify(manifest, undefined, indent)}\n`;
}
