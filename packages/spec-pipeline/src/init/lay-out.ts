import { existsSync } from "node:fs";
import { join } from "node:path";
import type { JsonObject } from "../document/json.ts";
import type { CommandContext } from "../host/command.ts";
import { readText } from "../host/workspace.ts";
import { readApi } from "../model/api.ts";
import type { Problem } from "../problems/problem.ts";
import type { Vendor } from "../vendor/vendor.ts";
import { clientFiles, type ClientFacts } from "./client-files.ts";
import { clientManifest } from "./client-manifest.ts";
import type { ClientNames } from "./client-names.ts";
import type { ClientPlace } from "./client-place.ts";
import { compilerProjects, hasOldResolution } from "./compiler-projects.ts";
import { completeWorkspace, type Completion } from "./complete-workspace.ts";
import { readCredentials } from "./credentials.ts";
import { fillTemplate } from "./fill-template.ts";
import { TAKEN_NAMES } from "./free-name.ts";
import { parameterOptions } from "./parameter-options.ts";
import { readSurroundings, type Surroundings } from "./read-surroundings.ts";
import { readTemplate } from "./read-template.ts";
import { readFacts } from "./sample-call.ts";
import { variableServers } from "./server-options.ts";
import { workspaceFiles } from "./workspace-files.ts";

export interface Layout {
  /** Path from the workspace's root to content. */
  readonly files: ReadonlyMap<string, string>;
  readonly problems: readonly Problem[];
  /** Missing entries of the root's own files. */
  readonly completion: Completion;
  /** The next commands, for a complete root and for an incomplete one. */
  readonly next: { readonly completed: string; readonly lacking: string };
}

/** The files of a new client without its generated code, and the entries that the workspace lacks. */
export async function layOut(given: {
  readonly root: string;
  readonly names: ClientNames;
  readonly place: ClientPlace;
  readonly vendor: Vendor;
  readonly title: string;
  readonly bundled: JsonObject;
  readonly context: CommandContext;
}): Promise<Layout> {
  const { root, names, place, vendor, title, bundled, context } = given;
  const surroundings = await readSurroundings(root);
  const { isHouse, sharesBase, existing } = surroundings;
  const parameters = parameterOptions(vendor.clientParameters);
  const credentials = readCredentials(
    bundled,
    parameters.map(({ option }) => option),
  );
  const used = [
    ...parameters.map(({ option }) => option),
    ...credentials.flatMap(({ options }) => options).map(({ name }) => name),
  ];
  const { value: api } = readApi(bundled, vendor.clientParameters);
  const facts: ClientFacts = {
    names,
    place,
    title,
    baseUrl: vendor.baseUrl,
    servers: variableServers(api, vendor.baseUrl, [...TAKEN_NAMES, ...used]),
    credentials,
    parameters,
    hasMock: vendor.mock !== false,
    operations: readFacts(api),
  };
  const ofPackage: readonly (readonly [string, string])[] = [
    [`${place.folder}/LICENSE`, (await readText(join(root, "LICENSE"))) ?? licenceOf(names, context.today())],
    [`${place.folder}/package.json`, clientManifest(names, title, surroundings, facts)],
    [`.changeset/add-${names.package}.md`, changesetOf(facts)],
  ];
  // Other vendors follow the existing rules, or the usual ones.
  const isNew = !existsSync(join(root, "specs"));
  const around = [...workspaceFiles(surroundings.specloomRange)].filter(
    ([path]) =>
      !isHouse &&
      !existsSync(join(root, path)) &&
      (isNew || path !== "redocly.yaml") &&
      ((sharesBase && place.isPackage) || path !== "tsconfig.base.json"),
  );
  const ranges = { specloom: surroundings.specloomRange, runtime: surroundings.runtimeRange };
  return {
    files: new Map([...clientFiles(facts, surroundings), ...(place.isPackage ? ofPackage : []), ...around]),
    problems: [...credentialProblems(facts), ...(place.isPackage ? [] : compilerProblems(root, place.folder))],
    completion: existing ? completeWorkspace(existing, names, place, ranges) : { lacks: [], changes: [] },
    next: nextCommands(facts, surroundings),
  };
}

function nextCommands(
  { names, place }: ClientFacts,
  { isHouse, existing, sharesBase, runtimeRange }: Surroundings,
): Layout["next"] {
  if (isHouse) return always("pnpm install, npm test");
  if (existing === undefined || (sharesBase && place.isPackage)) return always("npm install, npm test");
  const { installer } = existing;
  if (place.isPackage) {
    const commands = `${installer.install}, ${installer.runIn(names.package, "test")}`;
    return { completed: commands, lacking: `add what is missing, ${commands}` };
  }
  const first = `import { create${names.type}Client } from "./${place.sources}/index.ts"`;
  const add = installer.add(`@specloom/client-runtime@${runtimeRange}`);
  return { completed: `${installer.install}, ${first}`, lacking: `${add}, ${first}` };
}

function always(commands: string): Layout["next"] {
  return { completed: commands, lacking: commands };
}

function licenceOf(names: ClientNames, today: string): string {
  const path = "packages/client/LICENSE";
  return fillTemplate(path, readTemplate(path), { year: { name: today.slice(0, 4) }, package: { name: names.package } });
}

function changesetOf({ names, title, operations: { count } }: ClientFacts): string {
  return fillTemplate("changeset.md", readTemplate("changeset.md"), {
    package: { name: names.package },
    title: { text: title },
    operations: { text: count === 1 ? "Its one operation is" : `Its ${count} operations are` },
  });
}

function credentialProblems({ credentials }: ClientFacts): readonly Problem[] {
  if (credentials.length === 0) {
    const message =
      "the document defines no security scheme, so calls carry no credential; if the API needs one, delete the new files, and run init again with --auth bearer, --auth basic, --auth http:SCHEME or --auth header:NAME";
    return [{ rule: "no-security-scheme", severity: "info", message }];
  }
  return credentials
    .filter(({ kind }) => kind === "unsupported")
    .map(({ scheme, wanted }) => ({
      rule: "credential-unsupported",
      severity: "info",
      message: `the security scheme ${scheme} asks for ${wanted}, which the client does not send; a fetch of the caller's own can add it`,
    }));
}

/** The imports of generated files end in `.ts`, and name entries of the runtime. A compiler accepts them only with its settings. */
function compilerProblems(root: string, folder: string): readonly Problem[] {
  return compilerProjects(root, folder).flatMap(({ file, options }): Problem[] => {
    const settings = [
      ...(options.allowImportingTsExtensions || options.rewriteRelativeImportExtensions
        ? []
        : [
            [
              "import-extensions",
              "refuses imports that end in .ts, which the client has: set allowImportingTsExtensions (if a bundler builds the code) or rewriteRelativeImportExtensions in its compilerOptions",
            ] as const,
          ]),
      ...(hasOldResolution(options, root)
        ? [
            [
              "old-module-resolution",
              "finds no entries of packages, such as @specloom/client-runtime/validate: set module to nodenext in its compilerOptions, or to preserve if a bundler builds the code, and take moduleResolution out",
            ] as const,
          ]
        : []),
    ];
    return settings.map(([rule, words]) => ({
      rule,
      severity: "info",
      message: `${file} ${words}`,
      location: { file, line: 1 },
    }));
  });
}
