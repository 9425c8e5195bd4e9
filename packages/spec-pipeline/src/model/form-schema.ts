import { isList, isObject, objectMember, type Json, type JsonObject } from "../document/json.ts";
import { followReference, stringsOf } from "./reference.ts";

/** A header that a caller gives a part of a form. */
export interface PartHeader {
  readonly name: string;
  readonly required: boolean;
}

/** The document's statements about the part of a property, beside its schema. */
export interface PartRule {
  /** The media types of `encoding.contentType`, as the document has them. Undefined if it has none. */
  readonly contentType: string | undefined;
  /** Headers without a fixed value. Undefined if the part has no headers. */
  readonly headers: readonly PartHeader[] | undefined;
}

const files = new WeakSet<JsonObject>();
const parts = new WeakMap<JsonObject, readonly PartHeader[]>();

/** Whether a schema stands for a file: the caller gives bytes, not JSON. */
export function isFileSchema(schema: JsonObject): boolean {
  return files.has(schema);
}

/** The headers that a caller may give for a value of a schema. Undefined if it is no part of a form, or has none. */
export function partHeadersOf(schema: JsonObject): readonly PartHeader[] | undefined {
  return parts.get(schema);
}

/** The number of references that are followed in one form. Schemas that refer to each other have too many places to visit all. */
const MOST_REFERENCES = 1000;

interface Walk {
  readonly document: JsonObject;
  readonly rules: ReadonlyMap<string, PartRule>;
  readonly entered: readonly string[];
  readonly budget: { left: number };
}

/**
 * The schema of a form with parts, as a caller gives it: properties that are bytes stand for files. Only the form's own properties can be
 * files, since an object within it is JSON. A schema without files is returned as the same object.
 */
export function formSchema(
  document: JsonObject,
  schema: Json | undefined,
  rules: ReadonlyMap<string, PartRule>,
): Json | undefined {
  const walk: Walk = { document, rules, entered: [], budget: { left: MOST_REFERENCES } };
  return schema === undefined ? undefined : mapForm(schema, walk, (part, inner) => withParts(part, inner));
}

type Replace = (schema: JsonObject, walk: Walk) => JsonObject;

/** Replaces a schema and its parts, also behind references. */
function mapForm(schema: Json, walk: Walk, replace: Replace): Json {
  if (!isObject(schema)) return schema;
  const { $ref: reference, ...others } = schema;
  if (typeof reference === "string") {
    walk.budget.left -= 1;
    const target = followReference(walk.document, reference);
    if (target === undefined || walk.budget.left < 0 || walk.entered.includes(reference)) return schema;
    const replaced = mapForm(target, { ...walk, entered: [...walk.entered, reference] }, replace);
    const rest = mapForm(others, walk, replace);
    if (replaced === target && rest === others) return schema;
    if (Object.keys(others).length === 0) return replaced;
    return { allOf: [replaced, rest] };
  }
  let changed = replace(schema, walk);
  for (const key of ["allOf", "anyOf", "oneOf"]) {
    const members = schema[key];
    if (!isList(members)) continue;
    const mapped = members.map((member) => mapForm(member, walk, replace));
    if (mapped.some((member, index) => member !== members[index])) changed = { ...changed, [key]: mapped };
  }
  return changed;
}

function withParts(schema: JsonObject, walk: Walk): JsonObject {
  const properties = Object.entries(objectMember(schema, "properties"));
  const replaced = properties.map(([name, property]) => [name, partSchema(property, walk.rules.get(name), walk)] as const);
  const isSame = replaced.every(([, part], index) => part === properties[index]?.[1]);
  const named = isSame ? schema : { ...schema, properties: Object.fromEntries(replaced) };
  const { additionalProperties: others = true } = schema;
  const part = partSchema(others, undefined, walk);
  return part === others ? named : { ...named, additionalProperties: part };
}

function partSchema(property: Json, rule: PartRule | undefined, walk: Walk): Json {
  const asFile: Replace = (schema) => (isBytes(schema, rule?.contentType) ? fileSchema(schema) : schema);
  let isMany = false;
  const content = mapForm(property, walk, (schema, inner) => {
    const items = schema["items"];
    if (items === undefined) return asFile(schema, inner);
    isMany = true;
    // Each member of a list is a part.
    const mapped = withHeaders(mapForm(items, inner, asFile), rule);
    return mapped === items ? schema : { ...schema, items: mapped };
  });
  return isMany ? content : withHeaders(content, rule);
}

function withHeaders(content: Json, rule: PartRule | undefined): Json {
  if (rule?.headers === undefined) return content;
  const part: JsonObject = { allOf: [content] };
  parts.set(part, rule.headers);
  return part;
}

/** A schema without a type is bytes if the media type says so: `image/png`, but not text or JSON. */
function isBytes(schema: JsonObject, contentType: string | undefined): boolean {
  if (schema["format"] === "binary") return true;
  if (schema["contentEncoding"] !== undefined || "enum" in schema || "const" in schema) return false;
  const types = typesOf(schema);
  const isText = types.includes("string") && types.every((type) => type === "string" || type === "null");
  const own = schema["contentMediaType"];
  if (typeof own === "string") return isText || types.length === 0;
  const isFormless = !["$ref", "allOf", "anyOf", "oneOf", "properties", "items"].some((key) => key in schema);
  return contentType !== undefined && isBytesType(contentType) && isFormless && (isText || types.length === 0);
}

function isBytesType(contentType: string): boolean {
  return contentType.split(",").every((type) => !/^\s*text\/|\b(?:json|xml|yaml)\b/i.test(type));
}

function typesOf(schema: JsonObject): readonly string[] {
  return typeof schema["type"] === "string" ? [schema["type"]] : stringsOf(schema["type"]);
}

const ANNOTATIONS = ["deprecated", "description", "nullable", "readOnly", "title"];

/** Tells a file from the other alternatives of a `oneOf`. */
const NO_FILE: Json = { type: ["array", "boolean", "null", "number", "string"] };

function fileSchema(schema: JsonObject): JsonObject {
  const kept = Object.entries(schema).filter(([key]) => ANNOTATIONS.includes(key));
  const file = { ...Object.fromEntries(kept), ...(typesOf(schema).includes("null") ? { nullable: true } : {}), not: NO_FILE };
  files.add(file);
  // Text can be a file's content too, if its media type is a text type.
  const { contentMediaType } = schema;
  return typeof contentMediaType === "string" && !isBytesType(contentMediaType) ? { anyOf: [file, { type: "string" }] } : file;
}
