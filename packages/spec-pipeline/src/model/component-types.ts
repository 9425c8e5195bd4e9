import { isObject, pointerSegments, type Json, type JsonObject } from "../document/json.ts";
import { eachNode } from "../document/nodes.ts";
import type { Problem } from "../problems/problem.ts";
import type { Api } from "./api.ts";
import { canonicalSchema, type CanonicalContext, type CanonicalSchema } from "./canonical-schema.ts";
import type { Direction } from "./direction.ts";
import { formCycles } from "./form-cycles.ts";
import { hiddenProperties } from "./hidden-properties.ts";
import type { SchemaPlace } from "./media-type.ts";
import type { Operation } from "./operation.ts";
import { schemaReference } from "./reference.ts";

/** The schemas of an API in both directions: the name of a component in each direction, and the canonical form of any schema there. */
export interface ComponentTypes {
  /** Canonical schemas by the name of their type, sorted. */
  readonly schemas: Readonly<Record<string, CanonicalSchema>>;
  /** The canonical form of a schema of the document. */
  readonly canonical: (place: SchemaPlace, direction: Direction) => CanonicalSchema;
}

/**
 * Splits a component that is sent and read into two if the directions differ: `Pet` is read, `PetInput` is sent. The directions differ if
 * the component, or one that it refers to, has an enum, or a property that is only read or only written.
 */
export function readComponentTypes(
  api: Api,
  report: (problem: Problem) => void,
  enums: CanonicalContext["enums"] = "open",
): ComponentTypes {
  const { document, operations, schemas: components } = api;
  const names = Object.keys(components).toSorted();
  const uses = readUses(components);
  const sent = closure(new Set(operations.flatMap(sentSchemas).flatMap(({ schema }) => namesIn(schema))), uses);
  const bodies = api.webhooks.flatMap(({ body }) => body?.content ?? []);
  const read = closure(new Set([...operations.flatMap(readSchemas), ...bodies].flatMap(({ schema }) => namesIn(schema))), uses);
  const cycles = { isCycle: formCycles(document, "written-out"), isListCycle: formCycles(document, "all") };
  const hidden = { input: hiddenProperties(document, "input"), output: hiddenProperties(document, "output") };
  const plain = (name: string, direction: Direction): CanonicalSchema =>
    canonicalSchema(
      components[name],
      { document, direction, enums, nameOf: (other) => other, ...cycles, isHidden: hidden[direction], report: () => {} },
      schemaReference(name),
    );
  const shared = names.filter((name) => sent.has(name) && read.has(name));
  const differing = shared.filter((name) => JSON.stringify(plain(name, "input")) !== JSON.stringify(plain(name, "output")));
  const touched = closure(differing, reversed(uses));
  const split = shared.filter((name) => touched.has(name));
  const inputNames = new Map(split.map((name) => [name, freeName(`${name}Input`, names)]));
  const canonical = ({ schema, pointer }: SchemaPlace, direction: Direction, component?: string): CanonicalSchema => {
    const nameOf = (name: string): string => (direction === "input" ? inputNames.get(name) : undefined) ?? name;
    return canonicalSchema(
      schema,
      { document, direction, enums, nameOf, ...cycles, isHidden: hidden[direction], component, report },
      pointer,
    );
  };
  const schemas = new Map<string, CanonicalSchema>();
  for (const name of names) {
    const inputName = inputNames.get(name);
    const direction = sent.has(name) && !read.has(name) ? "input" : "output";
    const place = { schema: components[name], pointer: schemaReference(name) };
    schemas.set(name, canonical(place, direction, name));
    if (inputName !== undefined) schemas.set(inputName, canonical(place, "input", name));
  }
  const known = { input: new WeakMap<SchemaPlace, CanonicalSchema>(), output: new WeakMap<SchemaPlace, CanonicalSchema>() };
  const remembered = (place: SchemaPlace, direction: Direction): CanonicalSchema => {
    const schema = known[direction].get(place) ?? canonical(place, direction);
    known[direction].set(place, schema);
    return schema;
  };
  // Problems of schemas are reported once, when the model is built. A later stage finds the finished schema here.
  for (const operation of operations) {
    for (const parameter of operation.parameters) remembered(parameter, "input");
    for (const parameter of operation.groups.flatMap((group) => group.parameters)) remembered(parameter.input, "input");
    for (const media of operation.body?.content ?? []) remembered(media, "input");
    for (const { input } of operation.bodies) if (input) remembered(input, "input");
    for (const media of operation.responses.flatMap(({ content }) => content)) remembered(media, "output");
    for (const event of operation.events) remembered(event, "output");
  }
  return { schemas: Object.fromEntries([...schemas].toSorted(([a], [b]) => (a < b ? -1 : 1))), canonical: remembered };
}

function sentSchemas({ parameters, body }: Operation): readonly SchemaPlace[] {
  return [...parameters, ...(body?.content ?? [])];
}

function readSchemas({ responses }: Operation): readonly SchemaPlace[] {
  return responses.flatMap(({ content, headers }) => [...content, ...content.flatMap(({ items }) => items ?? []), ...headers]);
}

/** For every component schema, the components that it refers to. */
function readUses(components: JsonObject): ReadonlyMap<string, readonly string[]> {
  return new Map(Object.entries(components).map(([name, schema]) => [name, namesIn(schema)]));
}

/** Components that a schema refers to, also those that it refers into. */
function namesIn(schema: Json | undefined): readonly string[] {
  const names = new Set<string>();
  if (!isObject(schema)) return [];
  eachNode({ components: { schemas: { schema } } }, (node) => {
    if (typeof node["$ref"] !== "string" || !node["$ref"].startsWith("#/components/schemas/")) return;
    const [, , name] = pointerSegments(node["$ref"]);
    if (name !== undefined) names.add(name);
  });
  return [...names];
}

/** The names, and all names that they lead to. */
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
