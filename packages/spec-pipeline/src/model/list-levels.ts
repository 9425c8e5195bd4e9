import { isObject, objectMember, type Json, type JsonObject } from "../document/json.ts";
import { eachNode } from "../document/nodes.ts";
import { allowedTypes } from "./enum-values.ts";
import { followReference, objectsOf } from "./reference.ts";

/** The least number of objects around something in the values of a schema; infinite where their schemas have no such thing. */
type Levels = (schema: Json | undefined) => number;

export interface ListLevels {
  /** Of a list. A schema may still say elsewhere that it is none. */
  readonly list: Levels;
  /** Of an object. */
  readonly object: Levels;
}

const known = new WeakMap<JsonObject, ListLevels>();

/**
 * How deep the lists are in the values of a document's schemas. Many schemas have no lists, and this is known without a look at all that
 * they inherit: every schema of the document is looked at once.
 */
export function listLevels(document: JsonObject): ListLevels {
  const found = known.get(document) ?? readLevels(document);
  known.set(document, found);
  return found;
}

function readLevels(document: JsonObject): ListLevels {
  const users = readUsers(document);
  return {
    list: levelsOf(users, (schema) => allowedTypes(schema).includes("array")),
    object: levelsOf(
      users,
      (schema) => allowedTypes(schema).includes("object") || Object.keys(objectMember(schema, "properties")).length > 0,
    ),
  };
}

/** The schemas that a schema is used by. */
interface Users {
  /** That describe the same value. */
  readonly whole: JsonObject[];
  /** That describe the object around it. */
  readonly around: JsonObject[];
  /** False for what a reference names outside the places of schemas. It may be anything. */
  isSchema: boolean;
}

function readUsers(document: JsonObject): ReadonlyMap<JsonObject, Users> {
  const users = new Map<JsonObject, Users>();
  const usersOf = (schema: JsonObject): Users => {
    const own = users.get(schema) ?? { whole: [], around: [], isSchema: false };
    users.set(schema, own);
    return own;
  };
  eachNode(document, (schema, kind) => {
    if (kind !== "schema") return;
    usersOf(schema).isSchema = true;
    const target = typeof schema["$ref"] === "string" ? followReference(document, schema["$ref"]) : undefined;
    const parts = ["allOf", "anyOf", "oneOf"].flatMap((key) => objectsOf(schema[key]));
    for (const part of isObject(target) ? [target, ...parts] : parts) usersOf(part).whole.push(schema);
    for (const property of Object.values(objectMember(schema, "properties")))
      if (isObject(property)) usersOf(property).around.push(schema);
  });
  return users;
}

function levelsOf(users: ReadonlyMap<JsonObject, Users>, has: (schema: JsonObject) => boolean): Levels {
  const levels = new Map<JsonObject, number>();
  let open = [...users].filter(([schema, { isSchema }]) => !isSchema || has(schema)).map(([schema]) => schema);
  for (let level = 0; open.length > 0; level += 1) {
    const around: JsonObject[] = [];
    for (let schema = open.pop(); schema !== undefined; schema = open.pop()) {
      if (levels.has(schema)) continue;
      levels.set(schema, level);
      const own = users.get(schema);
      for (const user of own?.whole ?? []) open.push(user);
      for (const user of own?.around ?? []) around.push(user);
    }
    open = around;
  }
  return (schema) => {
    if (!isObject(schema)) return Number.POSITIVE_INFINITY;
    return users.has(schema) ? (levels.get(schema) ?? Number.POSITIVE_INFINITY) : 0;
  };
}
