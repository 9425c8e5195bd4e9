import { isObject, objectMember, stringMember, withMembers, type Json, type JsonObject } from "../document/json.ts";
import { listOperations, METHODS } from "../document/nodes.ts";

/**
 * Gives every operation of two documents an id. One that has none, or one that another has too, gets that of the same call in the other
 * document, or is called by its method and path: any document can be compared, and an id that was added later is no other id.
 */
export function nameOperations(before: JsonObject, after: JsonObject): readonly [JsonObject, JsonObject] {
  const [left, right] = [ownIds(before), ownIds(after)];
  return [withIds(before, left, right), withIds(after, right, left)];
}

/** Ids by call, each where it stands first. */
function ownIds(document: JsonObject): ReadonlyMap<string, string> {
  const ids = new Map<string, string>();
  const taken = new Set<string>();
  for (const { method, path, operation } of listOperations(document)) {
    const id = stringMember(operation, "operationId")?.trim() ?? "";
    if (id === "" || taken.has(id)) continue;
    taken.add(id);
    ids.set(`${method} ${path}`, id);
  }
  return ids;
}

function withIds(document: JsonObject, own: ReadonlyMap<string, string>, others: ReadonlyMap<string, string>): JsonObject {
  const taken = new Set(own.values());
  const paths = Object.entries(objectMember(document, "paths")).map(([path, item]): [string, Json] => {
    if (!isObject(item)) return [path, item];
    const operations = Object.entries(item).map(([method, operation]): [string, Json] => {
      if (!METHODS.some((known) => known === method) || !isObject(operation)) return [method, operation];
      const call = `${method} ${path}`;
      const other = others.get(call);
      const id = own.get(call) ?? (other !== undefined && !taken.has(other) ? other : call);
      taken.add(id);
      return [method, withMembers(operation, { operationId: id })];
    });
    return [path, Object.fromEntries(operations)];
  });
  return withMembers(document, { paths: Object.fromEntries(paths) });
}
