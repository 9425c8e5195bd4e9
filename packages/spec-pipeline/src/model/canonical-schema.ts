import { isList, isObject, member, objectMember, type Json, type JsonObject } from "../document/json.ts";
import type { Problem } from "../problems/problem.ts";
import type { FormDependency } from "./form-dependency.ts";
import { followReference, objectsOf, schemaNameOf, schemaReference, stableText, stringsOf } from "./reference.ts";

/** Who writes a value: `input` is what a caller sends, `output` what a caller reads. */
export type Direction = "input" | "output";

/**
 * Rewrites schemas into the few forms that openapi-typescript types rightly, with the direction's rules applied.
 * Besides plain keywords the result has `x-node`, which names a type that OpenAPI cannot say: see `type-printer.ts`.
 */
export interface CanonicalContext {
  readonly document: JsonObject;
  readonly direction: Direction;
  /** Name under which a component's type stands in this direction. */
  readonly nameOf: (name: string) => string;
  readonly report: (problem: Problem) => void;
  /** Name of the component whose schema this is; undefined for a schema that stands elsewhere. */
  readonly component?: string | undefined;
  readonly dependsOn: FormDependency;
}

const NEVER: JsonObject = { type: "object", "x-node": "never" };
const UNKNOWN: JsonObject = { type: "object", "x-node": "unknown" };

const JSON_TYPES = ["string", "number", "integer", "boolean", "null", "array", "object"];

export function canonicalSchema(schema: Json | undefined, context: CanonicalContext, pointer: string): JsonObject {
  return canonical(schema, { ...context, entered: [], isForm: true }, pointer);
}

/** References inlined on the way down, so that a cycle through them ends. */
interface Walk extends CanonicalContext {
  readonly entered: readonly string[];
  /** False below a property, where the component itself may stand again. */
  readonly isForm: boolean;
}

function canonical(schema: Json | undefined, walk: Walk, pointer: string): JsonObject {
  if (schema === false) return NEVER;
  if (!isObject(schema)) return UNKNOWN;
  return { ...typeOf(schema, walk, pointer), ...documentation(schema) };
}

/** Only what describes the schema itself: its members are found where they apply. */
function typeOf(schema: JsonObject, walk: Walk, pointer: string): JsonObject {
  const parts: JsonObject[] = [];
  const own = ownType(schema, walk, pointer);
  if (own) parts.push(own);
  if (typeof schema["$ref"] === "string") parts.push(referencedType(schema["$ref"], walk, pointer));
  if (isList(schema["allOf"]))
    parts.push(...schema["allOf"].map((part, index) => canonical(part, walk, `${pointer}/allOf/${index}`)));
  for (const key of ["anyOf", "oneOf"] as const) {
    const members = schema[key];
    if (!isList(members)) continue;
    const types = members.map((part, index) =>
      discriminated(schema, part, canonical(part, walk, `${pointer}/${key}/${index}`), walk),
    );
    parts.push(unionOf(types));
  }
  const type = intersectionOf(parts);
  return schema["nullable"] === true ? unionOf([type, closedEnum([null])]) : type;
}

function intersectionOf(parts: readonly JsonObject[]): JsonObject {
  const distinct = distinctSchemas(parts).filter((part) => part["x-node"] !== "unknown");
  if (distinct.length === 0) return UNKNOWN;
  return distinct.length === 1 ? (distinct[0] ?? UNKNOWN) : { allOf: distinct };
}

function unionOf(parts: readonly JsonObject[]): JsonObject {
  const flat = distinctSchemas(
    parts.flatMap((part) => (isList(part["anyOf"]) && !isList(part["allOf"]) ? objectsOf(part["anyOf"]) : [part])),
  );
  const kept = flat.filter((part) => part["x-node"] !== "never");
  if (kept.length === 0) return NEVER;
  if (kept.some((part) => part["x-node"] === "unknown")) return UNKNOWN;
  return kept.length === 1 ? (kept[0] ?? NEVER) : { anyOf: openedBySibling(kept) };
}

/** `"a" | string` is `string` to a compiler and an editor; written as an open enum the known values stay visible. */
function openedBySibling(parts: readonly JsonObject[]): readonly JsonObject[] {
  if (!parts.some(isAnyString) || !parts.some(hasStrings)) return parts;
  return parts.filter((part) => !isAnyString(part)).map((part) => (hasStrings(part) ? openEnum(valuesOf(part)) : part));
}

function isAnyString(part: JsonObject): boolean {
  return part["type"] === "string" && part["x-node"] === undefined;
}

function hasStrings(part: JsonObject): boolean {
  return part["x-node"] === "enum" && valuesOf(part).some((value) => typeof value === "string");
}

function valuesOf(part: JsonObject): readonly Json[] {
  return isList(part["x-values"]) ? part["x-values"] : [];
}

function openEnum(values: readonly Json[]): JsonObject {
  return { type: "string", "x-node": "open-enum", "x-values": values };
}

function closedEnum(values: readonly Json[]): JsonObject {
  return { type: "string", "x-node": "enum", "x-values": values };
}

function distinctSchemas(parts: readonly JsonObject[]): readonly JsonObject[] {
  const seen = new Map<string, JsonObject>();
  for (const part of parts) {
    const key = stableText(Object.fromEntries(Object.entries(part).filter(([name]) => !DOCUMENTATION.has(name))));
    if (!seen.has(key)) seen.set(key, part);
  }
  return [...seen.values()];
}

const DOCUMENTATION: ReadonlySet<string> = new Set(["title", "format", "deprecated", "default", "example", "examples"]);

/** What becomes the comment. The vendor's titles repeat the name, so the description takes their place. */
function documentation(schema: JsonObject): JsonObject {
  const limits = limitsOf(schema);
  const title = [typeof schema["description"] === "string" ? schema["description"].trim() : "", limits].filter(
    (line) => line !== "",
  );
  const kept = Object.entries(schema).filter(([key]) => key !== "title" && DOCUMENTATION.has(key));
  return { ...(title.length > 0 ? { title: title.join("\n") } : {}), ...Object.fromEntries(kept) };
}

const LIMITS: readonly (readonly [key: string, text: string])[] = [
  ["minimum", "at least "],
  ["exclusiveMinimum", "above "],
  ["maximum", "at most "],
  ["exclusiveMaximum", "below "],
  ["minLength", "min. characters "],
  ["maxLength", "max. characters "],
  ["minItems", "min. entries "],
  ["maxItems", "max. entries "],
  ["pattern", "pattern "],
];

function limitsOf(schema: JsonObject): string {
  const limits = LIMITS.flatMap(([key, text]) => {
    const limit = schema[key];
    return typeof limit === "number" || typeof limit === "string" ? [`${text}${limit}`] : [];
  });
  return limits.length === 0 ? "" : `Limits: ${limits.join(", ")}.`;
}

function referencedType(reference: string, walk: Walk, pointer: string): JsonObject {
  const name = schemaNameOf(reference);
  const target = followReference(walk.document, reference);
  if (target === undefined) {
    walk.report({
      rule: "dangling-reference",
      severity: "error",
      message: `${reference} leads nowhere`,
      fix: "mend the reference with an overlay",
      pointer,
    });
    return UNKNOWN;
  }
  if (name !== undefined) {
    if (!walk.isForm || walk.component === undefined || !walk.dependsOn(reference, schemaReference(walk.component)))
      return { $ref: schemaReference(walk.nameOf(name)) };
    walk.report({
      rule: "recursive-type",
      severity: "warning",
      message: `${walk.component} is a part of itself with no property in between, which TypeScript has no type for: it is unknown there`,
      fix: "put an object in between, or open the schema, with an overlay",
      pointer,
    });
    return UNKNOWN;
  }
  if (walk.entered.includes(reference)) {
    walk.report({
      rule: "recursive-inline-schema",
      severity: "warning",
      message: `${reference} contains itself and is no component, so its type ends in unknown`,
      fix: "move the schema to components/schemas with an overlay",
      pointer,
    });
    return UNKNOWN;
  }
  return canonical(target, { ...walk, entered: [...walk.entered, reference] }, reference);
}

/** Adds the value that tells a member of a discriminated union from the others, where the member's own schema does not say it. */
function discriminated(parent: JsonObject, variant: Json, type: JsonObject, walk: Walk): JsonObject {
  const discriminator = parent["discriminator"];
  const reference = isObject(variant) ? variant["$ref"] : undefined;
  if (!isObject(discriminator) || typeof reference !== "string") return type;
  const property = discriminator["propertyName"];
  const name = schemaNameOf(reference);
  if (typeof property !== "string" || name === undefined || namesValues(followReference(walk.document, reference), property))
    return type;
  const mapping = isObject(discriminator["mapping"]) ? Object.entries(discriminator["mapping"]) : [];
  const mapped = mapping.filter(([, target]) => target === reference || target === name).map(([value]) => value);
  const values = mapped.length > 0 ? mapped : [name];
  return { allOf: [type, { type: "object", required: [property], properties: { [property]: closedEnum(values) } }] };
}

function namesValues(schema: Json | undefined, property: string): boolean {
  const own = member(objectMember(schema, "properties"), property);
  return isObject(own) && ("const" in own || "enum" in own);
}

/** The type of the keywords beside `$ref`, `allOf`, `anyOf` and `oneOf`; undefined where there are none. */
function ownType(schema: JsonObject, walk: Walk, pointer: string): JsonObject | undefined {
  if ("const" in schema) return closedEnum([schema["const"] ?? null]);
  const types = typesOf(schema, walk, pointer);
  if (isList(schema["enum"])) return enumType(schema["enum"], types, walk.direction);
  if (types === undefined) return undefined;
  return unionOf(types.map((type) => plainType(type, schema, walk, pointer)));
}

function typesOf(schema: JsonObject, walk: Walk, pointer: string): readonly string[] | undefined {
  const declared = typeof schema["type"] === "string" ? [schema["type"]] : stringsOf(schema["type"]);
  for (const type of declared) {
    if (JSON_TYPES.includes(type)) continue;
    walk.report({
      rule: "unknown-type",
      severity: "warning",
      message: `type ${type} is none of JSON's, so the value's type is unknown`,
      fix: `name one of ${JSON_TYPES.join(", ")} with an overlay`,
      pointer,
    });
  }
  if (declared.length > 0) return declared;
  if (["properties", "additionalProperties", "patternProperties", "propertyNames", "required"].some((key) => key in schema))
    return ["object"];
  return "items" in schema || "prefixItems" in schema ? ["array"] : undefined;
}

/** Answers may hold values that the vendor adds later, so several values are open there. One value is a constant and stays closed. */
function enumType(values: readonly Json[], types: readonly string[] | undefined, direction: Direction): JsonObject {
  const possible = values.filter((value) => types === undefined || types.some((type) => isOfType(value, type)));
  const withNull =
    types?.includes("null") === true && direction === "output" && !possible.includes(null) ? [...possible, null] : possible;
  if (withNull.length === 0) return NEVER;
  const open = direction === "output" && withNull.length > 1 && withNull.some((value) => typeof value === "string");
  return open ? openEnum(withNull) : closedEnum(withNull);
}

function isOfType(value: Json, type: string): boolean {
  if (type === "null") return value === null;
  if (type === "integer") return Number.isInteger(value);
  if (type === "array") return isList(value);
  if (type === "object") return isObject(value);
  return typeof value === type || !JSON_TYPES.includes(type);
}

function plainType(type: string, schema: JsonObject, walk: Walk, pointer: string): JsonObject {
  if (type === "null") return closedEnum([null]);
  if (type === "array") return arrayType(schema, walk, pointer);
  if (type === "object") return objectType(schema, walk, pointer);
  if (type === "integer") return { type: "number" };
  return JSON_TYPES.includes(type) ? { type } : UNKNOWN;
}

function arrayType(schema: JsonObject, walk: Walk, pointer: string): JsonObject {
  const items = canonical(schema["items"] ?? true, walk, `${pointer}/items`);
  const prefix = schema["prefixItems"];
  if (!isList(prefix) || prefix.length === 0) return { type: "array", items };
  const minItems = typeof schema["minItems"] === "number" ? schema["minItems"] : 0;
  return {
    type: "array",
    "x-node": "tuple",
    "x-items": prefix.map((item, index) => canonical(item, walk, `${pointer}/prefixItems/${index}`)),
    "x-required": minItems,
    "x-rest": items,
  };
}

function objectType(schema: JsonObject, outer: Walk, pointer: string): JsonObject {
  const walk = { ...outer, isForm: false };
  const required = new Set(stringsOf(schema["required"]));
  const properties = new Map<string, JsonObject>();
  for (const [name, property] of Object.entries(isObject(schema["properties"]) ? schema["properties"] : {})) {
    if (isHidden(property, walk.direction)) required.delete(name);
    else properties.set(name, canonical(property, walk, `${pointer}/properties/${name}`));
  }
  const additional = additionalTypes(schema, walk, pointer);
  const keys = isObject(schema["propertyNames"]) ? stringsOf(schema["propertyNames"]["enum"]) : [];
  const value = additional.length === 0 ? UNKNOWN : unionOf(additional);
  for (const key of keys) if (!properties.has(key)) properties.set(key, value);
  const named = [...required].filter((name) => !properties.has(name));
  for (const name of named) {
    const property = propertyElsewhere(schema, name, walk.document);
    if (property !== undefined && isHidden(property, walk.direction)) required.delete(name);
    else properties.set(name, canonical(property ?? true, walk, `${pointer}/required/${name}`));
  }
  const open = keys.length > 0 ? walk.direction === "output" : additional.length > 0;
  if (properties.size === 0 && !open)
    return { type: "object", "x-node": schema["additionalProperties"] === false ? "empty" : "record" };
  return {
    type: "object",
    properties: Object.fromEntries(properties),
    required: [...required],
    // An index signature must take in the named properties, or no object literal fits the type.
    ...(open ? { additionalProperties: indexType(value, properties, required) } : {}),
  };
}

function indexType(value: JsonObject, properties: ReadonlyMap<string, JsonObject>, required: ReadonlySet<string>): JsonObject {
  const optional = [...properties.keys()].some((name) => !required.has(name));
  return unionOf([value, ...properties.values(), ...(optional ? [{ type: "object", "x-node": "undefined" }] : [])]);
}

/** `readOnly` properties are the server's to write, `writeOnly` ones never come back. */
function isHidden(property: Json, direction: Direction): boolean {
  return isObject(property) && property[direction === "input" ? "readOnly" : "writeOnly"] === true;
}

function additionalTypes(schema: JsonObject, walk: Walk, pointer: string): readonly JsonObject[] {
  const types: JsonObject[] = [];
  const additional = schema["additionalProperties"];
  if (additional !== undefined && additional !== false)
    types.push(canonical(additional, walk, `${pointer}/additionalProperties`));
  if (isObject(schema["patternProperties"])) {
    for (const [pattern, value] of Object.entries(schema["patternProperties"])) {
      types.push(canonical(value, walk, `${pointer}/patternProperties/${pattern}`));
    }
  }
  return types;
}

/** A name may be required here and described in a part of `allOf`: that part's schema, so that its type is required too. */
function propertyElsewhere(schema: JsonObject, name: string, document: JsonObject): Json | undefined {
  const queue: Json[] = [schema];
  const seen = new Set<Json>();
  for (let part = queue.shift(); part !== undefined; part = queue.shift()) {
    if (!isObject(part) || seen.has(part)) continue;
    seen.add(part);
    const property = member(objectMember(part, "properties"), name);
    if (property !== undefined) return property;
    if (isList(part["allOf"])) queue.push(...part["allOf"]);
    if (typeof part["$ref"] === "string") queue.push(followReference(document, part["$ref"]) ?? true);
  }
  return undefined;
}
