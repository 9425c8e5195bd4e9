import { deriveId } from "../../../document/derive-id.ts";
import { objectMember, stringMember, withMembers, type Json, type JsonObject } from "../../../document/json.ts";
import { listOperations, wireMethod, withOperation } from "../../../document/nodes.ts";

export interface Naming {
  readonly document: JsonObject;
  readonly named: readonly { readonly pointer: string; readonly id: string; readonly message: string }[];
}

/**
 * The documents with an id for every operation that has none, or that repeats an earlier one. The id is made of method and path alone, so
 * it stays when other operations come or go.
 */
export function nameOperations(documents: readonly JsonObject[]): readonly Naming[] {
  const owners = new Map<string, string>();
  for (const document of documents) {
    for (const { method, path, operation } of listOperations(document)) {
      const id = idOf(operation);
      if (id !== "" && !owners.has(id)) owners.set(id, `${method} ${path}`);
    }
  }
  const made = new Map<string, string>();
  const nameFor = (method: string, path: string): string => {
    const key = `${method} ${path}`;
    const known = made.get(key);
    if (known !== undefined) return known;
    const wanted = deriveId(method, path);
    let id = wanted;
    for (let count = 2; owners.has(id); count += 1) id = `${wanted}${count}`;
    owners.set(id, key);
    made.set(key, id);
    return id;
  };
  return documents.map((document) => {
    const named: { pointer: string; id: string; message: string }[] = [];
    const items = new Map<string, JsonObject>();
    const paths = objectMember(document, "paths");
    for (const { method, path, operation, pointer } of listOperations(document)) {
      const id = idOf(operation);
      const owner = owners.get(id);
      if (id !== "" && owner === `${method} ${path}`) continue;
      const name = nameFor(method, path);
      const message =
        id === ""
          ? `the operation has no id: called ${name}, after its method and path`
          : `the operation id ${JSON.stringify(id)} is that of ${owner?.replace(/^\S+/, wireMethod)}: called ${name}, after its method and path`;
      named.push({ pointer, id: name, message });
      const item = items.get(path) ?? objectMember(paths, path);
      items.set(path, withOperation(item, method, withMembers(operation, { operationId: name })));
    }
    if (named.length === 0) return { document, named };
    const changed = Object.entries(paths).map(([path, item]): [string, Json] => [path, items.get(path) ?? item]);
    return { document: withMembers(document, { paths: Object.fromEntries(changed) }), named };
  });
}

function idOf(operation: JsonObject): string {
  return stringMember(operation, "operationId")?.trim() ?? "";
}
