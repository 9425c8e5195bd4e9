import { isObject, objectMember, stringMember, type Json, type JsonObject } from "../document/json.ts";
import { findProperty } from "./find-property.ts";
import type { PartRule } from "./form-schema.ts";
import { isMultipart, type MediaType } from "./media-type.ts";
import { resolveObject } from "./reference.ts";
import { valueForms } from "./value-forms.ts";
import { explodesByDefault, isJsonType, unwritable, valueStyle, type AskedStyle, type ValueStyle } from "./value-style.ts";

/** How a client writes a field of a form. */
export interface FieldStyle extends ValueStyle {
  /** Headers of its part that have one value. If a caller may give others, the list exists, even if it is empty. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** The statements of a form's media type about one property. */
export interface FormField {
  readonly name: string;
  /** Set if it is not the default. */
  readonly writing: FieldStyle;
  readonly part: PartRule;
  /** The reason why a value cannot be written as described. Undefined if it can. */
  readonly unwritable: string | undefined;
}

/** The properties of a form that the document describes by `encoding` or `contentMediaType`, beside their schema. */
export function readFormFields(document: JsonObject, media: MediaType): readonly FormField[] {
  const encodings = objectMember(media.definition, "encoding");
  const schema = isObject(media.schema) ? media.schema : {};
  return [...new Set([...Object.keys(encodings), ...propertyNames(document, schema)])].flatMap((name) => {
    const encoding = resolveObject(document, encodings[name]);
    const property = findProperty([schema], name, document);
    const field = fieldOf(document, media, name, property, encoding ?? {});
    return encoding === undefined && Object.keys(field.writing).length === 0 ? [] : [field];
  });
}

/** The properties of a schema and of the parts of its `allOf`. */
function propertyNames(document: JsonObject, schema: JsonObject): readonly string[] {
  const names: string[] = [];
  const queue: (JsonObject | undefined)[] = [schema];
  for (const part of queue) {
    const resolved = resolveObject(document, part);
    if (!resolved || queue.length > 100) continue;
    names.push(...Object.keys(objectMember(resolved, "properties")));
    if (Array.isArray(resolved["allOf"])) queue.push(...resolved["allOf"].filter(isObject));
  }
  return names;
}

function fieldOf(
  document: JsonObject,
  { type, at }: MediaType,
  name: string,
  property: Json | undefined,
  encoding: JsonObject,
): FormField {
  const contentType = stringMember(encoding, "contentType") ?? mediaTypeOf(document, property);
  const headers = isMultipart(type) ? headersOf(document, encoding) : [];
  const given = headers.filter(({ value }) => value === undefined);
  const part = { contentType, headers: headers.length === 0 ? undefined : given };
  // OpenAPI 3.0 has no styles for forms with parts.
  const isStyled =
    ["style", "explode", "allowReserved"].some((key) => key in encoding) &&
    !(isMultipart(type) && stringMember(document, "openapi")?.startsWith("3.0"));
  const fixed = headers.flatMap(({ name: header, value }) => (value === undefined ? [] : [[header, value] as const]));
  const ofPart = headers.length === 0 ? {} : { headers: Object.fromEntries(fixed) };
  if (!isStyled) {
    const writing = { ...documentStyle(document, type, property, contentType), ...ofPart };
    return { name, part, unwritable: formless(document, property, contentType, encoding), writing };
  }
  const style = stringMember(encoding, "style") ?? "form";
  const explode = encoding["explode"];
  const asked: AskedStyle = {
    style,
    explode: typeof explode === "boolean" ? explode : explodesByDefault(style),
    allowReserved: encoding["allowReserved"] === true && !isMultipart(type),
    content: undefined,
    schema: property,
    pointer: `${at}/encoding`,
  };
  const writing = valueStyle(document, "query", asked);
  // Without a style, an object is JSON.
  const isSpread = writing.style === undefined && valueForms(document, property).has("object");
  return {
    name,
    part,
    unwritable: unwritable(document, "query", asked),
    writing: { ...writing, ...(isSpread ? { style: "form" } : {}), ...ofPart },
  };
}

/** Why a field cannot be written as a document of its own: an object has a form in JSON alone. */
function formless(
  document: JsonObject,
  property: Json | undefined,
  contentType: string | undefined,
  encoding: JsonObject,
): string | undefined {
  const inner = ["encoding", "prefixEncoding", "itemEncoding"].find((key) => key in encoding);
  if (inner !== undefined) return `${inner} within its encoding, which is not written`;
  if (contentType === undefined || contentType.includes("*") || isJsonType(contentType)) return undefined;
  const items = resolveObject(document, property)?.["items"];
  const isObjectOnly = [property, items].some((schema) => {
    const forms = schema === undefined ? [] : [...valueForms(document, schema)];
    return forms.length === 1 && forms[0] === "object";
  });
  return isObjectOnly ? `the type ${contentType}, which has no form for an object: a call that gives one is refused` : undefined;
}

/** A part with one media type has it, unless it is the default. */
function documentStyle(
  document: JsonObject,
  type: string,
  property: Json | undefined,
  contentType: string | undefined,
): ValueStyle {
  if (contentType === undefined || contentType === "*/*") return {};
  const forms = valueForms(document, property);
  const isList = forms.has("list") && forms.size === 1;
  if (isJsonType(contentType)) {
    const isDefault = contentType === "application/json" && forms.has("object") && forms.size === 1;
    return isDefault ? {} : { contentType };
  }
  // In a form of fields, a value of another type is text, as it is without a type. An object there is not, and is refused.
  const isObjectOnly = forms.has("object") && forms.size === 1;
  const isWritten = isObjectOnly || (isMultipart(type) && (contentType !== "text/plain" || isList));
  return isWritten ? { contentType } : {};
}

function mediaTypeOf(document: JsonObject, property: Json | undefined): string | undefined {
  const schema = resolveObject(document, property);
  const described = resolveObject(document, schema?.["items"]) ?? schema;
  return described?.["contentEncoding"] === undefined ? stringMember(described, "contentMediaType") : undefined;
}

interface Header {
  readonly name: string;
  readonly required: boolean;
  /** The only value that it may have. */
  readonly value: string | undefined;
}

function headersOf(document: JsonObject, encoding: JsonObject): readonly Header[] {
  return Object.entries(objectMember(encoding, "headers")).flatMap(([name, entry]) => {
    // OpenAPI describes the type of a part elsewhere. Its disposition belongs to the form.
    if (/^content-(?:type|disposition)$/i.test(name)) return [];
    const header = resolveObject(document, entry);
    const schema = resolveObject(document, header?.["schema"]);
    const values = schema && "const" in schema ? [schema["const"]] : schema?.["enum"];
    const [value, ...others] = Array.isArray(values) ? (values as readonly Json[]) : [];
    const isFixed = others.length === 0 && (typeof value === "string" || typeof value === "number");
    return [{ name, required: header?.["required"] === true, value: isFixed ? String(value) : undefined }];
  });
}
