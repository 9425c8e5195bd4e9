import { isList, isObject, withMembers, type Json, type JsonObject } from "./json.ts";
import { mapNodes } from "./nodes.ts";

/** Members that contain data, or the address of data. */
const DATA_MEMBERS = ["const", "default", "enum", "example", "examples", "externalValue", "value"] as const;

/** A prefix for keys that a bundler would follow. No document contains it. */
const MARK = "\0";

/**
 * The document with the references in its data hidden. In an example, `{ $ref: … }` is an ordinary value, and the address of an
 * `externalValue` is for readers. A bundler would follow both.
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
      // Named examples are nodes, and the walk visits them.
      return key === "examples" && kind !== "schema" ? [] : [[key, renamed(value, "$ref", `${MARK}$ref`)]];
    });
    return changes.length === 0 ? node : withMembers(node, Object.fromEntries(changes));
  });
}

/** The document as before its data was hidden. */
export function showData(document: JsonObject): JsonObject {
  const shown = renamed(renamed(document, `${MARK}$ref`, "$ref"), `x-${MARK}externalValue`, "externalValue");
  return isObject(shown) ? shown : document;
}

function renamed(value: Json, from: string, to: string): Json {
  if (isList(value)) return value.map((item) => renamed(item, from, to));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key === from ? to : key, renamed(member, from, to)]));
}
