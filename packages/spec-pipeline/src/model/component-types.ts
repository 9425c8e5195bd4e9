import { isObject, objectMember, pointerSegments, type Json, type JsonObject } from "../document/json.ts";
import { eachNode } from "../document/openapi-shape.ts";
import type { Problem } from "../problems/problem.ts";
import { canonicalSchema, type Direction } from "./canonical-schema.ts";
import { mediaTypesOf, parameterSchema, type Operation } from "./operation.ts";
import { formDependency } from "./form-dependency.ts";
import { resolveObject, schemaReference, stableText } from "./reference.ts";

/** Component schemas as types: under which name each direction finds them, and what they are there. */
export interface ComponentTypes {
  /** Canonical schemas by the name of their type, sorted. */
  readonly schemas: Readonly<Record<string, JsonObject>>;
  /** The canonical form of any schema of the document. */
  readonly canonical: (schema: Json | undefined, direction: Direction, pointer: string) => JsonObject;
}

/**
 * Splits components that are sent and read, and differ by that, into two: `Pet` is what is read, `PetInput` what is sent.
 * They differ where one of them, or what it refers to, has an enum, or a property that is only read or only written.
 */
export function readComponentTypes(
  document: JsonObject,
  operations: readonly Operation[],
  report: (problem: Problem) => void,
): ComponentTypes {
  const components = objectMember(objectMember(document, "components"), "schemas");
  const names = Object.keys(components).toSorted();
  const uses = readUses(components);
  const sent = closure(new Set(operations.flatMap((operation) => sentSchemas(document, operation)).flatMap(namesIn)), uses);
  const read = closure(new Set(operations.flatMap((operation) => readSchemas(document, operation)).flatMap(namesIn)), uses);
  const dependsOn = formDependency(document, true);
  const plain = (name: string, direction: Direction): JsonObject =>
    canonicalSchema(
      components[name],
      { document, direction, nameOf: (other) => other, dependsOn, report: () => {} },
      schemaReference(name),
    );
  const shared = names.filter((name) => sent.has(name) && read.has(name));
  const differing = shared.filter((name) => stableText(plain(name, "input")) !== stableText(plain(name, "output")));
  const touched = closure(differing, reversed(uses));
  const split = shared.filter((name) => touched.has(name));
  const inputNames = new Map(split.map((name) => [name, freeName(`${name}Input`, names)]));
  const canonical = (schema: Json | undefined, direction: Direction, pointer: string, component?: string): JsonObject => {
    const nameOf = (name: string): string => (direction === "input" ? inputNames.get(name) : undefined) ?? name;
    return canonicalSchema(schema, { document, direction, nameOf, dependsOn, component, report }, pointer);
  };
  const schemas = new Map<string, JsonObject>();
  for (const name of names) {
    const inputName = inputNames.get(name);
    const direction = sent.has(name) && !read.has(name) ? "input" : "output";
    schemas.set(name, canonical(components[name], direction, schemaReference(name), name));
    if (inputName !== undefined) schemas.set(inputName, canonical(components[name], "input", schemaReference(name), name));
  }
  return {
    schemas: Object.fromEntries([...schemas].toSorted(([a], [b]) => (a < b ? -1 : 1))),
    canonical: (schema, direction, pointer) => canonical(schema, direction, pointer),
  };
}

function sentSchemas(document: JsonObject, operation: Operation): readonly Json[] {
  const body = operation.body ? mediaTypesOf(document, operation.body).map(({ definition }) => definition["schema"]) : [];
  return [...operation.parameters.map((parameter) => parameterSchema(parameter)), ...body].filter(
    (schema) => schema !== undefined,
  );
}

function readSchemas(document: JsonObject, operation: Operation): readonly Json[] {
  const schemas = operation.answers.flatMap(({ definition }) => [
    ...mediaTypesOf(document, definition).flatMap((media) => [media.definition["schema"], media.definition["itemSchema"]]),
    ...Object.values(objectMember(definition, "headers")).map((header) => resolveObject(document, header)?.["schema"]),
  ]);
  return schemas.filter((schema) => schema !== undefined);
}

/** For every component schema the components that it refers to. */
function readUses(components: JsonObject): ReadonlyMap<string, readonly string[]> {
  return new Map(Object.entries(components).map(([name, schema]) => [name, namesIn(schema)]));
}

/** Components that a schema refers to, also those that it refers into. */
function namesIn(schema: Json): readonly string[] {
  const names = new Set<string>();
  if (!isObject(schema)) return [];
  eachNode({ components: { schemas: { schema } } }, (node) => {
    if (typeof node["$ref"] !== "string" || !node["$ref"].startsWith("#/components/schemas/")) return;
    const [, , name] = pointerSegments(node["$ref"]);
    if (name !== undefined) names.add(name);
  });
  return [...names];
}

/** The names, and all that they lead to. */
function closure(names: Iterable<string>, next: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const reached = new Set<string>();
  const queue = [...names];
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    if (reached.has(name)) continue;
    reached.add(name);
    queue.push(...(next.get(name) ?? []));
  }
  return reached;
}

function reversed(uses: ReadonlyMap<string, readonly string[]>): ReadonlyMap<string, readonly string[]> {
  const users = new Map<string, string[]>();
  for (const [name, used] of uses) {
    for (const other of used) {
      const list = users.get(other);
      if (list) list.push(name);
      else users.set(other, [name]);
    }
  }
  return users;
}

function freeName(wanted: string, taken: readonly string[]): string {
  let name = wanted;
  for (let count = 2; taken.includes(name); count += 1) name = `${wanted}${count}`;
  return name;
}
