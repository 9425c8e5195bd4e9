import { isList, isObject, objectMember, type Json, type JsonObject } from "../json.ts";
import { followReference, schemaNameOf } from "./references.ts";

/** For every component schema the components that its own form depends on, over any number of steps. */
export type FormDependencies = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * A property may hold the schema that it is part of. A schema that is, without a property in between, a part of itself has no form: a
 * check of it never ends. The same over list entries has a form, but none that TypeScript lets a member of an interface have.
 */
export function formDependencies(document: JsonObject, throughLists: boolean): FormDependencies {
  const components = objectMember(objectMember(document, "components"), "schemas");
  const direct = new Map(Object.entries(components).map(([name, schema]) => [name, directParts(document, schema, throughLists)]));
  return new Map([...direct.keys()].map((name) => [name, closure(name, direct)]));
}

/** Whether a component is a part of itself. */
export function isEndless(dependencies: FormDependencies, name: string): boolean {
  return dependencies.get(name)?.has(name) === true;
}

function directParts(document: JsonObject, schema: Json, throughLists: boolean): ReadonlySet<string> {
  const names = new Set<string>();
  const entered = new Set<string>();
  const visit = (node: Json | undefined): void => {
    if (!isObject(node)) return;
    const reference = node["$ref"];
    if (typeof reference === "string") {
      const name = schemaNameOf(reference);
      if (name !== undefined) names.add(name);
      else if (!entered.has(reference)) {
        entered.add(reference);
        visit(followReference(document, reference));
      }
    }
    for (const key of ["allOf", "anyOf", "oneOf", ...(throughLists ? ["prefixItems"] : [])]) {
      const parts = node[key];
      if (isList(parts)) for (const part of parts) visit(part);
    }
    for (const key of ["not", "if", "then", "else", ...(throughLists ? ["items"] : [])]) visit(node[key]);
  };
  visit(schema);
  return names;
}

function closure(start: string, direct: ReadonlyMap<string, ReadonlySet<string>>): ReadonlySet<string> {
  const reached = new Set<string>();
  const queue = [...(direct.get(start) ?? [])];
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    if (reached.has(name)) continue;
    reached.add(name);
    queue.push(...(direct.get(name) ?? []));
  }
  return reached;
}
