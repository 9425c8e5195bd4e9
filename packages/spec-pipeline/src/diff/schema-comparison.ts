import { isEqual, member, objectMember } from "../document/json.ts";
import type { Direction } from "../model/direction.ts";
import { followReference, schemaReference } from "../model/reference.ts";
import { MOST_FIELDS } from "./change-list.ts";
import { compareHere } from "./compare-here.ts";
import type { Documents, Link, LocalComparison, SchemaChange } from "./local-comparison.ts";
import { referenceOf } from "./reference.ts";
import type { SchemaPlace } from "./schema-facts.ts";
import { joinFields } from "./texts.ts";

export type SchemaComparison = (left: SchemaPlace, right: SchemaPlace, direction: Direction) => readonly SchemaChange[];

/** Compares schemas of two documents through their references. Each pair of components is compared once, even if it is used often. */
export function createSchemaComparison(documents: Documents): SchemaComparison {
  const graphs = new Map<Direction, ComponentGraph>();
  return (left, right, direction) => {
    const graph = graphs.get(direction) ?? createGraph(documents, direction);
    graphs.set(direction, graph);
    const { changes, links } = linkOf(left, right) ?? compareHere(documents, direction, left, right);
    const found = new Map<string, SchemaChange>();
    for (const change of changes) addChange(found, change, [""]);
    for (const link of links) graph.add(link);
    for (const target of graph.targets()) {
      const ways = shortest(links.map((link) => [link, target.ways.get(pairOf(link))] as const));
      if (ways.length > 0) for (const change of target.changes) addChange(found, change, ways);
    }
    return [...found.values()];
  };
}

/** The ways from a place to a pair of components: their number of references, and their fields. */
interface Ways {
  readonly length: number;
  readonly fields: readonly string[];
}

/** A pair of components that differ in themselves, and the shortest ways to it from every pair that leads there. */
interface Target {
  readonly changes: readonly SchemaChange[];
  readonly ways: ReadonlyMap<string, Ways>;
}

/** The pairs of components that lead to a difference, and how they refer to each other. */
interface ComponentGraph {
  /** Adds a pair, and those that it leads to. */
  readonly add: (link: Link) => void;
  readonly targets: () => readonly Target[];
}

/**
 * The number of shortest ways that are reported for one difference. Longer ways repeat it, and a component that many others use has
 * hundreds.
 */
const MOST_WAYS = 5;

function createGraph(documents: Documents, direction: Direction): ComponentGraph {
  const changed = changedReferences(documents);
  const pairs = new Map<string, LocalComparison>();
  let targets: readonly Target[] | undefined;
  const add = (link: Link): void => {
    const queue = [link];
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      if (pairs.has(pairOf(next)) || (next.old === next.new && !changed.has(next.new))) continue;
      const local = compareHere(documents, direction, placeOf(documents.old, next.old), placeOf(documents.new, next.new));
      pairs.set(pairOf(next), local);
      targets = undefined;
      queue.push(...local.links);
    }
  };
  // Components that both documents have under one name are known in advance, so the ways are searched once.
  for (const reference of changed)
    if (followReference(documents.old, reference) !== undefined) add({ field: "", old: reference, new: reference });
  return { add, targets: () => (targets ??= findTargets(pairs)) };
}

function findTargets(pairs: ReadonlyMap<string, LocalComparison>): readonly Target[] {
  const users = new Map<string, Set<string>>();
  for (const [pair, { links }] of pairs)
    for (const link of links) users.set(pairOf(link), (users.get(pairOf(link)) ?? new Set()).add(pair));
  return [...pairs].flatMap(([pair, { changes }]) =>
    changes.length === 0 ? [] : [{ changes, ways: waysTo(pair, pairs, users) }],
  );
}

/** Walks backwards from a pair, level by level. When it reaches a pair, the ways from all nearer pairs are known. */
function waysTo(
  target: string,
  pairs: ReadonlyMap<string, LocalComparison>,
  users: ReadonlyMap<string, ReadonlySet<string>>,
): ReadonlyMap<string, Ways> {
  const ways = new Map<string, Ways>([[target, { length: 0, fields: [""] }]]);
  for (let level: readonly string[] = [target], length = 1; level.length > 0; length += 1) {
    const next = new Set(level.flatMap((pair) => [...(users.get(pair) ?? [])].filter((user) => !ways.has(user))));
    const reached = [...next].map((pair): readonly [string, Ways] => [
      pair,
      { length, fields: shortest((pairs.get(pair)?.links ?? []).map((link) => [link, ways.get(pairOf(link))] as const)) },
    ]);
    for (const [pair, own] of reached) ways.set(pair, own);
    level = [...next];
  }
  return ways;
}

/** The fields of the shortest ways that continue from some links. */
function shortest(ways: readonly (readonly [Link, Ways | undefined])[]): readonly string[] {
  const length = Math.min(...ways.map(([, rest]) => rest?.length ?? Number.POSITIVE_INFINITY));
  const fields = ways.flatMap(([link, rest]) =>
    rest?.length === length ? rest.fields.map((field) => joinFields(link.field, field)) : [],
  );
  return [...new Set(fields)].slice(0, MOST_WAYS);
}

function pairOf({ old, new: current }: Link): string {
  return `${old} ${current}`;
}

/** If both are references, only the components remain to compare. */
function linkOf(left: SchemaPlace, right: SchemaPlace): LocalComparison | undefined {
  const [before, after] = [referenceOf(left), referenceOf(right)];
  const bare = before?.keywords.size === 0 && after?.keywords.size === 0 && !before.nullable && !after.nullable;
  return bare ? { changes: [], links: [{ field: "", old: before.reference, new: after.reference }] } : undefined;
}

function placeOf(document: Documents["old"], reference: string): SchemaPlace {
  return { schema: followReference(document, reference), pointer: reference };
}

function addChange(found: Map<string, SchemaChange>, change: SchemaChange, prefixes: readonly string[]): void {
  const key = [change.kind, change.message, change.oldPointer, change.newPointer].join("\n");
  const own = prefixes.flatMap((prefix) => change.fields.map((field) => joinFields(prefix, field)));
  const fields = [...new Set([...(found.get(key)?.fields ?? []), ...own])].slice(0, MOST_FIELDS);
  found.set(key, { ...change, fields });
}

/** References to component schemas that differ between the documents, in themselves or in the schemas that they refer to. */
function changedReferences(documents: Documents): ReadonlySet<string> {
  const before = objectMember(objectMember(documents.old, "components"), "schemas");
  const after = objectMember(objectMember(documents.new, "components"), "schemas");
  const users = new Map<string, Set<string>>();
  const changed = new Set<string>();
  for (const [name, schema] of Object.entries(after)) {
    const reference = schemaReference(name);
    if (!isEqual(member(before, name), schema)) changed.add(reference);
    for (const [, used] of JSON.stringify(schema).matchAll(/"\$ref":"([^"]+)"/g)) {
      const whole = used?.split("/").slice(0, 4).join("/");
      if (whole !== undefined) users.set(whole, (users.get(whole) ?? new Set()).add(reference));
    }
  }
  const gone = Object.keys(before).filter((name) => !Object.hasOwn(after, name));
  const queue = [...changed, ...gone.map(schemaReference)];
  for (let reference = queue.pop(); reference !== undefined; reference = queue.pop()) {
    changed.add(reference);
    for (const user of users.get(reference) ?? []) if (!changed.has(user)) queue.push(user);
  }
  return changed;
}
