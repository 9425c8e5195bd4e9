import { escapePointer, isList, isObject, type Json, type JsonObject } from "../../../document/json.ts";
import { childOf, type NodeKind } from "../../../document/nodes.ts";

/** Members without a meaning if they are null. In data, such as a default or an example, null is a value. */
const EMPTY_WHERE_NULL: ReadonlySet<string> = new Set([
  "tags",
  "servers",
  "security",
  "operationId",
  "summary",
  "description",
  "title",
  "required",
  "enum",
  "format",
  "pattern",
  "discriminator",
  "externalDocs",
  "deprecated",
  "content",
]);

/**
 * The node without members that are empty in YAML: `schemas:` with nothing below it is null. An empty schema among others accepts any
 * value, since it has a name that others may refer to.
 */
export function dropNulls(node: JsonObject, kind: NodeKind): { node: JsonObject; dropped: readonly string[] } | undefined {
  const dropped: string[] = [];
  const entries = Object.entries(node).flatMap(([key, value]): [string, Json][] => {
    const child = childOf(kind, key);
    if (value === null && kind === "schema" && key === "type") {
      dropped.push("type (read as “null”)");
      return [[key, "null"]];
    }
    if (value === null && (child !== undefined || EMPTY_WHERE_NULL.has(key))) {
      dropped.push(key);
      return [];
    }
    if (child === undefined) return [[key, value]];
    const [arity, childKind] = child;
    if (arity === "list" && isList(value) && value.includes(null)) {
      dropped.push(`an entry of ${key}`);
      return [[key, value.filter((item) => item !== null)]];
    }
    if (arity !== "map" || !isObject(value) || !Object.values(value).includes(null)) return [[key, value]];
    const kept = Object.entries(value).flatMap(([name, item]): [string, Json][] => {
      if (item !== null) return [[name, item]];
      dropped.push(`${key}/${escapePointer(name)}${childKind === "schema" ? " (read as a schema for anything)" : ""}`);
      return childKind === "schema" ? [[name, {}]] : [];
    });
    return [[key, Object.fromEntries(kept)]];
  });
  return dropped.length === 0 ? undefined : { node: Object.fromEntries(entries), dropped };
}
