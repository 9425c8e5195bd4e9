import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Consumer } from "./install.ts";
import type { Registry } from "./registry.ts";
import { run } from "./run.ts";

/** A client that is laid out in a folder of somebody's, and used there. */
export interface LaidOut {
  readonly name: string;
  readonly check: () => Promise<string>;
}

/**
 * What the README of `specloom` promises of `init`, each in a folder of its own: the steps to the letter, in an empty folder and in an
 * application, and the workspaces of other managers.
 *
 * @param document an OpenAPI document, in the place of the README's address
 * @param names the packages that were published a moment ago
 */
export function laidOutClients(
  place: string,
  document: string,
  registry: Registry,
  consumers: readonly Consumer[],
  names: readonly string[],
): readonly LaidOut[] {
  const home = join(place, "home");
  mkdirSync(home, { recursive: true });
  const env = { ...registry.env, HOME: home, npm_config_cache: join(home, "npm") };
  const follow = (folder: string, steps: string): Promise<string> =>
    run("sh", ["-ec", steps.replaceAll(/https:\/\/docs\.acme\.example\S*/g, document)], { cwd: folder, env });
  const write = (folder: string, files: Readonly<Record<string, string>>): string => {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(place, folder, path)), { recursive: true });
      writeFileSync(join(place, folder, path), text);
    }
    return join(place, folder);
  };
  const readme = readFileSync(new URL("../../../packages/spec-pipeline/README.md", import.meta.url), "utf8");
  const [install = "", asPackage = "", asFolder = ""] = shellBlocks(readme);
  const application = {
    "package.json": JSON.stringify({
      name: "app",
      private: true,
      type: "module",
      scripts: { test: "echo the application\\'s own" },
    }),
    "tsconfig.json": JSON.stringify({
      compilerOptions: { module: "nodenext", target: "es2023", strict: true, noEmit: true, allowImportingTsExtensions: true },
      include: ["src"],
    }),
    "src/main.ts":
      'import { createAcmeClient } from "./api/index.ts";\nconsole.log(typeof createAcmeClient({}).referrals.get);\n',
  };

  return [
    {
      name: "npm: the README's steps",
      check: async () => passed(await follow(write("empty", { ".keep": "" }), install + asPackage)),
    },
    {
      name: "npm: a folder of an application",
      check: async () => {
        const folder = write("application", application);
        await follow(folder, `${install}npm install --save-dev typescript@7.0.2 @types/node@26.6.6\n${asFolder}`);
        await follow(folder, "npx tsc -p . && npm run generate:check && npm test");
        return (await run(process.execPath, ["src/main.ts"], { cwd: folder, env })).trim();
      },
    },
    ...consumers.flatMap((consumer) => {
      const files = WORKSPACES[consumer.name]?.(consumer.settings, names);
      if (!files) return [];
      const check = async (): Promise<string> => {
        const folder = write(`${consumer.name}-workspace`, files);
        await consumer.runIn(folder, [
          "add",
          ...(consumer.name === "pnpm" ? ["--workspace-root", "--save-dev"] : ["--dev"]),
          "specloom",
        ]);
        const said = await consumer.runIn(folder, ["exec", "specloom", "init", "acme", "--from", document, "--yes"]);
        const next = /next: (.*), in \//.exec(said)?.[1]?.split(", ") ?? [];
        if (next.length === 0) throw new Error(`init names no next command:\n${said}`);
        let output = "";
        for (const command of next) output = await consumer.runIn(folder, command.split(" ").slice(1));
        return `${passed(output)}, by ${next.join(", ")}`;
      };
      return [{ name: `${consumer.name}: a workspace`, check }];
    }),
  ];
}

/** Workspaces with a package each that is not ours. */
const WORKSPACES: Readonly<
  Record<string, (settings: Readonly<Record<string, string>>, own: readonly string[]) => Readonly<Record<string, string>>>
> = {
  pnpm: (settings) => ({
    "package.json": JSON.stringify({ name: "root", private: true }),
    "pnpm-workspace.yaml": (settings["pnpm-workspace.yaml"] ?? "").replace("packages: []", "packages:\n  # ours\n  - apps/*"),
    "apps/web/package.json": JSON.stringify({ name: "web", version: "1.0.0", private: true }),
  }),
  yarn: (settings, own) => ({
    ...settings,
    "package.json": JSON.stringify({ name: "root", private: true, workspaces: ["apps/*"] }),
    // Vitest and the compiler look for packages in folders. What others published in the last days may not be everywhere yet.
    ".yarnrc.yml": `${(settings[".yarnrc.yml"] ?? "").replace("npmMinimalAgeGate: 0", `npmMinimalAgeGate: 4320\nnpmPreapprovedPackages: ${JSON.stringify(own)}`)}nodeLinker: node-modules\n`,
    "apps/web/package.json": JSON.stringify({ name: "web", version: "1.0.0", private: true }),
  }),
};

/** The commands of a README, block by block, in the order that it has them in; notices that go with a release are left out. */
function shellBlocks(readme: string): readonly string[] {
  const text = readme.replaceAll(/<!-- until the first release -->.*?<!-- end -->/gs, "");
  return [...text.matchAll(/^```sh\n(.*?)^```/gms)].map(([, block = ""]) => block);
}

function passed(output: string): string {
  const count = /Tests\s+(\d+ passed)/.exec(output)?.[1];
  if (count === undefined) throw new Error(`no test ran:\n${output.slice(-4000)}`);
  return count;
}
