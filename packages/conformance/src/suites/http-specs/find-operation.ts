import {
  isObject,
  listMember,
  member,
  objectMember,
  stringMember,
  type Json,
  type JsonObject,
} from "../../../../spec-pipeline/src/document/json.ts";
import { serverAddress } from "../../../../spec-pipeline/src/document/nodes.ts";
import { resolveObject } from "../../../../spec-pipeline/src/model/reference.ts";
import type { MockApi } from "./scenario.ts";

/** An operation of a document that a request may be of, and the values that its path holds, as they stand in the address. */
export interface FoundOperation {
  /** As it stands in the document: `/pets/{id}`. */
  readonly path: string;
  readonly operation: JsonObject;
  readonly parameters: readonly JsonObject[];
  readonly pathValues: ReadonlyMap<string, string>;
}

const HEADERS_OF_HTTP = new Set(["accept", "content-type", "authorization"]);

/** The operations with the request's method whose path fits its address, the most fixed path first. */
export function findOperations(document: JsonObject, { uri, method }: MockApi): readonly FoundOperation[] {
  const [path = ""] = uri.split("?");
  const base = basePath(document);
  const found = Object.entries(objectMember(document, "paths")).flatMap(([template, item]): FoundOperation[] => {
    const operation = member(item, method.toLowerCase());
    const pathValues = valuesOf(base + template, path);
    if (!isObject(operation) || pathValues === undefined) return [];
    const parameters = [...listMember(item, "parameters"), ...listMember(operation, "parameters")]
      .map((parameter) => resolveObject(document, parameter))
      .filter((parameter): parameter is JsonObject => parameter !== undefined);
    return [{ path: template, operation, parameters, pathValues }];
  });
  return found.toSorted((left, right) => left.pathValues.size - right.pathValues.size);
}

/** What the document's server adds to each path. */
export function basePath(document: JsonObject): string {
  const [server] = listMember(document, "servers");
  const address = server === undefined ? "" : serverAddress(server);
  return URL.canParse(address) ? new URL(address).pathname.replace(/\/$/, "") : "";
}

function valuesOf(template: string, path: string): ReadonlyMap<string, string> | undefined {
  const names: string[] = [];
  const pattern = template
    .split(/(\{[^}]+\})/)
    .map((part) => {
      if (!part.startsWith("{")) return part.replaceAll(/[.*+?^$()|[\]\\{}]/g, String.raw`\$&`);
      names.push(part.slice(1, -1));
      return "([^/]*)";
    })
    .join("");
  const match = new RegExp(`^${pattern}$`).exec(path);
  return match ? new Map(names.map((name, index) => [name, match[index + 1] ?? ""])) : undefined;
}

/** Whether a header is said by something else than a parameter: OpenAPI ignores parameters of these names. */
export function isHeaderOfHttp(name: string): boolean {
  return HEADERS_OF_HTTP.has(name.toLowerCase());
}

/** The schema of a parameter, with references followed. */
export function schemaOf(document: JsonObject, parameter: JsonObject): JsonObject {
  return resolveObject(document, parameter["schema"]) ?? {};
}

/** How a list or an object stands in its place. */
export function styleOf(parameter: JsonObject): { readonly style: string; readonly explode: boolean } {
  const style =
    stringMember(parameter, "style") ?? (["query", "cookie"].includes(stringMember(parameter, "in") ?? "") ? "form" : "simple");
  const explode: Json | undefined = parameter["explode"];
  return { style, explode: typeof explode === "boolean" ? explode : style === "form" };
}
