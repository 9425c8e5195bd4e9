import { isList, isObject, member, objectMember, type Json, type JsonObject } from "../document/json.ts";
import { followReference } from "./reference.ts";

/**
 * The schemas that several schemas and their parts have for a property. One part may require a property that another part describes. The
 * schemas are searched in order, with their `allOf` and `$ref`, and only as far as the caller asks.
 */
export function* findProperties(schemas: readonly JsonObject[], name: string, document: JsonObject): Generator<Json> {
  for (const part of partsOf(schemas, document)) {
    const property = propertyOf(part, name);
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
      queue.push(...directParts(part, document));
    }
  }
}

/** The first of these schemas. Undefined if no part describes the property. */
export function findProperty(schemas: readonly JsonObject[], name: string, document: JsonObject): Json | undefined {
  return findPart(schemas, document, `property ${name}`, (part) => propertyOf(part, name));
}

const NOTHING = "nothing";

/** What was found in a schema, and the number of steps to the part that has it. */
type Found = { readonly value: unknown; readonly steps: number } | typeof NOTHING;

const known = new WeakMap<JsonObject, Map<string, WeakMap<JsonObject, Found>>>();

/**
 * What is read of the first part that has it, in the order of {@link partsOf}. Many schemas may inherit the same parts, so what is found
 * is kept by the name of the search.
 */
export function findPart<Value>(
  schemas: readonly JsonObject[],
  document: JsonObject,
  search: string,
  read: (part: JsonObject) => Value | undefined,
): Value | undefined {
  const searches = known.get(document) ?? new Map<string, WeakMap<JsonObject, Found>>();
  known.set(document, searches);
  const found = searches.get(search) ?? new WeakMap<JsonObject, Found>();
  searches.set(search, found);
  for (const schema of schemas) {
    const value = searchFrom(schema, document, found, read);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- all searches of one name read the same
    if (value !== undefined) return value as Value;
  }
  return undefined;
}

/** A part on the way. `ahead`: what it is known to lead to. */
interface Step {
  readonly part: JsonObject;
  readonly from: Step | undefined;
  readonly ahead: Exclude<Found, typeof NOTHING> | undefined;
}

function searchFrom(
  schema: JsonObject,
  document: JsonObject,
  found: WeakMap<JsonObject, Found>,
  read: (part: JsonObject) => unknown,
): unknown {
  const seen = new Set<JsonObject>();
  const queue: Step[] = [];
  const enter = (part: Json, from: Step | undefined): void => {
    if (!isObject(part) || seen.has(part)) return;
    seen.add(part);
    const ahead = found.get(part);
    if (ahead !== NOTHING) queue.push({ part, from, ahead });
  };
  enter(schema, undefined);
  for (let at = 0; at < queue.length; at += 1) {
    const step = queue[at];
    if (step === undefined) continue;
    const { part, ahead } = step;
    // It keeps its place among the others, if there are any, until they are as far as it leads.
    if (ahead !== undefined && ahead.steps > 0 && queue.length > at + 1) {
      queue.push({ part, from: step, ahead: { value: ahead.value, steps: ahead.steps - 1 } });
      continue;
    }
    const value = ahead === undefined ? read(part) : ahead.value;
    if (value !== undefined) {
      keepWay(step, value, found);
      return value;
    }
    for (const next of directParts(part, document)) enter(next, step);
  }
  for (const part of seen) found.set(part, NOTHING);
  return undefined;
}

/** Keeps what was found for all parts on the way. */
function keepWay(last: Step, value: unknown, found: WeakMap<JsonObject, Found>): void {
  let steps = 0;
  for (let step: Step | undefined = last; step !== undefined; step = step.from) {
    const own = found.get(step.part);
    if (own === undefined) found.set(step.part, { value, steps });
    else if (own !== NOTHING) steps = own.steps;
    steps += 1;
  }
}

function directParts(part: JsonObject, document: JsonObject): readonly Json[] {
  return [
    ...(isList(part["allOf"]) ? part["allOf"] : []),
    ...(typeof part["$ref"] === "string" ? [followReference(document, part["$ref"]) ?? true] : []),
  ];
}

function propertyOf(part: JsonObject, name: string): Json | undefined {
  return member(objectMember(part, "properties"), name);
}
