import { isList, isObject, member, objectMember, type Json, type JsonObject } from "../document/json.ts";
import { followReference } from "./reference.ts";

/**
 * The schemas that several schemas and their parts have for a property. One part may require a property that another part describes. The
 * schemas are searched in order, with their `allOf` and `$ref`, and only as far as the caller asks.
 */
export function* findProperties(schemas: readonly JsonObject[], name: string, document: JsonObject): Generator<Json> {
  for (const part of partsOf(schemas, document)) {
    const property = member(objectMember(part, "properties"), name);
    if (property !== undefined) yield property;
  }
}

/** The schemas, each with what its `allOf` and `$ref` lead to, once. */
export function* partsOf(schemas: readonly JsonObject[], document: JsonObject): Generator<JsonObject> {
  const seen = new Set<Json>();
  for (const schema of schemas) {
    const queue: Json[] = [schema];
    for (let at = 0; at < queue.length; at += 1) {
      const part = queue[at];
      if (!isObject(part) || seen.has(part)) continue;
      seen.add(part);
      yield part;
      if (isList(part["allOf"])) queue.push(...part["allOf"]);
      if (typeof part["$ref"] === "string") queue.push(followReference(document, part["$ref"]) ?? true);
    }
  }
}

/** The first of these schemas. Undefined if no part describes the property. */
export function findProperty(schemas: readonly JsonObject[], name: string, document: JsonObject): Json | undefined {
  for (const property of findProperties(schemas, name, document)) return property;
  return undefined;
}
