import { isList, isObject, type Json, type JsonObject } from "../document/json.ts";
import { followReference } from "./reference.ts";

/** Whether the form of one referenced schema depends on the form of another, over any number of steps. */
export type FormDependency = (whole: string, part: string) => boolean;

/**
 * A property may hold the schema that it is part of. A schema that is, without a property in between, a part of itself has no form: a
 * check of it never ends. The same over list entries has a form, but none that TypeScript lets a member of an interface have.
 */
export function formDependency(document: JsonObject, throughLists: boolean): FormDependency {
  const direct = new Map<string, ReadonlySet<string>>();
  const partsOf = (reference: string): ReadonlySet<string> => {
    const known = direct.get(reference) ?? directParts(followReference(document, reference), throughLists);
    direct.set(reference, known);
    return known;
  };
  const reached = new Map<string, ReadonlySet<string>>();
  return (whole, part) => {
    const known = reached.get(whole) ?? closure(whole, partsOf);
    reached.set(whole, known);
    return known.has(part);
  };
}

/** The references that stand in a schema without a property in between. */
function directParts(schema: Json | undefined, throughLists: boolean): ReadonlySet<string> {
  const references = new Set<string>();
  const queue: Json[] = schema === undefined ? [] : [schema];
  for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
    if (!isObject(node)) continue;
    if (typeof node["$ref"] === "string") references.add(node["$ref"]);
    for (const key of ["allOf", "anyOf", "oneOf", ...(throughLists ? ["prefixItems"] : [])]) {
      const parts = node[key];
      if (isList(parts)) queue.push(...parts);
    }
    for (const key of ["not", "if", "then", "else", ...(throughLists ? ["items"] : [])]) queue.push(node[key] ?? true);
  }
  return references;
}

function closure(start: string, partsOf: (reference: string) => ReadonlySet<string>): ReadonlySet<string> {
  const reached = new Set<string>();
  const queue = [...partsOf(start)];
  for (let reference = queue.pop(); reference !== undefined; reference = queue.pop()) {
    if (reached.has(reference)) continue;
    reached.add(reference);
    queue.push(...partsOf(reference));
  }
  return reached;
}
