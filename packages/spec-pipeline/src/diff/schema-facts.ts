import { escapePointer, isList, isObject, objectMember, type Json, type JsonObject } from "../document/json.ts";
import { followReference, stringsOf } from "../model/reference.ts";

/** A schema and where it stands in its document. */
export interface SchemaPlace {
  readonly schema: Json | undefined;
  readonly pointer: string;
}

/** What a schema says, with its references followed and its parts of `allOf` put together. */
export interface SchemaFacts {
  /** Undefined: any. `integer` stands beside `number` where both are named. */
  readonly types: ReadonlySet<string> | undefined;
  /** Values of `enum` or `const`; undefined: any. */
  readonly values: readonly Json[] | undefined;
  readonly properties: ReadonlyMap<string, SchemaPlace>;
  readonly required: ReadonlySet<string>;
  /** Schema of other keys; undefined: anything. */
  readonly additional: SchemaPlace | undefined;
  readonly items: SchemaPlace | undefined;
  readonly prefixItems: readonly SchemaPlace[];
  /** Variants of `anyOf` and `oneOf` that are more than a type. */
  readonly variants: readonly SchemaPlace[];
  readonly discriminator: JsonObject;
  /** Every other keyword that restricts, and those that describe. */
  readonly keywords: ReadonlyMap<string, Json>;
  readonly pointer: string;
}

const STRUCTURE: ReadonlySet<string> = new Set([
  "$ref",
  "type",
  "nullable",
  "enum",
  "const",
  "properties",
  "required",
  "additionalProperties",
  "items",
  "prefixItems",
  "allOf",
  "anyOf",
  "oneOf",
  "discriminator",
]);

/** The facts with a union of one taken for what it wraps. */
export function schemaFacts(document: JsonObject, place: SchemaPlace, entered: readonly string[] = []): SchemaFacts {
  const facts = unionFacts(document, place);
  const [variant, ...others] = facts.variants;
  // A union that wraps itself has no end.
  if (variant === undefined || others.length > 0 || entered.includes(variant.pointer)) return facts;
  return unwrapped(facts, schemaFacts(document, variant, [...entered, variant.pointer]));
}

/** The facts with the variants of a union as they stand, also where there is but one. */
export function unionFacts(document: JsonObject, place: SchemaPlace): SchemaFacts {
  const parts = partsOf(document, place, new Set());
  const pointer = parts[0]?.pointer ?? place.pointer;
  let types: ReadonlySet<string> | undefined;
  let values: readonly Json[] | undefined;
  let additional: SchemaPlace | undefined;
  let items: SchemaPlace | undefined;
  let prefixItems: readonly SchemaPlace[] = [];
  const properties = new Map<string, SchemaPlace>();
  const required = new Set<string>();
  const variants: SchemaPlace[] = [];
  const keywords = new Map<string, Json>();
  let discriminator: JsonObject = {};
  for (const { schema, pointer: at } of parts) {
    const unions = ["anyOf", "oneOf"].flatMap((key) =>
      isList(schema[key]) ? [unionParts(document, schema[key], `${at}/${key}`)] : [],
    );
    for (const union of unions) {
      variants.push(...union.variants);
      types = both(types, union.types);
    }
    types = both(types, declaredTypes(schema));
    values = valuesOf(schema) ?? values;
    for (const [name, property] of Object.entries(objectMember(schema, "properties"))) {
      properties.set(name, { schema: property, pointer: `${at}/properties/${escapePointer(name)}` });
    }
    for (const name of stringsOf(schema["required"])) required.add(name);
    if (schema["additionalProperties"] !== undefined)
      additional = { schema: schema["additionalProperties"], pointer: `${at}/additionalProperties` };
    if (schema["items"] !== undefined) items = { schema: schema["items"], pointer: `${at}/items` };
    if (isObject(schema["discriminator"])) discriminator = schema["discriminator"];
    if (isList(schema["prefixItems"]))
      prefixItems = schema["prefixItems"].map((item, index) => ({ schema: item, pointer: `${at}/prefixItems/${index}` }));
    for (const [key, value] of Object.entries(schema)) if (!STRUCTURE.has(key) && !keywords.has(key)) keywords.set(key, value);
  }
  return { types, values, properties, required, additional, items, prefixItems, variants, discriminator, keywords, pointer };
}

/** A union of one, and whatever simple types stand beside it, is that one: `anyOf: [$ref, null]`. */
function unwrapped(outer: SchemaFacts, inner: SchemaFacts): SchemaFacts {
  return {
    types: outer.types,
    values:
      outer.values ??
      (outer.types === undefined || [...outer.types].every((type) => type === "null" || inner.types?.has(type) === true)
        ? inner.values
        : undefined),
    properties: new Map([...inner.properties, ...outer.properties]),
    required: new Set([...inner.required, ...outer.required]),
    additional: outer.additional ?? inner.additional,
    items: outer.items ?? inner.items,
    prefixItems: outer.prefixItems.length > 0 ? outer.prefixItems : inner.prefixItems,
    variants: inner.variants,
    discriminator: { ...inner.discriminator, ...outer.discriminator },
    keywords: new Map([...inner.keywords, ...outer.keywords]),
    pointer: outer.pointer,
  };
}

interface Part {
  readonly schema: JsonObject;
  readonly pointer: string;
}

/** The schema itself, what it refers to, and the parts of `allOf`, outermost first. `false` is a schema that nothing fits. */
function partsOf(document: JsonObject, { schema, pointer }: SchemaPlace, seen: Set<string>): readonly Part[] {
  if (schema === false) return [{ schema: { enum: [] }, pointer }];
  if (!isObject(schema)) return [{ schema: {}, pointer }];
  const parts: Part[] = [];
  const siblings = Object.keys(schema).some((key) => key !== "$ref" && key !== "allOf");
  if (siblings || (schema["$ref"] === undefined && !isList(schema["allOf"]))) parts.push({ schema, pointer });
  const reference = schema["$ref"];
  if (typeof reference === "string" && !seen.has(reference)) {
    seen.add(reference);
    parts.push(...partsOf(document, { schema: followReference(document, reference), pointer: reference }, seen));
  }
  if (isList(schema["allOf"])) {
    for (const [index, part] of schema["allOf"].entries())
      parts.push(...partsOf(document, { schema: part, pointer: `${pointer}/allOf/${index}` }, seen));
  }
  return parts.length === 0 ? [{ schema: {}, pointer }] : parts;
}

function declaredTypes(schema: JsonObject): ReadonlySet<string> | undefined {
  const declared = typeof schema["type"] === "string" ? [schema["type"]] : stringsOf(schema["type"]);
  const types = schema["nullable"] === true && declared.length > 0 ? [...declared, "null"] : declared;
  if (types.length > 0) return new Set(types);
  return ["properties", "additionalProperties", "required"].some((key) => key in schema) ? new Set(["object"]) : undefined;
}

function both(left: ReadonlySet<string> | undefined, right: ReadonlySet<string> | undefined): ReadonlySet<string> | undefined {
  if (left === undefined || right === undefined) return left ?? right;
  return new Set([...left].filter((type) => right.has(type) || (type === "integer" && right.has("number"))));
}

function valuesOf(schema: JsonObject): readonly Json[] | undefined {
  if (schema["const"] !== undefined) return [schema["const"]];
  return isList(schema["enum"]) ? schema["enum"] : undefined;
}

/** Members of a union that are no more than a type become types; the rest are its variants. */
function unionParts(
  document: JsonObject,
  members: readonly Json[],
  pointer: string,
): { readonly types: ReadonlySet<string> | undefined; readonly variants: readonly SchemaPlace[] } {
  const types = new Set<string>();
  const variants: SchemaPlace[] = [];
  let isAny = false;
  for (const [index, schema] of members.entries()) {
    const keys = isObject(schema)
      ? Object.keys(schema).filter((key) => !["title", "description", "format", "example", "examples"].includes(key))
      : [];
    const simple = keys.length === 1 && keys[0] === "type" && isObject(schema) ? declaredTypes(schema) : undefined;
    const place = { schema, pointer: `${pointer}/${index}` };
    if (simple !== undefined && !simple.has("object") && !simple.has("array")) {
      for (const type of simple) types.add(type);
      continue;
    }
    variants.push(place);
    const own = schemaTypes(document, place);
    if (own === undefined) isAny = true;
    else for (const type of own) types.add(type);
  }
  return { types: isAny ? undefined : types, variants };
}

function schemaTypes(document: JsonObject, place: SchemaPlace): ReadonlySet<string> | undefined {
  let types: ReadonlySet<string> | undefined;
  for (const { schema } of partsOf(document, place, new Set())) {
    types = both(types, declaredTypes(schema));
    if (types === undefined) types = both(types, typesOfValues(valuesOf(schema)));
  }
  return types;
}

function typesOfValues(values: readonly Json[] | undefined): ReadonlySet<string> | undefined {
  return values === undefined
    ? undefined
    : new Set(values.map((value) => (value === null ? "null" : isList(value) ? "array" : typeof value)));
}
