import { isList, isObject, listMember, member, objectMember, withMembers, type Json, type JsonObject } from "../document/json.ts";
import { schemaNameOf, schemaReference } from "./reference.ts";

/** Keywords that describe a schema without narrowing it. */
const ANNOTATIONS: ReadonlySet<string> = new Set(["title", "description", "deprecated", "example", "examples", "externalDocs"]);

/** The component schemas that extend another one by their `allOf`, by the name of that one. */
export function childrenByParent(schemas: JsonObject): ReadonlyMap<string, readonly string[]> {
  const children = new Map<string, string[]>();
  for (const [name, schema] of Object.entries(schemas)) {
    for (const parent of parentsOf(schema)) {
      const known = children.get(parent);
      if (known) known.push(name);
      else children.set(parent, [name]);
    }
  }
  return children;
}

/** The component schemas that a schema extends by its `allOf`. A schema that only describes another one does not extend it. */
export function parentsOf(schema: Json): readonly string[] {
  if (!isObject(schema)) return [];
  const parts = listMember(schema, "allOf");
  if (parts.length < 2 && Object.keys(schema).every((key) => key === "allOf" || ANNOTATIONS.has(key))) return [];
  return parts.flatMap((part) => componentNameOf(part) ?? []);
}

/** Whether the values of a schema are those of its children, though it lists no alternatives. */
export function isParent(schema: Json | undefined): boolean {
  return (
    isObject(schema) &&
    typeof objectMember(schema, "discriminator")["propertyName"] === "string" &&
    schema["oneOf"] === undefined &&
    schema["anyOf"] === undefined
  );
}

/**
 * The document with inheritance in the words of JSON Schema. A parent with a discriminator means one of its children, which `oneOf` then
 * states. A child has the keywords of its parent without the choice among children, so it refers to a base of the parent that has no
 * choice. This allows a parent and a child to name each other.
 */
export function spellOutInheritance(document: JsonObject): JsonObject {
  const components = objectMember(document, "components");
  const schemas = objectMember(components, "schemas");
  const children = childrenByParent(schemas);
  const choosing = [...children.keys()].filter((name) => isParent(schemas[name]) || listsChild(name, schemas, children));
  if (choosing.length === 0) return document;
  const bases = new Map<string, string>();
  for (const name of choosing) bases.set(name, freeName(`${name}Base`, schemas, bases));
  const withBase = (schema: Json): Json =>
    isObject(schema) && isList(schema["allOf"])
      ? withMembers(schema, { allOf: schema["allOf"].map((part) => toBase(part, bases)) })
      : schema;
  const entries = Object.entries(schemas).flatMap(([name, schema]): [string, Json][] => {
    const base = bases.get(name);
    const own = withBase(schema);
    if (base === undefined || !isObject(own)) return [[name, own]];
    const whole = isParent(schema) ? withChoice(own, [...descendants(name, children)], bases) : own;
    return [
      [name, whole],
      [base, withMembers(own, { discriminator: undefined, oneOf: undefined, anyOf: undefined })],
    ];
  });
  return withMembers(document, { components: withMembers(components, { schemas: Object.fromEntries(entries) }) });
}

function withChoice(parent: JsonObject, names: readonly string[], bases: ReadonlyMap<string, string>): JsonObject {
  const discriminator = objectMember(parent, "discriminator");
  const written = Object.entries(objectMember(discriminator, "mapping")).map(
    ([value, target]) => [value, typeof target === "string" ? (schemaNameOf(target) ?? target) : target] as const,
  );
  const isWritten = new Set(written.map(([, name]) => name));
  // The name of a base differs from the schema name in the value.
  const implied = names.filter((name) => bases.has(name) && !isWritten.has(name)).map((name) => [name, name] as const);
  const mapping = [...written, ...implied].map(
    ([value, name]) => [value, typeof name === "string" ? variant(name, bases) : name] as const,
  );
  const alternatives = names.map((name) => ({ $ref: variant(name, bases) }));
  return withMembers(parent, {
    oneOf: [...alternatives, ...(isList(parent["type"]) && parent["type"].includes("null") ? [{ type: "null" }] : [])],
    discriminator: withMembers(discriminator, { mapping: Object.fromEntries(mapping) }),
  });
}

function variant(name: string, bases: ReadonlyMap<string, string>): string {
  return schemaReference(bases.get(name) ?? name);
}

function toBase(part: Json, bases: ReadonlyMap<string, string>): Json {
  const base = bases.get(componentNameOf(part) ?? "");
  return base !== undefined && isObject(part) ? withMembers(part, { $ref: schemaReference(base) }) : part;
}

function listsChild(name: string, schemas: JsonObject, children: ReadonlyMap<string, readonly string[]>): boolean {
  const variants = [...listMember(schemas[name], "oneOf"), ...listMember(schemas[name], "anyOf")];
  if (variants.length === 0) return false;
  const names = descendants(name, children);
  return variants.some((part) => names.has(componentNameOf(part) ?? ""));
}

/** The children, their children and so on. */
function descendants(name: string, children: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const found = new Set<string>();
  const queue = [...(children.get(name) ?? [])];
  for (let child = queue.pop(); child !== undefined; child = queue.pop()) {
    if (found.has(child)) continue;
    found.add(child);
    queue.push(...(children.get(child) ?? []));
  }
  found.delete(name);
  return new Set([...found].toSorted());
}

/** The component that a schema refers to. */
export function componentNameOf(part: Json): string | undefined {
  const reference = member(part, "$ref");
  return typeof reference === "string" ? schemaNameOf(reference) : undefined;
}

function freeName(wanted: string, taken: JsonObject, others: ReadonlyMap<string, string>): string {
  const names = new Set(others.values());
  let name = wanted;
  for (let count = 2; Object.hasOwn(taken, name) || names.has(name); count += 1) name = `${wanted}${count}`;
  return name;
}
