import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { stringMember, type Json } from "../document/json.ts";

/** The package manager of a workspace, and its commands. */
export interface Installer {
  readonly name: "bun" | "npm" | "pnpm" | "yarn";
  readonly install: string;
  /** Adds a package to the dependencies of the root. */
  readonly add: (dependency: string) => string;
  /** Runs a script of one package. */
  readonly runIn: (client: string, script: string) => string;
  /** Runs a script in each package that has it. Undefined if the versions of this installer have no common command for it. */
  readonly runInEach?: (script: string) => string;
  /** Whether it refuses workspaces of a root that could be published. */
  readonly wantsPrivateRoot?: boolean;
}

const NPM: Installer = {
  name: "npm",
  install: "npm install",
  add: (dependency) => `npm install ${dependency}`,
  runIn: (client, script) => `npm run ${script} --workspace ${client}`,
  runInEach: (script) => `npm run ${script} --workspaces --if-present`,
};

const PNPM: Installer = {
  name: "pnpm",
  install: "pnpm install",
  add: (dependency) => `pnpm add ${dependency}`,
  runIn: (client, script) => `pnpm --filter ${client} run ${script}`,
  runInEach: (script) => `pnpm --recursive run ${script}`,
};

const YARN: Installer = {
  name: "yarn",
  install: "yarn install",
  add: (dependency) => `yarn add ${dependency}`,
  runIn: (client, script) => `yarn workspace ${client} run ${script}`,
};

const YARN_CLASSIC: Installer = { ...YARN, wantsPrivateRoot: true };

const BUN: Installer = {
  name: "bun",
  install: "bun install",
  add: (dependency) => `bun add ${dependency}`,
  runIn: (client, script) => `bun run --filter ${client} ${script}`,
  runInEach: (script) => `bun run --filter '*' ${script}`,
};

const INSTALLERS: readonly Installer[] = [NPM, PNPM, YARN, BUN];

/** Files that an installer leaves at the root of a workspace. */
const MARKS: readonly (readonly [file: string, installer: Installer])[] = [
  ["pnpm-workspace.yaml", PNPM],
  ["pnpm-lock.yaml", PNPM],
  ["yarn.lock", YARN],
  ["bun.lock", BUN],
  ["bun.lockb", BUN],
];

/** The installer of a workspace, by its manifest or its files. Otherwise npm. */
export function installerOf(root: string, manifest: Json | undefined): Installer {
  const [named, version = ""] = stringMember(manifest, "packageManager")?.split("@") ?? [];
  const marked = MARKS.find(([file]) => existsSync(join(root, file)))?.[1];
  const found = INSTALLERS.find(({ name }) => name === named) ?? marked ?? NPM;
  const isClassic = named === undefined ? hasClassicLock(root) : version.startsWith("1.");
  return found === YARN && isClassic ? YARN_CLASSIC : found;
}

/** Yarn 1 names itself in the first lines of its lockfile. */
function hasClassicLock(root: string): boolean {
  const path = join(root, "yarn.lock");
  return existsSync(path) && readFileSync(path, "utf8").includes("# yarn lockfile v1");
}
