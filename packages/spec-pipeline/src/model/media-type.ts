import { escapePointer, isObject, objectMember, type Json, type JsonObject } from "../document/json.ts";
import { hasEndMark, readEvents, type EventShape } from "./event-shape.ts";
import { resolveObject } from "./reference.ts";

/** A schema and its place. The schema is undefined if the document has none. */
export interface SchemaPlace {
  readonly schema: Json | undefined;
  readonly pointer: string;
}

/** One media type of a body or a response. */
export interface MediaType extends SchemaPlace {
  /** In lower case and without parameters. */
  readonly type: string;
  /** The same with the parameters of the document: `application/json; version=1`. It is sent, and callers choose by it. */
  readonly fullType: string;
  /** As the document spells it. */
  readonly name: string;
  readonly kind: MediaKind;
  /** Schema of each item, where the document describes the body as a sequence. */
  readonly items: SchemaPlace | undefined;
  /** The possible events of an event stream. Empty for any other type. */
  readonly events: readonly EventShape[];
  /** Of an event stream, whether the document says that it ends with `data: [DONE]`. */
  readonly endMark: boolean;
  readonly definition: JsonObject;
  /** The place of the media type. `pointer` is the place of its schema. */
  readonly at: string;
}

/** How a body is read: decoded, event by event, or as it is. */
export type MediaKind = "json" | "events" | "lines" | "text" | "binary";

/** The media types of a body or response. `pointer`: its place. */
export function readContent(document: JsonObject, holder: JsonObject, pointer: string): readonly MediaType[] {
  return Object.entries(objectMember(holder, "content")).map(([name, entry]) => {
    const definition = resolveObject(document, entry) ?? {};
    const type = (name.split(";")[0] ?? "").trim().toLowerCase();
    const fullType = `${type}${parametersOf(name)}`;
    const at = `${pointer}/content/${escapePointer(name)}`;
    const kind = kindOf(type, definition["schema"], resolveObject(document, definition["schema"]));
    return {
      type,
      fullType,
      name,
      kind,
      items: itemsOf(document, definition, kind, at),
      events: kind === "events" ? readEvents(document, definition, at) : [],
      endMark: kind === "events" && hasEndMark(document, definition, at),
      definition,
      schema: definition["schema"],
      pointer: `${at}/schema`,
      at,
    };
  });
}

/** Each parameter of a media type, with what stands before it. */
const PARAMETER = /;\s*([\w!#$%&'*+.^`|~-]+)=("(?:[^"\\\r\n]|\\[\t -~])*"|[\w!#$%&'*+.^`|~-]+)(?=\s*(?:;|$))/g;

/**
 * The parameters as they are written. Of a body with parts they are left out: only its writer knows the boundary, and each part has a charset
 * of its own.
 */
function parametersOf(name: string): string {
  const isParts = /^\s*multipart\//i.test(name);
  const kept = [...name.matchAll(PARAMETER)].filter(([, key = ""]) => !isParts || !/^(?:boundary|charset)$/i.test(key));
  return kept.map(([written]) => written).join("");
}

/** A media type without its charset: the same content, so that a comparison takes them for one. */
export function withoutCharset(fullType: string): string {
  return fullType.replace(/;\s*charset=[^;]*/i, "");
}

/** Each line has the schema of an item, or the whole schema if that is no list. */
function itemsOf(document: JsonObject, definition: JsonObject, kind: MediaKind, at: string): SchemaPlace | undefined {
  if (definition["itemSchema"] !== undefined) return { schema: definition["itemSchema"], pointer: `${at}/itemSchema` };
  if (kind !== "lines") return undefined;
  const whole = resolveObject(document, definition["schema"]);
  if (whole?.["items"] !== undefined) return { schema: whole["items"], pointer: `${at}/schema/items` };
  // A string is the text of all lines.
  return { schema: whole?.["type"] === "string" ? undefined : definition["schema"], pointer: `${at}/schema` };
}

/** `resolved`: the schema behind its references. */
function kindOf(type: string, schema: Json | undefined, resolved: JsonObject | undefined): MediaKind {
  if (isLines(type)) return "lines";
  if (isAnyBytes(type, schema)) return "binary";
  // Frameworks describe text so, when they do not know how it is written.
  if (type === "*/*" && resolved?.["type"] === "string" && resolved["contentEncoding"] === undefined) return "text";
  if (isJson(type)) return "json";
  if (type === "text/event-stream") return "events";
  return isText(type) ? "text" : "binary";
}

/** A form whose fields are written as in a query. */
export function isFieldForm(type: string): boolean {
  return type === "application/x-www-form-urlencoded";
}

/** A form whose fields are parts, which may be files. */
export function isMultipart(type: string): boolean {
  return type === "multipart/form-data";
}

/** Keywords of OpenAPI 3.2 that describe parts by their order. */
const ORDERED = ["itemEncoding", "itemSchema", "prefixEncoding"];

/** Why a client cannot write the parts of a body: they have no names. Undefined if it can. */
export function unwritableParts({ type, definition }: Pick<MediaType, "definition" | "type">): string | undefined {
  if (!type.startsWith("multipart/")) return undefined;
  const keyword = ORDERED.find((key) => key in definition);
  if (keyword !== undefined) return `the parts of ${type} by ${keyword}`;
  return isMultipart(type) ? undefined : `the parts of ${type}, for whose names there is no one form`;
}

/** Whether a media type with JSON in its range stands for bytes: it allows any type, or the schema says that the value is bytes. */
function isAnyBytes(type: string, schema: Json | undefined): boolean {
  if (!isObject(schema)) return schema === undefined && type.includes("*");
  const isUntyped = "contentMediaType" in schema && !("type" in schema) && !("contentEncoding" in schema);
  return isUntyped || (type.includes("*") && (schema["format"] === "binary" || "contentMediaType" in schema));
}

function isJson(type: string): boolean {
  return (
    type === "application/json" || type.endsWith("+json") || type === "text/json" || type === "*/*" || type === "application/*"
  );
}

function isLines(type: string): boolean {
  return /^application\/(?:x-)?(?:jsonl|json-?lines|json-seq|ndjson|stream\+json)$/.test(type) || type.endsWith("+json-seq");
}

function isText(type: string): boolean {
  return type.startsWith("text/") || type === "application/xml" || type.endsWith("+xml") || type === "application/yaml";
}
