import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { isObject, listMember, objectMember, parseJson, stringMember, type JsonObject } from "../document/json.ts";
import type { CommandContext } from "../host/command.ts";
import { ownRanges } from "../host/own-ranges.ts";
import { isMissing, readText } from "../host/workspace.ts";
import { readApi } from "../model/api.ts";
import type { Problem } from "../problems/problem.ts";
import type { Vendor } from "../vendor/vendor.ts";
import { clientFiles, type ClientFacts } from "./client-files.ts";
import { clientManifest, type PackageSurroundings } from "./client-manifest.ts";
import type { ClientNames } from "./client-names.ts";
import { readCredentials } from "./credentials.ts";
import { fillTemplate } from "./fill-template.ts";
import { parameterOptions } from "./parameter-options.ts";
import { readTemplate } from "./read-template.ts";
import { readFacts } from "./sample-call.ts";
import { toolRange, workspaceFiles } from "./workspace-files.ts";

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
  const parameters = parameterOptions(vendor.clientParameters);
  const facts: ClientFacts = {
    names,
    title,
    baseUrl: vendor.baseUrl,
    credentials: readCredentials(
      bundled,
      parameters.map(({ option }) => option),
    ),
    parameters,
    operations: readFacts(readApi(bundled, vendor.clientParameters).value),
  };
  const client: readonly (readonly [string, string])[] = [
    ["LICENSE", (await readText(join(root, "LICENSE"))) ?? licenceOf(names, context.today())],
    ["package.json", clientManifest(names, title, surroundings)],
    ...clientFiles(facts, isHouse),
  ];
  // Other vendors were held to the rules that are there, or to the usual ones.
  const isNew = !existsSync(join(root, "specs"));
  const around = [...workspaceFiles(surroundings.specloomRange)].filter(
    ([path]) => !isHouse && !existsSync(join(root, path)) && (isNew || path !== "redocly.yaml"),
  );
  const files = new Map([
    ...client.map(([path, content]) => [`packages/${names.package}/${path}`, content] as const),
    [`.changeset/add-${names.package}.md`, changesetOf(facts)],
    ...around,
  ]);
  return {
    files,
    problems: [...credentialProblems(facts), ...methodProblems(bundled), ...(await manifestProblems(root, surroundings))],
    next: isHouse ? "pnpm install, npm test" : "npm install, npm test",
  };
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

async function readSurroundings(root: string): Promise<PackageSurroundings> {
  const ranges = ownRanges();
  const runtime = await readManifest(root, "client-runtime");
  const isHouse = stringMember(runtime, "name") === "@specloom/client-runtime" && existsSync(join(root, "vitest.shared.ts"));
  if (isHouse) {
    const nodeTypesRange = stringMember(objectMember(runtime, "devDependencies"), "@types/node") ?? toolRange("@types/node");
    const neighbour = runtime && { folder: "client-runtime", manifest: runtime };
    return { isHouse, runtimeRange: "workspace:^", specloomRange: "workspace:*", nodeTypesRange, neighbour };
  }
  return {
    isHouse,
    runtimeRange: ranges.runtime,
    specloomRange: ranges.specloom,
    nodeTypesRange: toolRange("@types/node"),
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
  if (credentials.length === 0) {
    const message =
      "the document defines no security scheme, so calls carry no credential; where the API wants one, init with --auth bearer, --auth basic or --auth header:NAME";
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
