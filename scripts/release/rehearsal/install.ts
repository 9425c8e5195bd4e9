import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Registry } from "./registry.ts";
import { run, runNode, type RunOptions } from "./run.ts";

export interface Consumer {
  name: string;
  folder: string;
  /** The files with which the manager finds the registry and takes what was published a moment ago. */
  settings: Record<string, string>;
  install: () => Promise<void>;
  /** Installs more packages into the same folder. */
  add: (packages: readonly string[]) => Promise<void>;
  /** Takes newer versions within the ranges that the first install wrote. */
  update: () => Promise<void>;
  /** Runs a command of the manager in another folder, which has the manager's settings. */
  runIn: (folder: string, args: readonly string[]) => Promise<string>;
  /** Runs a program of the folder as this manager's users do. */
  runProgram: (program: string, env: Record<string, string>) => Promise<string>;
}

interface Manager {
  name: string;
  /** Settings that the manager reads from files of the consumer's folder. */
  files?: (registry: Registry) => Record<string, string>;
  command: (args: readonly string[], options: RunOptions) => Promise<string>;
  add: string[];
  update: string[];
  runProgram?: (program: string) => string[];
}

function managers(tools: string): Manager[] {
  const yarn = join(tools, "node_modules/@yarnpkg/cli-dist/bin/yarn.js");
  return [
    { name: "npm", command: (args, options) => run("npm", args, options), add: ["install"], update: ["update"] },
    {
      name: "pnpm",
      // pnpm does not take versions younger than a day unless told to; this one was published a moment ago.
      files: () => ({ "pnpm-workspace.yaml": "packages: []\npmOnFail: ignore\nminimumReleaseAge: 0\nstrictDepBuilds: false\n" }),
      command: (args, options) => run("pnpm", args, options),
      add: ["add"],
      update: ["update"],
    },
    {
      name: "yarn",
      files: ({ url }) => ({
        ".yarnrc.yml": `npmRegistryServer: "${url}"\nunsafeHttpWhitelist: ["127.0.0.1"]\nenableTelemetry: false\nenableImmutableInstalls: false\nenableScripts: false\nnpmMinimalAgeGate: 0\n`,
        "yarn.lock": "",
      }),
      command: (args, options) => runNode([yarn, ...args], options),
      add: ["add"],
      update: ["up", "--recursive", "@specloom/client-runtime"],
      // Without node_modules: Yarn's own way to resolve.
      runProgram: (program) => ["node", program],
    },
    {
      name: "bun",
      command: (args, options) => run(join(tools, "node_modules/@oven/bun-linux-x64/bin/bun"), args, options),
      add: ["add", "--minimum-release-age=0"],
      update: ["update"],
      runProgram: (program) => ["run", program],
    },
  ];
}

/** One fresh folder per package manager, outside of every workspace and with a home, and so with caches, of its own. */
export function createConsumers(
  tools: string,
  fixtures: string,
  place: string,
  registry: Registry,
  packages: readonly string[],
): Consumer[] {
  return managers(tools).map(({ name, files, command, add, update, runProgram }) => {
    const folder = join(place, name);
    const home = join(place, `${name}-home`);
    const env = { ...registry.env, HOME: home, npm_config_cache: join(home, "npm"), BUN_CONFIG_REGISTRY: registry.url };
    const options = { cwd: folder, env };
    const settings = files?.(registry) ?? {};
    return {
      name,
      folder,
      settings,
      async install() {
        mkdirSync(home, { recursive: true });
        cpSync(fixtures, folder, { recursive: true });
        const manifest = { name: "stranger", version: "1.0.0", private: true, type: "module" };
        for (const [file, text] of Object.entries({ "package.json": JSON.stringify(manifest), ...settings }))
          writeFileSync(join(folder, file), text);
        await command([...add, ...packages], options);
      },
      async add(more) {
        await command([...add, ...more], options);
      },
      async update() {
        await command(update, options);
      },
      // As at a person's terminal: where CI is set, a lockfile that lacks a new package is refused.
      runIn: (other, args) => command(args, { cwd: other, env: { ...env, CI: undefined } }),
      runProgram: (program, mocks) =>
        runProgram
          ? command(runProgram(program), { cwd: folder, env: { ...env, ...mocks } })
          : runNode([program], { cwd: folder, env: mocks }),
    };
  });
}
