import { deriveId } from "../document/derive-id.ts";
import { isObject, objectMember, stringMember, withMembers, type Json, type JsonObject } from "../document/json.ts";
import { itemOperations, listOperations, withOperation } from "../document/nodes.ts";

/**
 * Gives every operation of two documents an id. An operation without an id, or with a repeated one, gets the id of the same call in the
 * other document. Otherwise it gets the id that the pipeline derives from method and path. So any two documents can be compared, and an id
 * that was added later is no difference. An operation that keeps its derived id on a changed path has moved.
 */
export function nameOperations(before: JsonObject, after: JsonObject): readonly [JsonObject, JsonObject] {
  const [left, right] = [readCalls(before), readCalls(after)];
  for (const [own, other] of [
    [left, right],
    [right, left],
  ] as const) {
    for (const call of own.calls) {
      const id = own.ids.has(call) ? undefined : other.ids.get(call);
      if (id !== undefined) addId(own, call, id);
    }
  }
  const isShared = (call: string): boolean => left.calls.has(call) && right.calls.has(call);
  const calls = [...new Set([...left.calls, ...right.calls])];
  // A call that both documents have is the same operation, even if another call derives the same id.
  for (const call of [...calls.filter(isShared), ...calls.filter((each) => !isShared(each))]) {
    const nameless = [left, right].filter((each) => each.calls.has(call) && !each.ids.has(call));
    const [method = "", ...path] = call.split(" ");
    const derived = deriveId(method, path.join(" "));
    const isFree = nameless.every(({ taken }) => !taken.has(derived));
    for (const each of nameless) addId(each, call, isFree ? derived : call);
  }
  return [withIds(before, left.ids), withIds(after, right.ids)];
}

/** The operations of a document by method and path, and their ids. */
interface Calls {
  readonly calls: ReadonlySet<string>;
  readonly ids: Map<string, string>;
  readonly taken: Set<string>;
}

/** Reads the ids. The first operation with an id keeps it. */
function readCalls(document: JsonObject): Calls {
  const read = { calls: new Set<string>(), ids: new Map<string, string>(), taken: new Set<string>() };
  for (const { method, path, operation } of listOperations(document)) {
    const call = `${method} ${path}`;
    read.calls.add(call);
    addId(read, call, stringMember(operation, "operationId")?.trim() ?? "");
  }
  return read;
}

function addId({ ids, taken }: Calls, call: string, id: string): void {
  if (id === "" || taken.has(id)) return;
  taken.add(id);
  ids.set(call, id);
}

function withIds(document: JsonObject, ids: ReadonlyMap<string, string>): JsonObject {
  const paths = Object.entries(objectMember(document, "paths")).map(([path, item]): [string, Json] => {
    if (!isObject(item)) return [path, item];
    const named = itemOperations(item).reduce((changed, { method, value }) => {
      if (!isObject(value)) return changed;
      return withOperation(
        changed,
        method,
        withMembers(value, { operationId: ids.get(`${method} ${path}`) ?? `${method} ${path}` }),
      );
    }, item);
    return [path, named];
  });
  return withMembers(document, { paths: Object.fromEntries(paths) });
}
