/** A value of a bundled document. */
export type Node = Readonly<Record<string, unknown>>;

export function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function nodeAt(node: unknown, key: string): Node {
  const value = isNode(node) ? node[key] : undefined;
  return isNode(value) ? value : {};
}

export function nodesOf(value: unknown): readonly Node[] {
  return Array.isArray(value) ? value.filter(isNode) : [];
}

/** A schema as a program reads it: references followed, parts of `allOf` put together. */
export interface OpenSchema {
  readonly types: readonly string[];
  /** Constants that a value is one of; none: any. */
  readonly values: readonly unknown[];
  readonly fields: ReadonlyMap<string, Node>;
  readonly required: ReadonlySet<string>;
  readonly items: Node | undefined;
  readonly variants: readonly Node[];
  /** The references on the way, by which a schema that contains itself is found. */
  readonly names: readonly string[];
}

/** Reads one schema of a document. It is a reading of its own: what holds the comparison to account does not share its code. */
export function openSchema(document: Node, schema: Node, names: readonly string[] = []): OpenSchema {
  const reference = schema["$ref"];
  const parts: OpenSchema[] = [];
  if (typeof reference === "string" && !names.includes(reference))
    parts.push(openSchema(document, follow(document, reference), [...names, reference]));
  for (const part of nodesOf(schema["allOf"])) parts.push(openSchema(document, part, names));
  const { type } = schema;
  const types = typeof type === "string" ? [type] : Array.isArray(type) ? type.filter((name) => typeof name === "string") : [];
  const own = schema["const"] === undefined ? (Array.isArray(schema["enum"]) ? schema["enum"] : []) : [schema["const"]];
  const fields = new Map(parts.flatMap((part) => [...part.fields]));
  for (const [name, field] of Object.entries(nodeAt(schema, "properties"))) if (isNode(field)) fields.set(name, field);
  const required = Array.isArray(schema["required"]) ? schema["required"].filter((name) => typeof name === "string") : [];
  return {
    types: types.length > 0 ? types : (parts.find((part) => part.types.length > 0)?.types ?? (fields.size > 0 ? ["object"] : [])),
    values: own.length > 0 ? own : (parts.find(({ values }) => values.length > 0)?.values ?? []),
    fields,
    required: new Set([...required, ...parts.flatMap((part) => [...part.required])]),
    items: isNode(schema["items"]) ? schema["items"] : parts.find(({ items }) => items !== undefined)?.items,
    variants: ["anyOf", "oneOf"].flatMap((key) => nodesOf(schema[key])).concat(parts.flatMap(({ variants }) => variants)),
    names: [...names, ...parts.flatMap((part) => part.names)],
  };
}

export function follow(document: Node, reference: string): Node {
  let node: unknown = document;
  for (const step of reference.slice("#/".length).split("/"))
    node = isNode(node) ? node[decodeURIComponent(step).replaceAll("~1", "/").replaceAll("~0", "~")] : undefined;
  return isNode(node) ? node : {};
}
