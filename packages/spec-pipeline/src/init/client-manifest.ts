import { isObject, objectMember, parseJson, withMembers, type JsonObject } from "../document/json.ts";
import type { ClientFacts } from "./client-files.ts";
import type { ClientNames } from "./client-names.ts";
import { fillTemplate } from "./fill-template.ts";
import { readTemplate } from "./read-template.ts";

/** The facts about the surroundings that a new package needs. */
export interface PackageSurroundings {
  /** Our own workspace has its tools at the root, and its packages refer to each other by `workspace:`. */
  readonly isHouse: boolean;
  /** The licence of the root, whose text the client gets. */
  readonly license: string;
  readonly runtimeRange: string;
  readonly commandRange: string;
  readonly specloomRange: string;
  /** The range of `@types/node`. */
  readonly nodeTypesRange: string;
  /** Dependencies that the root lacks, so the client has them itself: name to range. */
  readonly tools: Readonly<Record<string, string>>;
  /** `homepage`, `bugs` and `repository` of a neighbouring package, with its folder's name in them. */
  readonly neighbour: { readonly folder: string; readonly manifest: JsonObject } | undefined;
}

/** The text of a new client's `package.json`. */
export function clientManifest(
  { vendor, package: name }: ClientNames,
  title: string,
  around: PackageSurroundings,
  { hasMock, operations: { hasWebhooks } }: Pick<ClientFacts, "hasMock" | "operations">,
): string {
  const path = "packages/client/manifest.json";
  const fillings = {
    package: { name },
    vendor: { name: vendor },
    title: { text: title },
    license: { text: around.license },
    runtimeRange: { text: around.runtimeRange },
    commandRange: { text: around.commandRange },
    specloomRange: { text: around.specloomRange },
    nodeTypesRange: { text: around.nodeTypesRange },
  };
  const template = parseJson(fillTemplate(path, readTemplate(path), fillings));
  if (!isObject(template)) throw new Error(`${path} is not an object`);
  const { homepage, bugs, repository } = addresses(name, around.neighbour);
  // Our own packages are built before they are packed.
  const ofHouse = { prepack: undefined, "pack:check": "publint --strict && attw --pack . --profile esm-only" };
  const { "./package.json": own, "./validators": validators, ...entries } = objectMember(template, "exports");
  const manifest = withMembers(template, {
    exports: {
      ...entries,
      ...(hasMock && { "./testing": "./dist/testing.mjs" }),
      "./validators": validators ?? "",
      ...(hasWebhooks && { "./webhooks": "./dist/webhooks.mjs" }),
      "./package.json": own ?? "",
    },
    keywords: [...new Set(["api-client", vendor, "typescript"])].toSorted(),
    homepage,
    bugs,
    repository,
    scripts: withMembers(objectMember(template, "scripts"), around.isHouse ? ofHouse : {}),
    devDependencies: withMembers(objectMember(template, "devDependencies"), around.tools),
  });
  return `${JSON.stringify(manifest, undefined, 2)}\n`;
}

/** The same fields with the new folder's name. */
function addresses(name: string, neighbour: PackageSurroundings["neighbour"]): JsonObject {
  if (!neighbour) return {};
  const text = JSON.stringify(neighbour.manifest).replaceAll(`packages/${neighbour.folder}`, `packages/${name}`);
  const manifest = parseJson(text);
  return isObject(manifest) ? manifest : {};
}
