import {
  escapePointer,
  isEqual,
  isList,
  isObject,
  objectMember,
  withMembers,
  type Json,
  type JsonObject,
} from "../document/json.ts";
import { followReference, stringsOf } from "../model/reference.ts";
import { asksNothing, isAnything } from "./asks-nothing.ts";
import { describesNothing, isAnnotation } from "./reference.ts";

/** A schema and its place in its document. */
export interface SchemaPlace {
  readonly schema: Json | undefined;
  readonly pointer: string;
  /** Further schemas that the same value must fit. Several parts of an `allOf` may describe one field. */
  readonly also?: readonly SchemaPlace[] | undefined;
}

/** The demands of a schema on a value that must fit all of it. References are followed, and the parts of `allOf` are combined. */
export interface SchemaFacts {
  /** Undefined: any type. */
  readonly types: ReadonlySet<string> | undefined;
  /** The values of `enum` or `const`. Undefined: any value. */
  readonly values: readonly Json[] | undefined;
  readonly properties: ReadonlyMap<string, SchemaPlace>;
  readonly required: ReadonlySet<string>;
  /** The schema of other keys. Undefined: any value. */
  readonly additional: SchemaPlace | undefined;
  readonly items: SchemaPlace | undefined;
  readonly prefixItems: readonly SchemaPlace[];
  /** Every other keyword that restricts. It has several values if several parts of an `allOf` have it. */
  readonly keywords: ReadonlyMap<string, readonly Json[]>;
  /** Keywords that only describe. */
  readonly annotations: ReadonlyMap<string, readonly Json[]>;
  readonly discriminator: JsonObject;
  readonly pointer: string;
  /** The origin of the facts: the schema itself, or the variant of a union. */
  readonly source: SchemaPlace;
}

/** Facts, and the unions beside them: a value must fit one variant of each. */
export interface FactsAndUnions {
  readonly facts: SchemaFacts;
  readonly unions: readonly (readonly SchemaPlace[])[];
}

/** Keywords with a number. The value tells whether a greater number allows more. */
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
  "$defs",
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

export function schemaFacts(document: JsonObject, place: SchemaPlace): FactsAndUnions {
  const parts = partsOf(document, place, new Set());
  const [first, ...others] = parts.map(partFacts);
  const facts = others.reduce(combineFacts, first ?? partFacts({ schema: {}, pointer: place.pointer }));
  return { facts: { ...facts, source: place }, unions: parts.flatMap(unionsOf) };
}

interface Part {
  readonly schema: JsonObject;
  readonly pointer: string;
}

/** The schema itself, the schemas that it refers to, and the parts of `allOf`, outermost first. No value fits `false`. */
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

function unionsOf({ schema, pointer }: Part): readonly (readonly SchemaPlace[])[] {
  return ["anyOf", "oneOf"].flatMap((key) => {
    const variants = schema[key];
    return isList(variants)
      ? [variants.map((variant, index) => ({ schema: variant, pointer: `${pointer}/${key}/${index}` }))]
      : [];
  });
}

/** The statements of one schema, without its references, the parts of its `allOf`, and its unions. */
function partFacts({ schema, pointer }: Part): SchemaFacts {
  const at = (key: string): SchemaPlace | undefined =>
    schema[key] === undefined ? undefined : { schema: schema[key], pointer: `${pointer}/${key}` };
  const items = isList(schema["prefixItems"]) ? schema["prefixItems"] : [];
  const others = Object.entries(withNewWords(schema)).filter(
    ([key, value]) => !STRUCTURE.has(key) && !describesNothing(key, value) && !asksNothing(key, value, schema),
  );
  return {
    types: declaredTypes(schema),
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
    keywords: new Map(others.filter(([key]) => !isAnnotation(key)).map(([key, value]) => [key, [inOrder(key, value)]])),
    annotations: new Map(others.filter(([key]) => isAnnotation(key)).map(annotationOf)),
    discriminator: objectMember(schema, "discriminator"),
    pointer,
    source: { schema, pointer },
  };
}

/** OpenAPI 3.0 describes bytes with formats, 3.1 with keywords of JSON Schema. */
function withNewWords(schema: JsonObject): JsonObject {
  const { format } = schema;
  if (format === "byte" && schema["contentEncoding"] === undefined)
    return withMembers(schema, { format: undefined, contentEncoding: "base64" });
  if (format === "binary" && schema["contentMediaType"] === undefined)
    return withMembers(schema, { format: undefined, contentMediaType: "application/octet-stream" });
  return schema;
}

/** The single example of OpenAPI 3.0 is one of several in 3.1. */
function annotationOf([key, value]: readonly [string, Json]): readonly [string, readonly Json[]] {
  if (key === "example") return ["examples", [value]];
  return [key, key === "examples" && isList(value) ? value : [value]];
}

/** A set of names in a fixed order. */
function inOrder(key: string, value: Json): Json {
  if (key !== "dependentRequired" || !isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, names]) => [name, stringsOf(names).toSorted()]));
}

function declaredTypes(schema: JsonObject): ReadonlySet<string> | undefined {
  const declared = typeof schema["type"] === "string" ? [schema["type"]] : stringsOf(schema["type"]);
  const types = schema["nullable"] === true && declared.length > 0 ? [...declared, "null"] : declared;
  if (types.length > 0) return new Set(types);
  return ["properties", "additionalProperties", "required"].some((key) => key in schema) ? new Set(["object"]) : undefined;
}

function valuesOf(schema: JsonObject): readonly Json[] | undefined {
  if (schema["const"] !== undefined) return [schema["const"]];
  if (!isList(schema["enum"])) return undefined;
  return schema["nullable"] === true && !schema["enum"].includes(null) ? [...schema["enum"], null] : schema["enum"];
}

/** The facts of two schemas together, for a value that must fit both. Of describing keywords, the first one counts. */
export function combineFacts(left: SchemaFacts, right: SchemaFacts): SchemaFacts {
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
    keywords,
    annotations: new Map([...right.annotations, ...left.annotations]),
    discriminator: { ...left.discriminator, ...right.discriminator },
    pointer: left.pointer,
    source: left.source,
  };
}

function both(left: ReadonlySet<string> | undefined, right: ReadonlySet<string> | undefined): ReadonlySet<string> | undefined {
  if (left === undefined || right === undefined) return left ?? right;
  const common = [...left].filter((type) => right.has(type) || (type === "integer" && right.has("number")));
  return new Set([...common, ...(right.has("integer") && left.has("number") ? ["integer"] : [])]);
}

/** One place for a value that must fit the schemas of two places. */
function atOnce(left: SchemaPlace | undefined, right: SchemaPlace): SchemaPlace {
  if (left === undefined || right.schema === false || isAnything(left.schema)) return right;
  if (left.schema === false || isAnything(right.schema) || isEqual(left.schema, right.schema)) return left;
  return { ...left, also: [...(left.also ?? []), right, ...(right.also ?? [])] };
}

function demandsOf(key: string, left: readonly Json[], right: readonly Json[]): readonly Json[] {
  if (left.length === 0) return right;
  const limits = [...left, ...right].filter((value) => typeof value === "number");
  if (LIMITS.has(key) && limits.length === left.length + right.length)
    return [LIMITS.get(key) === true ? Math.min(...limits) : Math.max(...limits)];
  return [...left, ...right.filter((value) => !left.some((other) => isEqual(value, other)))];
}
