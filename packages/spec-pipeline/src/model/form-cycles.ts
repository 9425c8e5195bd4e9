import { isList, isObject, stringMember, type Json, type JsonObject } from "../document/json.ts";
import { followReference, schemaNameOf } from "./reference.ts";

/** Whether two referenced schemas are each a part of the other's form. For one reference: whether its schema is a part of itself. */
export type FormCycles = (reference: string, other: string) => boolean;

/** Entries of lists that count as parts of a form: none, all, or those that are more than a reference to a component. */
export type ListParts = "all" | "none" | "written-out";

/**
 * A property may hold the schema that it is part of. A schema that is part of itself without a property in between has no form: a check of
 * it never ends. A cycle through list entries has a form, but TypeScript lets a member of an interface have it only where the list is
 * named: `ListOf<"Value">`.
 */
export function formCycles(document: JsonObject, lists: ListParts): FormCycles {
  const cycleOf = new Map<string, number>();
  return (reference, other) => {
    if (!cycleOf.has(reference)) findCycles(reference, (next) => directParts(followReference(document, next), lists), cycleOf);
    const cycle = cycleOf.get(reference);
    return cycle !== 0 && cycle === cycleOf.get(other);
  };
}

interface Visit {
  readonly reference: string;
  readonly index: number;
  readonly parts: Iterator<string>;
  /** The lowest index that this schema and its parts lead back to. */
  lowest: number;
  isOwnPart: boolean;
}

/**
 * Numbers the cycles of references that a reference leads to. This is Tarjan's algorithm without recursion, since chains may be long. A
 * reference outside all cycles has the number 0. Each reference is visited once over all calls.
 */
function findCycles(start: string, partsOf: (reference: string) => Iterable<string>, cycleOf: Map<string, number>): void {
  const indexes = new Map<string, number>();
  const open: string[] = [];
  const visits: Visit[] = [];
  const enter = (reference: string): void => {
    visits.push({
      reference,
      index: indexes.size,
      parts: partsOf(reference)[Symbol.iterator](),
      lowest: indexes.size,
      isOwnPart: false,
    });
    indexes.set(reference, indexes.size);
    open.push(reference);
  };
  enter(start);
  for (let visit = visits.at(-1); visit !== undefined; visit = visits.at(-1)) {
    const { done, value: part } = visit.parts.next();
    if (done !== true) {
      const index = indexes.get(part);
      if (part === visit.reference) visit.isOwnPart = true;
      else if (index !== undefined && !cycleOf.has(part)) visit.lowest = Math.min(visit.lowest, index);
      else if (!cycleOf.has(part)) enter(part);
      continue;
    }
    visits.pop();
    const above = visits.at(-1);
    if (above) above.lowest = Math.min(above.lowest, visit.lowest);
    if (visit.lowest < visit.index) continue;
    const members = open.splice(open.lastIndexOf(visit.reference));
    const number = members.length > 1 || visit.isOwnPart ? cycleOf.size + 1 : 0;
    for (const member of members) cycleOf.set(member, number);
  }
}

/** The references in a schema without a property in between. */
function directParts(schema: Json | undefined, lists: ListParts): ReadonlySet<string> {
  const references = new Set<string>();
  const queue: Json[] = schema === undefined ? [] : [schema];
  for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
    if (!isObject(node)) continue;
    if (typeof node["$ref"] === "string") references.add(node["$ref"]);
    for (const key of ["allOf", "anyOf", "oneOf", ...(lists === "none" ? [] : ["prefixItems"])]) {
      const parts = node[key];
      if (isList(parts)) queue.push(...parts);
    }
    for (const key of ["not", "if", "then", "else"]) queue.push(node[key] ?? true);
    if (lists === "all" || (lists === "written-out" && componentOfList(node) === undefined)) queue.push(node["items"] ?? true);
  }
  return references;
}

/** The reference to the component that a list holds, if the list says nothing else of its entries: its type is a list with a name. */
export function componentOfList({ items, prefixItems }: JsonObject): string | undefined {
  const reference = stringMember(items, "$ref");
  const isPlain = isObject(items) && Object.keys(items).length === 1 && prefixItems === undefined;
  return isPlain && reference !== undefined && schemaNameOf(reference) !== undefined ? reference : undefined;
}
