import { isObject, objectMember, type Json, type JsonObject } from "../json.ts";
import { eachNode } from "../openapi-shape.ts";
import type { Problem } from "../problem.ts";
import { canonicalSchema, type Direction } from "./canonical-schema.ts";
import { mediaTypesOf, parameterSchema, type Operation } from "./operations.ts";
import { formDependency } from "./recursion.ts";
import { followReference, resolveObject, schemaNameOf, schemaReference, stableText } from "./references.ts";

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
  const sent = reachable(
    document,
    operations.flatMap((operation) => sentSchemas(document, operation)),
  );
  const read = reachable(
    document,
    operations.flatMap((operation) => readSchemas(document, operation)),
  );
  const dependsOn = formDependency(document, true);
  const plain = (name: string, direction: Direction): JsonObject =>
    canonicalSchema(
      components[name],
      { document, direction, nameOf: (other) => other, dependsOn, report: () => {} },
      schemaReference(name),
    );
  const split = splitNames(
    document,
    names.filter((name) => sent.has(name) && read.has(name)),
    (name) => stableText(plain(name, "input")) !== stableText(plain(name, "output")),
  );
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

/** Names of the component schemas that some schemas lead to, directly or over others. */
function reachable(document: JsonObject, roots: readonly Json[]): ReadonlySet<string> {
  const names = new Set<string>();
  const seen = new Set<string>();
  const queue = [...roots];
  for (let schema = queue.pop(); schema !== undefined; schema = queue.pop()) {
    for (const reference of referencesIn(schema)) {
      if (seen.has(reference)) continue;
      seen.add(reference);
      const name = schemaNameOf(reference);
      if (name !== undefined) names.add(name);
      const target = followReference(document, reference);
      if (target !== undefined) queue.push(target);
    }
  }
  return names;
}

function referencesIn(schema: Json): readonly string[] {
  const references: string[] = [];
  if (!isObject(schema)) return references;
  eachNode({ components: { schemas: { schema } } }, (node) => {
    if (typeof node["$ref"] === "string") references.push(node["$ref"]);
  });
  return references;
}

/** Those of the names whose own form differs, and those that refer to one of these. */
function splitNames(document: JsonObject, names: readonly string[], differs: (name: string) => boolean): readonly string[] {
  const split = new Set(names.filter(differs));
  const users = new Map(names.map((name) => [name, reachable(document, [{ $ref: schemaReference(name) }])]));
  return names.filter((name) => split.has(name) || [...(users.get(name) ?? [])].some((other) => split.has(other)));
}

function freeName(wanted: string, taken: readonly string[]): string {
  let name = wanted;
  for (let count = 2; taken.includes(name); count += 1) name = `${wanted}${count}`;
  return name;
}
