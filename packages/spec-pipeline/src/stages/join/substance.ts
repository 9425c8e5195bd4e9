import { isList, isObject, member, objectMember, withMembers, type Json, type JsonObject } from "../../document/json.ts";
import { mapNodes, type NodeKind } from "../../document/nodes.ts";

/** Fields that only describe a part of a document. They do not change what is sent or read. */
const WORDS = ["$comment", "description", "example", "examples", "externalDocs", "summary", "tags", "title"];

/** Lists of a schema whose order has no meaning. */
const SETS = ["enum", "required", "type"];

/** A part of a document without its words, examples and extensions. Two parts with the same substance are one part. */
export function substance(value: Json, kind: NodeKind): Json {
  return isObject(value) ? mapNodes(value, substanceOf, kind) : value;
}

/** A part of a document whose set-like lists are in one order. */
export function withSortedSets(value: JsonObject, kind: NodeKind): JsonObject {
  return mapNodes(value, (node, nodeKind) => (nodeKind === "schema" ? sorted(node) : node), kind);
}

function substanceOf(node: JsonObject, kind: NodeKind): JsonObject {
  if (kind === "example") return {};
  const words = Object.keys(node).filter((key) => key.startsWith("x-") || WORDS.includes(key));
  const cut = withMembers(node, Object.fromEntries(words.map((key) => [key, undefined])));
  return kind === "schema" ? withReferences(sorted(cut)) : cut;
}

function sorted(schema: JsonObject): JsonObject {
  const sets = SETS.flatMap((key): [string, Json][] => {
    const list = schema[key];
    return isList(list) ? [[key, list.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))]] : [];
  });
  return withMembers(schema, Object.fromEntries(sets));
}

/** A mapping may name a schema by its bare name. It means the same as a reference. */
function withReferences(schema: JsonObject): JsonObject {
  const discriminator = member(schema, "discriminator");
  const mapping = objectMember(discriminator, "mapping");
  if (!isObject(discriminator) || Object.keys(mapping).length === 0) return schema;
  const references = Object.entries(mapping).map(([value, target]) => [
    value,
    typeof target === "string" && /^[\w.-]+$/.test(target) ? `#/components/schemas/${target}` : target,
  ]);
  return withMembers(schema, { discriminator: withMembers(discriminator, { mapping: Object.fromEntries(references) }) });
}
