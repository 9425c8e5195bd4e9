import { isList, isObject, member, objectMember, stringMember, type Json, type JsonObject } from "../document/json.ts";
import { eachNode } from "../document/nodes.ts";
import type { Problem } from "../problems/problem.ts";
import type { Direction } from "./direction.ts";
import { discriminatorTags, type DiscriminatorTags } from "./discriminator-tags.ts";
import { allowedTypes, enumValues, isOpen } from "./enum-values.ts";
import { findPart, findProperty } from "./find-property.ts";
import { componentOfList, type FormCycles } from "./form-cycles.ts";
import { isFileSchema, partHeadersOf, type PartHeader } from "./form-schema.ts";
import { followReference, resolveObject, schemaNameOf, schemaReference, stringsOf } from "./reference.ts";
import { readSchemaWords, type SchemaWords } from "./schema-words.ts";

/** A schema as a type. The direction's rules are applied, and only the forms remain that TypeScript has a type for. */
export type CanonicalSchema = SchemaForm & { readonly words?: SchemaWords };

export type SchemaForm =
  | { readonly form: "never" | "unknown" | "undefined" | "boolean" | "number" | "string" }
  /** One of some values. `open`: or any other value of their types. */
  | { readonly form: "values"; readonly values: readonly Json[]; readonly open: boolean }
  /** `isOwn`: the items are a component that the list is a part of. */
  | { readonly form: "list"; readonly items: CanonicalSchema; readonly isOwn?: boolean }
  | {
      readonly form: "tuple";
      readonly first: readonly CanonicalSchema[];
      /** The number of first entries that always exist. */
      readonly required: number;
      readonly rest: CanonicalSchema;
    }
  /** An object with unknown keys. `empty`: an object without keys. */
  | { readonly form: "record" | "empty" }
  | {
      readonly form: "object";
      readonly properties: readonly CanonicalProperty[];
      /** The values of all keys, also of the properties. Undefined if no other keys are described. */
      readonly index?: CanonicalSchema;
    }
  | { readonly form: "component"; readonly name: string }
  /** Bytes, as a part of a form. */
  | { readonly form: "file" }
  /** A value of a form's part that may be given with headers. */
  | { readonly form: "part"; readonly content: CanonicalSchema; readonly headers: readonly PartHeader[] }
  | { readonly form: "union"; readonly parts: readonly CanonicalSchema[] }
  | { readonly form: "intersection"; readonly parts: readonly CanonicalSchema[] };

export interface CanonicalProperty {
  readonly name: string;
  readonly required: boolean;
  readonly schema: CanonicalSchema;
}

export interface CanonicalContext {
  readonly document: JsonObject;
  readonly direction: Direction;
  /** Whether an enum that is read has only the document's values. @default open: the vendor may add others */
  readonly enums?: "closed" | "open" | undefined;
  /** The name of a component's type in this direction. */
  readonly nameOf: (name: string) => string;
  readonly report: (problem: Problem) => void;
  /** Name of the component that has this schema. Undefined for a schema elsewhere. */
  readonly component?: string | undefined;
  /** Cycles that no type can have. */
  readonly isCycle: FormCycles;
  /** Those, and the cycles through lists of a component. */
  readonly isListCycle: FormCycles;
  /** Whether a property belongs to the other side alone: `readOnly` for sent values, `writeOnly` for read ones. */
  readonly isHidden: (property: Json) => boolean;
}

const NEVER: CanonicalSchema = { form: "never" };
const UNKNOWN: CanonicalSchema = { form: "unknown" };
const NULL: CanonicalSchema = { form: "values", values: [null], open: false };

const JSON_TYPES = ["string", "number", "integer", "boolean", "null", "array", "object"];

export function canonicalSchema(schema: Json | undefined, context: CanonicalContext, pointer: string): CanonicalSchema {
  return canonical(schema, { ...context, entered: [], around: [], isForm: true }, pointer);
}

/** References inlined on the way down. A cycle through them ends here. */
interface Walk extends CanonicalContext {
  readonly entered: readonly string[];
  /** The schemas around this one, by `allOf`, `anyOf` or `oneOf`, from the inside out. */
  readonly around: readonly JsonObject[];
  /** False below a property, where the component may appear again. */
  readonly isForm: boolean;
}

function canonical(schema: Json | undefined, walk: Walk, pointer: string): CanonicalSchema {
  if (schema === false) return NEVER;
  if (!isObject(schema)) return UNKNOWN;
  const headers = partHeadersOf(schema);
  const type = partOf(typeOf(schema, walk, pointer), headers);
  const words = readSchemaWords(schema);
  return words ? { ...type, words: { ...type.words, ...words } } : type;
}

function partOf(content: CanonicalSchema, headers: readonly PartHeader[] | undefined): CanonicalSchema {
  return headers === undefined ? content : { form: "part", content, headers };
}

/** Only keywords about the schema itself. Its members are read where they apply. */
function typeOf(schema: JsonObject, walk: Walk, pointer: string): CanonicalSchema {
  const parts: CanonicalSchema[] = [];
  // One part may require a property that another part describes.
  const inside = { ...walk, around: [schema, ...walk.around] };
  const own = ownType(schema, walk, pointer);
  if (own) parts.push(own);
  if (typeof schema["$ref"] === "string") parts.push(referencedType(schema["$ref"], walk, pointer));
  if (typeof schema["$dynamicRef"] === "string") {
    const message = `$dynamicRef: ${schema["$dynamicRef"]} means another schema each time, so it says nothing of the type`;
    walk.report({ rule: "keyword-unchecked", severity: "info", message, pointer });
  }
  if (isList(schema["allOf"]))
    parts.push(...schema["allOf"].map((part, index) => canonical(part, inside, `${pointer}/allOf/${index}`)));
  for (const key of ["anyOf", "oneOf"] as const) {
    const members = schema[key];
    if (!isList(members)) continue;
    const tags = discriminatorTags(schema, walk.document);
    const types = members.map((part, index) => discriminated(tags, part, canonical(part, inside, `${pointer}/${key}/${index}`)));
    parts.push(unionOf(withValuesInOne(types, walk)));
  }
  const type = intersectionOf(parts);
  return schema["nullable"] === true ? unionOf([type, NULL]) : type;
}

function intersectionOf(parts: readonly CanonicalSchema[]): CanonicalSchema {
  const distinct = distinctSchemas(parts).filter(({ form }) => form !== "unknown");
  const [only = UNKNOWN] = distinct;
  return distinct.length < 2 ? only : { form: "intersection", parts: distinct };
}

function unionOf(parts: readonly CanonicalSchema[]): CanonicalSchema {
  const flat = distinctSchemas(parts.flatMap((part) => (part.form === "union" ? part.parts : [part])));
  const kept = flat.filter(({ form }) => form !== "never");
  if (kept.some(({ form }) => form === "unknown")) return UNKNOWN;
  const [only = NEVER] = kept;
  return kept.length < 2 ? only : { form: "union", parts: openedBySibling(kept) };
}

/** `"a" | string` is `string` to a compiler and an editor. As an open enum, the known values stay visible. */
function openedBySibling(parts: readonly CanonicalSchema[]): readonly CanonicalSchema[] {
  if (!parts.some(({ form }) => form === "string") || !parts.some(hasStrings)) return parts;
  return parts
    .filter(({ form }) => form !== "string")
    .map((part) => (part.form === "values" && hasStrings(part) ? { form: "values", values: part.values, open: true } : part));
}

function hasStrings(part: CanonicalSchema): boolean {
  return part.form === "values" && !part.open && part.values.some((value) => typeof value === "string");
}

function distinctSchemas(parts: readonly CanonicalSchema[]): readonly CanonicalSchema[] {
  if (parts.length < 2) return parts;
  const seen = new Map<string, CanonicalSchema>();
  for (const part of parts) {
    const key = JSON.stringify({ ...part, words: undefined });
    if (!seen.has(key)) seen.set(key, part);
  }
  return [...seen.values()];
}

function referencedType(reference: string, walk: Walk, pointer: string): CanonicalSchema {
  const name = schemaNameOf(reference);
  const target = followReference(walk.document, reference);
  if (target === undefined) {
    walk.report({
      rule: "dangling-reference",
      severity: "error",
      message: `${reference} leads nowhere`,
      fix: "correct the reference with an overlay",
      pointer,
    });
    return UNKNOWN;
  }
  if (name !== undefined) {
    if (!walk.isForm || walk.component === undefined || !walk.isCycle(reference, schemaReference(walk.component)))
      return { form: "component", name: walk.nameOf(name), ...firstWords(target) };
    walk.report({
      rule: "recursive-type",
      severity: "warning",
      message: `${walk.component} is a part of itself with no property in between, which TypeScript has no type for: it is unknown there`,
      fix: "put an object in between, or let a list hold a component alone, with an overlay",
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

/** What a component says of itself, in a line: the words of a place that refers to it and has none of its own. */
function firstWords(component: Json): { readonly words?: SchemaWords } {
  const [line = ""] = stringMember(component, "description")?.trim().split("\n") ?? [];
  return line === "" ? {} : { words: { text: line } };
}

/** Adds the values that tell a member of a discriminated union from the others, if the member's own schema does not have them. */
function discriminated(tags: DiscriminatorTags | undefined, variant: Json, type: CanonicalSchema): CanonicalSchema {
  const values = tags === undefined || tags.isSaid(variant) ? [] : tags.valuesOf(variant);
  if (tags === undefined || values.length === 0) return type;
  const tag: CanonicalSchema = { form: "values", values, open: false, words: { text: "Tells this kind from the others." } };
  return {
    form: "intersection",
    parts: [type, { form: "object", properties: [{ name: tags.property, required: true, schema: tag }] }],
  };
}

/** The type of the keywords beside `$ref`, `allOf`, `anyOf` and `oneOf`. Undefined if there are none. */
function ownType(schema: JsonObject, walk: Walk, pointer: string): CanonicalSchema | undefined {
  if (isFileSchema(schema)) return { form: "file" };
  if ("const" in schema) return { form: "values", values: [schema["const"] ?? null], open: false };
  const types = typesOf(schema, walk, pointer);
  if (isList(schema["enum"])) {
    const { values, isOpen: open } = enumValues(schema["enum"], types ?? [], walk.direction);
    return values.length === 0 ? NEVER : { form: "values", values, open: open && walk.enums !== "closed" };
  }
  if (types === undefined) return undefined;
  return unionOf(types.map((type) => plainType(type, schema, walk, pointer)));
}

function typesOf(schema: JsonObject, walk: Walk, pointer: string): readonly string[] | undefined {
  const declared = allowedTypes(schema);
  for (const type of declared) {
    if (JSON_TYPES.includes(type)) continue;
    walk.report({
      rule: "unknown-type",
      severity: "warning",
      message: `type ${type} is not a type of JSON, so the value's type is unknown`,
      fix: `name one of ${JSON_TYPES.join(", ")} with an overlay`,
      pointer,
    });
  }
  if (declared.length > 0) return declared;
  if (["properties", "additionalProperties", "patternProperties", "propertyNames", "required"].some((key) => key in schema))
    return ["object"];
  return "items" in schema || "prefixItems" in schema ? ["array"] : undefined;
}

/** Constants in a union form an enum, and are typed as one. */
function withValuesInOne(parts: readonly CanonicalSchema[], { direction, enums }: Walk): readonly CanonicalSchema[] {
  const constants = parts.flatMap((part) => (part.form === "values" && !part.open && part.values.length === 1 ? [part] : []));
  const values = constants.flatMap((part) => part.values);
  if (direction === "input" || enums === "closed" || !isOpen(values)) return parts;
  const others = parts.filter((part) => !constants.some((constant) => constant === part));
  return [{ form: "values", values, open: true }, ...others];
}

function plainType(type: string, schema: JsonObject, walk: Walk, pointer: string): CanonicalSchema {
  switch (type) {
    case "null":
      return NULL;
    case "array":
      return arrayType(schema, walk, pointer);
    case "object":
      return objectType(schema, walk, pointer);
    case "integer":
      return { form: "number" };
    case "boolean":
    case "number":
    case "string":
      return { form: type };
    default:
      return UNKNOWN;
  }
}

function arrayType(schema: JsonObject, outer: Walk, pointer: string): CanonicalSchema {
  const walk = { ...outer, around: [] };
  const own = ownItem(schema, walk);
  if (own !== undefined) return { form: "list", items: { form: "component", name: walk.nameOf(own) }, isOwn: true };
  const items = canonical(schema["items"] ?? true, walk, `${pointer}/items`);
  const prefix = schema["prefixItems"];
  if (!isList(prefix) || prefix.length === 0) return { form: "list", items };
  return {
    form: "tuple",
    first: prefix.map((item, index) => canonical(item, walk, `${pointer}/prefixItems/${index}`)),
    required: typeof schema["minItems"] === "number" ? schema["minItems"] : 0,
    rest: items,
  };
}

/** The name of the component that a list holds, if the list is a part of the component's form. */
function ownItem(schema: JsonObject, { component, isForm, isListCycle }: Walk): string | undefined {
  const reference = isForm && component !== undefined ? componentOfList(schema) : undefined;
  if (reference === undefined || component === undefined) return undefined;
  return isListCycle(reference, schemaReference(component)) ? schemaNameOf(reference) : undefined;
}

function objectType(schema: JsonObject, outer: Walk, pointer: string): CanonicalSchema {
  const walk = { ...outer, around: [], isForm: false };
  const required = new Set(stringsOf(schema["required"]));
  const schemas = new Map<string, CanonicalSchema>();
  for (const [name, property] of Object.entries(isObject(schema["properties"]) ? schema["properties"] : {})) {
    if (walk.isHidden(property)) required.delete(name);
    else schemas.set(name, withWordsBeside(canonical(property, walk, `${pointer}/properties/${name}`), name, outer));
  }
  const additional = additionalTypes(schema, walk, pointer);
  const names = resolveObject(walk.document, schema["propertyNames"]);
  const keys = stringsOf(names && "const" in names ? [names["const"]] : names?.["enum"]);
  const value = additional.length === 0 ? UNKNOWN : unionOf(additional);
  for (const key of keys) if (!schemas.has(key)) schemas.set(key, value);
  const named = [...required].filter((name) => !schemas.has(name));
  for (const name of named) {
    const property = findProperty([schema, ...outer.around], name, walk.document);
    if (property !== undefined && walk.isHidden(property)) required.delete(name);
    else schemas.set(name, canonical(property ?? true, walk, `${pointer}/required/${name}`));
  }
  const open = keys.length > 0 ? walk.direction === "output" : additional.length > 0;
  if (schemas.size === 0 && !open) return { form: schema["additionalProperties"] === false ? "empty" : "record" };
  const properties = [...schemas].map(([name, own]) => ({ name, required: required.has(name), schema: own }));
  // An index signature must include the named properties. Otherwise no object literal fits the type.
  return { form: "object", properties, ...(open ? { index: indexType(value, properties) } : {}) };
}

/** One part of an `allOf` may narrow a property that another part describes. An editor shows the words of all parts. */
function withWordsBeside(property: CanonicalSchema, name: string, { around, document }: Walk): CanonicalSchema {
  if (property.words?.text !== undefined || around.length === 0) return property;
  if (!describedNames(document).has(name)) return property;
  const text = findPart(around, document, `words ${name}`, (part) => textOf(member(objectMember(part, "properties"), name)));
  return text === undefined ? property : { ...property, words: { ...property.words, text } };
}

function textOf(property: Json | undefined): string | undefined {
  return isObject(property) ? readSchemaWords(property)?.text : undefined;
}

const described = new WeakMap<JsonObject, ReadonlySet<string>>();

/** The names of all properties that a document has words about. For any other name, nothing that a schema inherits has to be searched. */
function describedNames(document: JsonObject): ReadonlySet<string> {
  const found = described.get(document);
  if (found) return found;
  const names = new Set<string>();
  eachNode(document, (schema, kind) => {
    if (kind !== "schema") return;
    for (const [name, property] of Object.entries(objectMember(schema, "properties")))
      if (textOf(property) !== undefined) names.add(name);
  });
  described.set(document, names);
  return names;
}

function indexType(value: CanonicalSchema, properties: readonly CanonicalProperty[]): CanonicalSchema {
  const absent: readonly CanonicalSchema[] = properties.every(({ required }) => required) ? [] : [{ form: "undefined" }];
  return unionOf([value, ...properties.map(({ schema }) => schema), ...absent]);
}

function additionalTypes(schema: JsonObject, walk: Walk, pointer: string): readonly CanonicalSchema[] {
  const types: CanonicalSchema[] = [];
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
