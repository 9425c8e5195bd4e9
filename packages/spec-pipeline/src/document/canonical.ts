import { stringify } from "yaml";
import { isList, isObject, stringMember, withMembers, type Json, type JsonObject } from "./json.ts";
import { mapNodes, METHODS, type NodeKind } from "./nodes.ts";

/** Members that come first in a node, in this order. The others follow by name. */
const FIRST: Partial<Record<NodeKind, readonly string[]>> = {
  document: ["openapi", "info", "servers", "security", "tags", "paths", "webhooks", "components"],
  pathItem: ["$ref", "summary", "description", "parameters", ...METHODS],
  operation: ["operationId", "summary", "description", "tags", "security", "parameters", "requestBody", "responses"],
  parameter: ["$ref", "name", "in", "description", "required", "schema"],
  response: ["$ref", "description", "headers", "content"],
  schema: ["$ref", "title", "description", "type", "required", "properties"],
};

const INFO_FIRST = ["title", "version", "name", "url", "description"];

/** The document in canonical form: members in a fixed order, lists and data unchanged. Equal documents have equal texts. */
export function toCanonical(document: JsonObject): JsonObject {
  const ordered = mapNodes(document, (node, kind) => sortMembers(sortMaps(trimDescription(node), kind), FIRST[kind] ?? []));
  const data = (key: string): Json => sortDeep(ordered[key] ?? null);
  return Object.fromEntries(
    Object.entries(ordered).map(([key, value]) => [
      key,
      ["info", "servers", "tags", "externalDocs"].includes(key) ? data(key) : value,
    ]),
  );
}

/** Empty lines around a text come from the indentation of its source. */
function trimDescription(node: JsonObject): JsonObject {
  const description = stringMember(node, "description");
  return description === undefined ? node : withMembers(node, { description: description.trim() });
}

/** Maps by name contain nodes, but are no nodes. */
function sortMaps(node: JsonObject, kind: NodeKind): JsonObject {
  const names = MAPS[kind] ?? [];
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => [key, names.includes(key) && isObject(value) ? sortMembers(value, []) : value]),
  );
}

const MAPS: Partial<Record<NodeKind, readonly string[]>> = {
  document: ["paths", "webhooks"],
  components: [
    "schemas",
    "responses",
    "parameters",
    "examples",
    "requestBodies",
    "headers",
    "securitySchemes",
    "links",
    "callbacks",
    "pathItems",
  ],
  pathItem: ["additionalOperations"],
  operation: ["responses", "callbacks", "x-client-source"],
  parameter: ["content", "examples"],
  requestBody: ["content"],
  response: ["content", "headers", "links"],
  mediaType: ["encoding", "examples"],
  schema: ["properties", "patternProperties", "$defs", "dependentSchemas", "discriminator"],
};

function sortMembers(object: JsonObject, first: readonly string[]): JsonObject {
  const rank = (key: string): number => (first.includes(key) ? first.indexOf(key) : first.length);
  return Object.fromEntries(
    Object.entries(object).toSorted(([left], [right]) => rank(left) - rank(right) || (left < right ? -1 : left > right ? 1 : 0)),
  );
}

function sortDeep(value: Json): Json {
  if (isList(value)) return value.map(sortDeep);
  if (!isObject(value)) return value;
  return sortMembers(Object.fromEntries(Object.entries(value).map(([key, item]) => [key, sortDeep(item)])), INFO_FIRST);
}

/** YAML without anchors and with long lines folded, the same on every machine. Readers of YAML 1.1 read it alike. */
export function printYaml(value: Json, header: string): string {
  const comment = header
    .split(/[\n\r]/)
    .map((line) => `# ${line}`.trimEnd())
    .join("\n");
  return `${comment}\n${stringify(value, { aliasDuplicateObjects: false, compat: "yaml-1.1", lineWidth: 120, minContentWidth: 40 })}`;
}
