import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { ClientNames } from "./client-names.ts";
import {
  changesetFile,
  packageManifest,
  readmeFile,
  tsconfigFile,
  tsdownConfig,
  turboFile,
  vitestConfig,
  type PackageSurroundings,
} from "./client-package.ts";
import {
  clientSource,
  indexSource,
  optionsSource,
  parameterOptions,
  validatorsSource,
  type ClientFacts,
} from "./client-source.ts";
import { clientTest, coverageTest } from "./client-tests.ts";
import { readCredentials } from "./credentials.ts";
import { readApi } from "../model/api.ts";
import { readFacts } from "./sample-call.ts";
import { licenseFile, TOOL_VERSIONS, workspaceFiles } from "./workspace-files.ts";
import { isObject, listMember, objectMember, parseJson, stringMember, type JsonObject } from "../document/json.ts";
import type { Problem } from "../problems/problem.ts";
import type { Vendor } from "../vendor/vendor.ts";
import type { CommandContext } from "../host/command.ts";
import { ownRanges } from "../host/own-ranges.ts";
import { isMissing, readText } from "../host/workspace.ts";

export interface Layout {
  /** Path from the workspace's root to content. */
  readonly files: ReadonlyMap<string, string>;
  readonly problems: readonly Problem[];
  /** The commands that follow. */
  readonly next: string;
}

/** All that a new client is made of besides its generated code, and what the workspace lacks for it. */
export async function layOut(given: {
  readonly root: string;
  readonly names: ClientNames;
  readonly vendor: Vendor;
  readonly title: string;
  readonly bundled: JsonObject;
  readonly context: CommandContext;
}): Promise<Layout> {
  const { root, names, vendor, title, bundled, context } = given;
  const surroundings = await readSurroundings(root);
  const { isHouse } = surroundings;
  const operations = readFacts(readApi(bundled, vendor.clientParameters).value);
  const credentials = readCredentials(
    bundled,
    parameterOptions(vendor.clientParameters).map(({ option }) => option),
  );
  const facts: ClientFacts = {
    names,
    baseUrl: vendor.baseUrl,
    credentials,
    clientParameters: vendor.clientParameters,
    hasStreams: operations.hasStreams,
  };
  const license =
    (await readText(join(root, "LICENSE"))) ?? licenseFile(context.today().slice(0, 4), `the authors of ${names.package}`);
  const client: readonly (readonly [string, string])[] = [
    ["LICENSE", license],
    ["README.md", readmeFile(facts, title, operations)],
    ["package.json", packageManifest(names, title, surroundings)],
    ["tsconfig.json", tsconfigFile],
    ["tsdown.config.ts", tsdownConfig],
    ["vitest.config.ts", vitestConfig(names, isHouse)],
    ...(isHouse ? [["turbo.json", turboFile(names)] as const] : []),
    ["src/client.ts", clientSource(facts)],
    ["src/index.ts", indexSource(names)],
    ["src/options.ts", optionsSource(facts)],
    ["src/validators.ts", validatorsSource(names)],
    ["test/client.test.ts", clientTest(facts, operations.sample)],
    ["test/coverage.test.ts", coverageTest(facts)],
  ];
  // Other vendors were held to the rules that are there, or to the usual ones.
  const isNew = !existsSync(join(root, "specs"));
  const around = [...workspaceFiles(surroundings.specloomRange)].filter(
    ([path]) => !isHouse && !existsSync(join(root, path)) && (isNew || path !== "redocly.yaml"),
  );
  const files = new Map([
    ...client.map(([path, content]) => [`packages/${names.package}/${path}`, content] as const),
    [`.changeset/add-${names.package}.md`, changesetFile(names, title, operations.count)],
    ...around,
  ]);
  return {
    files,
    problems: [...credentialProblems(facts), ...methodProblems(bundled), ...(await manifestProblems(root, surroundings))],
    next: isHouse ? "pnpm install, npm test" : "npm install, npm test",
  };
}

async function readSurroundings(root: string): Promise<PackageSurroundings> {
  const ranges = ownRanges();
  const runtime = await readManifest(root, "client-runtime");
  const isHouse = stringMember(runtime, "name") === "@specloom/client-runtime" && existsSync(join(root, "vitest.shared.ts"));
  if (isHouse) {
    const nodeTypesRange = stringMember(objectMember(runtime, "devDependencies"), "@types/node") ?? TOOL_VERSIONS["@types/node"];
    const neighbour = runtime && { folder: "client-runtime", manifest: runtime };
    return { isHouse, runtimeRange: "workspace:^", specloomRange: "workspace:*", nodeTypesRange, neighbour };
  }
  return {
    isHouse,
    runtimeRange: ranges.runtime,
    specloomRange: ranges.specloom,
    nodeTypesRange: `^${TOOL_VERSIONS["@types/node"]}`,
    neighbour: await readNeighbour(root),
  };
}

/** A package that says where its repository is, as the new one will be in the same. */
async function readNeighbour(root: string): Promise<PackageSurroundings["neighbour"]> {
  const folders: readonly string[] = await readdir(join(root, "packages")).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
  for (const folder of folders.toSorted()) {
    const manifest = await readManifest(root, folder);
    if (manifest?.["repository"] !== undefined) return { folder, manifest };
  }
  return undefined;
}

async function readManifest(root: string, folder: string): Promise<JsonObject | undefined> {
  const text = await readText(join(root, "packages", folder, "package.json"));
  if (text === undefined) return undefined;
  const value = parseJson(text);
  return isObject(value) ? value : undefined;
}

function credentialProblems({ credentials }: ClientFacts): readonly Problem[] {
  return credentials
    .filter(({ kind }) => kind === "unsupported")
    .map(({ scheme, wanted }) => ({
      rule: "credential-unsupported",
      severity: "info",
      message: `the security scheme ${scheme} asks for ${wanted}, which the client does not send; a fetch of the caller's own can add it`,
    }));
}

/** Methods of OpenAPI 3.2 that no client of ours can send. */
function methodProblems(bundled: JsonObject): readonly Problem[] {
  return Object.entries(objectMember(bundled, "paths")).flatMap(([path, item]) => {
    const methods = [
      ...(isObject(item) && isObject(item["query"]) ? ["QUERY"] : []),
      ...Object.keys(objectMember(item, "additionalOperations")),
    ];
    return methods.map((method): Problem => ({
      rule: "method-unsupported",
      severity: "info",
      message: `${method} ${path} is left out: the runtime does not send this method`,
    }));
  });
}

/** A manifest that is there is a person's: what it lacks is said. */
async function manifestProblems(root: string, { isHouse }: PackageSurroundings): Promise<readonly Problem[]> {
  const text = isHouse || existsSync(join(root, "pnpm-workspace.yaml")) ? undefined : await readText(join(root, "package.json"));
  if (text === undefined || listMember(parseJson(text), "workspaces").includes("packages/*")) return [];
  const message =
    "package.json is left alone: its workspaces must hold packages/*, its devDependencies specloom, tsdown, typescript and vitest";
  return [{ rule: "workspace-manifest", severity: "info", message, location: { file: "package.json", line: 1 } }];
}
