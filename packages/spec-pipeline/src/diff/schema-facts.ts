import { escapePointer, isEqual, isList, isObject, objectMember, type Json, type JsonObject } from "../document/json.ts";
import { followReference, stringsOf } from "../model/reference.ts";
import { TEXTS } from "./reference.ts";

/** A schema and where it stands in its document. */
export interface SchemaPlace {
  readonly schema: Json | undefined;
  readonly pointer: string;
  /** Further schemas that the same value has to fit, as several parts of an `allOf` describe one field. */
  readonly also?: readonly SchemaPlace[] | undefined;
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
  /** Variants of `anyOf` or `oneOf` that are more than a type. */
  readonly variants: readonly SchemaPlace[];
  /** Variants of further unions, where a value has to fit several. */
  readonly otherUnions: readonly (readonly SchemaPlace[])[];
  readonly discriminator: JsonObject;
  /** Every other keyword that restricts, and those that describe. One that several parts of an `allOf` have has several values. */
  readonly keywords: ReadonlyMap<string, readonly Json[]>;
  readonly pointer: string;
}

/** Keywords with a number, and whether a greater one lets more values through. */
export const LIMITS: ReadonlyMap<string, boolean> = new Map([
  ["minimum", false],
  ["exclusiveMinimum", false],
  ["minLength", false],
  ["minItems", false],
  ["minProperties", false],
  ["minContains", false],
  ["maximum", true],
  ["exclusiveMaximum", true],
  ["maxLength", true],
  ["maxItems", true],
  ["maxProperties", true],
  ["maxContains", true],
]);

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
  const [first, ...others] = partsOf(document, place, new Set()).map((part) => partFacts(document, part));
  const facts = others.reduce(combine, first ?? partFacts(document, { schema: {}, pointer: place.pointer }));
  const [variants = [], ...otherUnions] = [facts.variants, ...facts.otherUnions].filter((union) => union.length > 0);
  return { ...facts, variants, otherUnions };
}

/** What one schema says, without what it refers to and the parts of its `allOf`. */
function partFacts(document: JsonObject, { schema, pointer }: Part): SchemaFacts {
  const unions = ["anyOf", "oneOf"].flatMap((key) =>
    isList(schema[key]) ? [unionParts(document, schema[key], `${pointer}/${key}`)] : [],
  );
  const at = (key: string): SchemaPlace | undefined =>
    schema[key] === undefined ? undefined : { schema: schema[key], pointer: `${pointer}/${key}` };
  const items = isList(schema["prefixItems"]) ? schema["prefixItems"] : [];
  return {
    types: unions.map((union) => union.types).reduce(both, declaredTypes(schema)),
    values: valuesOf(schema),
    properties: new Map(
      Object.entries(objectMember(schema, "properties")).map(([name, property]) => [
        name,
        { schema: property, pointer: `${pointer}/properties/${escapePointer(name)}` },
      ]),
    ),
    required: new Set(stringsOf(schema["required"])),
    additional: at("additionalProperties"),
    items: at("items"),
    prefixItems: items.map((item, index) => ({ schema: item, pointer: `${pointer}/prefixItems/${index}` })),
    variants: [],
    otherUnions: unions.map(({ variants }) => variants),
    discriminator: objectMember(schema, "discriminator"),
    keywords: new Map(Object.entries(schema).flatMap(([key, value]) => (STRUCTURE.has(key) ? [] : [[key, [value]] as const]))),
    pointer,
  };
}

/** What two schemas say of a value that has to fit both. Of words that only describe, the first counts. */
function combine(left: SchemaFacts, right: SchemaFacts): SchemaFacts {
  const { values } = left;
  const properties = new Map(left.properties);
  for (const [name, property] of right.properties) properties.set(name, atOnce(properties.get(name), property));
  const keywords = new Map(left.keywords);
  for (const [key, others] of right.keywords) keywords.set(key, demandsOf(key, keywords.get(key) ?? [], others));
  const [longer, shorter] = [left.prefixItems, right.prefixItems].toSorted((a, b) => b.length - a.length);
  return {
    types: both(left.types, right.types),
    values:
      values === undefined || right.values === undefined
        ? (values ?? right.values)
        : values.filter((value) => right.values?.some((other) => isEqual(value, other))),
    properties,
    required: new Set([...left.required, ...right.required]),
    additional: right.additional === undefined ? left.additional : atOnce(left.additional, right.additional),
    items: right.items === undefined ? left.items : atOnce(left.items, right.items),
    prefixItems: (longer ?? []).map((item, index) => atOnce(shorter?.[index], item)),
    variants: left.variants,
    otherUnions: [...left.otherUnions, ...right.otherUnions],
    discriminator: { ...left.discriminator, ...right.discriminator },
    keywords,
    pointer: left.pointer,
  };
}

/** One place for a value that has to fit the schemas of two. */
function atOnce(left: SchemaPlace | undefined, right: SchemaPlace): SchemaPlace {
  if (left === undefined || right.schema === false || isAnything(left.schema)) return right;
  if (left.schema === false || isAnything(right.schema) || isEqual(left.schema, right.schema)) return left;
  return { ...left, also: [...(left.also ?? []), right] };
}

function isAnything(schema: Json | undefined): boolean {
  return schema === undefined || schema === true || (isObject(schema) && Object.keys(schema).length === 0);
}

function demandsOf(key: string, left: readonly Json[], right: readonly Json[]): readonly Json[] {
  const [first] = left;
  if (first === undefined) return right;
  if (TEXTS.has(key) || key === "default" || key === "deprecated" || key.startsWith("x-")) return left;
  const limits = [...left, ...right].filter((value) => typeof value === "number");
  if (LIMITS.has(key) && limits.length === left.length + right.length)
    return [LIMITS.get(key) === true ? Math.min(...limits) : Math.max(...limits)];
  return [...left, ...right.filter((value) => !left.some((other) => isEqual(value, other)))];
}

/** A union of one, and whatever simple types stand beside it, is that one: `anyOf: [$ref, null]`. */
function unwrapped(outer: SchemaFacts, inner: SchemaFacts): SchemaFacts {
  const covers =
    outer.types === undefined || [...outer.types].every((type) => type === "null" || inner.types?.has(type) === true);
  return {
    ...combine(outer, inner),
    types: outer.types,
    values: outer.values ?? (covers ? inner.values : undefined),
    variants: inner.variants,
    otherUnions: [...outer.otherUnions, ...inner.otherUnions],
  };
}

interface Part {
  readonly schema: JsonObject;
  readonly pointer: string;
}

/** The schema itself, what it refers to, and the parts of `allOf`, outermost first. `false` is a schema that nothing fits. */
function partsOf(document: JsonObject, { schema, pointer, also = [] }: SchemaPlace, seen: Set<string>): readonly Part[] {
  if (also.length > 0) return [{ schema, pointer }, ...also].flatMap((place) => partsOf(document, place, seen));
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
