import { escapePointer, isList, isObject, resolvePointer, stringMember, type Json, type JsonObject } from "./json.ts";
import { childOf, type NodeKind } from "./nodes.ts";

/** The address of the document itself. The `$id`s of its schemas are relative to it. */
export const DOCUMENT_URI = "document:///";

/** The names of a document's schemas other than their places. A schema with `$id` is a resource, and an anchor is a name in one. */
export interface SchemaResources {
  /** The resource at a place of the document. `pointer`: a JSON pointer that begins with `#`. */
  readonly uriAt: (pointer: string) => string;
  /** The pointer for a reference in a resource. Undefined where it leads nowhere. */
  readonly find: (reference: string, uri: string) => string | undefined;
  /** The resource that a schema is or is in. */
  readonly resolveId: (schema: JsonObject, outer: string) => string;
  /** The dynamic anchors of a resource, with their pointers. */
  readonly dynamicAnchors: (uri: string) => ReadonlyMap<string, string>;
  /** Every `$ref` of a schema. */
  readonly references: readonly SchemaReference[];
  /** Pointers of the schemas that have a `$dynamicRef`, and of those that have a `$dynamicAnchor`. */
  readonly dynamicReferences: readonly string[];
  readonly dynamicTargets: readonly string[];
}

export interface SchemaReference {
  readonly reference: string;
  /** The place of the schema that has it. */
  readonly pointer: string;
  readonly uri: string;
}

/** Reads the names of all schemas of a document. A `const`, an `enum` or an unknown keyword contains data, which names nothing. */
export function readSchemaResources(document: JsonObject): SchemaResources {
  const resources = new Map([[DOCUMENT_URI, "#"]]);
  const anchors = new Map<string, string>();
  const dynamic = new Map<string, Map<string, string>>();
  const references: SchemaReference[] = [];
  const dynamicReferences: string[] = [];

  const visitSchema = (schema: JsonObject, pointer: string, outer: string): string => {
    const uri = resolveId(schema, outer);
    if (!resources.has(uri)) resources.set(uri, pointer);
    const dynamicAnchor = stringMember(schema, "$dynamicAnchor");
    for (const anchor of [stringMember(schema, "$anchor"), dynamicAnchor]) {
      if (anchor !== undefined) anchors.set(`${uri}#${anchor}`, pointer);
    }
    if (dynamicAnchor !== undefined) dynamic.set(uri, (dynamic.get(uri) ?? new Map()).set(dynamicAnchor, pointer));
    const reference = stringMember(schema, "$ref");
    if (reference !== undefined) references.push({ reference, pointer, uri });
    if (typeof schema["$dynamicRef"] === "string") dynamicReferences.push(pointer);
    return uri;
  };
  const visit = (node: Json, kind: NodeKind, pointer: string, outer: string): void => {
    if (!isObject(node)) return;
    const uri = kind === "schema" ? visitSchema(node, pointer, outer) : outer;
    for (const [key, value] of Object.entries(node)) {
      const [arity, child] = childOf(kind, key) ?? [];
      if (child === undefined) continue;
      const at = `${pointer}/${escapePointer(key)}`;
      if (arity === "one") visit(value, child, at, uri);
      else if (isList(value)) for (const [index, item] of value.entries()) visit(item, child, `${at}/${index}`, uri);
      else if (isObject(value))
        for (const [name, item] of Object.entries(value)) visit(item, child, `${at}/${escapePointer(name)}`, uri);
    }
  };
  visit(document, "document", "#", DOCUMENT_URI);
  const places = new Map([...resources].map(([uri, pointer]) => [pointer, uri]));

  const find = (reference: string, uri: string): string | undefined => {
    const target = resolveUri(reference, uri);
    if (target === undefined) return undefined;
    const [resource, fragment = ""] = splitFragment(target);
    const root = resources.get(resource);
    if (root === undefined) return undefined;
    if (fragment !== "" && !fragment.startsWith("/")) return anchors.get(`${resource}#${fragment}`);
    const pointer = `${root}${fragment}`;
    if (resolvePointer(document, pointer) !== undefined) return pointer;
    // Bundlers read such a reference from the top of the document, independent of the resource around it.
    return reference.startsWith("#/") && resolvePointer(document, reference) !== undefined ? reference : undefined;
  };
  const uriAt = (pointer: string): string => {
    const place = placesAround(pointer).find((around) => places.has(around));
    return (place === undefined ? undefined : places.get(place)) ?? DOCUMENT_URI;
  };
  const dynamicAnchors = (uri: string): ReadonlyMap<string, string> => dynamic.get(uri) ?? new Map();
  const dynamicTargets = [...dynamic.values()].flatMap((own) => [...own.values()]);
  return { uriAt, find, resolveId, dynamicAnchors, references, dynamicReferences, dynamicTargets };
}

/** The pointer itself, and the pointers of everything around it, from the inside out. */
export function placesAround(pointer: string): readonly string[] {
  const places: string[] = [];
  for (let end = pointer.length; end > 0; end = pointer.lastIndexOf("/", end - 1)) places.push(pointer.slice(0, end));
  return places;
}

function resolveId(schema: JsonObject, outer: string): string {
  const id = stringMember(schema, "$id");
  const uri = id === undefined || id.startsWith("#") ? undefined : resolveUri(id, outer);
  return uri === undefined ? outer : withoutFragment(uri);
}

function splitFragment(uri: string): readonly [resource: string, fragment?: string] {
  const at = uri.indexOf("#");
  return at < 0 ? [uri] : [uri.slice(0, at), uri.slice(at + 1)];
}

function withoutFragment(uri: string): string {
  return splitFragment(uri)[0];
}

/** A reference as an address. Undefined if it is none. An address like `urn:uuid:…` is a base for fragments only. */
function resolveUri(reference: string, base: string): string | undefined {
  if (reference.startsWith("#")) return `${withoutFragment(base)}${reference}`;
  if (URL.canParse(reference)) return new URL(reference).href;
  return URL.canParse(reference, base) ? new URL(reference, base).href : undefined;
}
