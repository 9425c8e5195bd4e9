import { isList, isObject, withMembers, type Json, type JsonObject } from "./json.ts";
import { mapNodes } from "./nodes.ts";

/** Members that hold data, or the address of some. */
const DATA_MEMBERS = ["const", "default", "enum", "example", "examples", "externalValue", "value"] as const;

/** Stands before a key that a bundler would follow. No document has it. */
const MARK = "\0";

/**
 * The document with references in its data hidden: in an example `{ $ref: … }` is a value like any other, and the address of an
 * `externalValue` is for readers. A bundler follows both.
 */
export function hideData(document: JsonObject): JsonObject {
  return mapNodes(document, (node, kind) => {
    const changes = DATA_MEMBERS.flatMap((key): [string, Json | undefined][] => {
      const value = node[key];
      if (value === undefined) return [];
      if (key === "externalValue")
        return [
          [key, undefined],
          [`x-${MARK}${key}`, value],
        ];
      // Examples by name are nodes, which are visited themselves.
      return key === "examples" && kind !== "schema" ? [] : [[key, renamed(value, "$ref", `${MARK}$ref`)]];
    });
    return changes.length === 0 ? node : withMembers(node, Object.fromEntries(changes));
  });
}

/** The document as it was before its data was hidden. */
export function showData(document: JsonObject): JsonObject {
  const shown = renamed(renamed(document, `${MARK}$ref`, "$ref"), `x-${MARK}externalValue`, "externalValue");
  return isObject(shown) ? shown : document;
}

function renamed(value: Json, from: string, to: string): Json {
  if (isList(value)) return value.map((item) => renamed(item, from, to));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key === from ? to : key, renamed(member, from, to)]));
}
