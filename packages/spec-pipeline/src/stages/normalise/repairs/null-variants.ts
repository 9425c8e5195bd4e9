import { hasKeyword } from "../../../document/has-keyword.ts";
import { isList, isObject, withMembers, type Json, type JsonObject } from "../../../document/json.ts";
import { mapNodes } from "../../../document/nodes.ts";

/** Keywords beside `nullable: true` that do not narrow a schema. */
const WORDS: ReadonlySet<string> = new Set(["nullable", "title", "description"]);

/**
 * The document with each alternative `{ nullable: true }` written as null. `anyOf: [X, { nullable: true }]` means X or null, not any value.
 * `found` is called with each place.
 */
export function nullVariants(document: JsonObject, found: (pointer: string) => void): JsonObject {
  if (!hasKeyword(document, new Set(["nullable"]))) return document;
  return mapNodes(document, (node, kind, pointer) => {
    if (kind !== "schema") return node;
    const changes = (["anyOf", "oneOf"] as const).flatMap((key): [string, Json][] => {
      const variants = node[key];
      if (!isList(variants) || variants.length < 2 || !variants.some(isNullable)) return [];
      found(`${pointer}/${key}`);
      return [[key, variants.map((variant) => (isNullable(variant) ? { type: "null" } : variant))]];
    });
    return changes.length === 0 ? node : withMembers(node, Object.fromEntries(changes));
  });
}

function isNullable(schema: Json): boolean {
  return isObject(schema) && schema["nullable"] === true && Object.keys(schema).every((key) => WORDS.has(key));
}
