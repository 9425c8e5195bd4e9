import { isList, isObject, objectMember, stringMember, type Json, type JsonObject } from "../document/json.ts";
import { findProperties, findProperty } from "./find-property.ts";
import { resolveObject } from "./reference.ts";

/** One kind of event. */
export interface EventShape {
  /** Undefined where any name may come. */
  readonly name: string | undefined;
  /** Of its data, as a client hands it out. */
  readonly schema: Json | undefined;
  /** Whether its data is text as it is, and no JSON. */
  readonly isText: boolean;
  readonly pointer: string;
}

/**
 * Reads the events of a `text/event-stream`. OpenAPI 3.2 describes the stream by `itemSchema`. Its items have `event`, a constant, and
 * `data`, a string whose `contentSchema` is the schema of the JSON in it. Without `itemSchema`, an array's `items` take its place, and
 * without these the schema itself. An object or a union is usually the data of each event. It is the event itself if it has `event` beside
 * `data`. Data that is a string without a content of its own is text. The result has at least one shape: a stream without a description
 * may bring any event.
 */
export function readEvents(document: JsonObject, media: JsonObject, pointer: string): readonly EventShape[] {
  const unknown: EventShape = { name: undefined, schema: undefined, isText: false, pointer };
  const { schema, at } = itemOf(document, media, pointer);
  const isItem = media["itemSchema"] !== undefined;
  const all = variantsOf(document, schema, at);
  const variants = all.filter((variant) => !isDone(document, variant));
  if (variants.some((variant) => isEvent(document, variant, isItem)))
    return variants.map((variant) => eventOf(document, variant));
  if (variants.length === 0) return [unknown];
  const data = variants.length === all.length ? [{ schema, at }] : variants;
  return data.map((each) => ({ name: undefined, schema: each.schema, isText: false, pointer: each.at }));
}

/** Whether the document says of a `text/event-stream` that it ends with the mark `data: [DONE]`. */
export function hasEndMark(document: JsonObject, media: JsonObject, pointer: string): boolean {
  const { schema, at } = itemOf(document, media, pointer);
  return variantsOf(document, schema, at).some((variant) => isDone(document, variant));
}

/** A schema without variants, or a variant of one. */
interface Variant {
  /** As it is written, which may be a reference. */
  readonly schema: Json | undefined;
  readonly node: JsonObject;
  /** The same, and those that it is a variant of, from the inside out. */
  readonly nodes: readonly JsonObject[];
  readonly at: string;
}

/** The schemas that describe one event. */
function itemOf(
  document: JsonObject,
  media: JsonObject,
  pointer: string,
): { readonly schema: Json | undefined; readonly at: string } {
  if (media["itemSchema"] !== undefined) return { schema: media["itemSchema"], at: `${pointer}/itemSchema` };
  const whole = resolveObject(document, media["schema"]);
  if (whole?.["items"] !== undefined) return { schema: whole["items"], at: `${pointer}/schema/items` };
  // A string is the text of the stream.
  const isText = whole?.["type"] === "string";
  return { schema: isText ? undefined : media["schema"], at: `${pointer}/schema` };
}

/** The variants of a union, also of unions in it. Any other schema stands for itself. Empty if the schema has no information. */
export function variantsOf(
  document: JsonObject,
  schema: Json | undefined,
  at: string,
  around: readonly JsonObject[] = [],
  seen: Set<JsonObject> = new Set(),
): readonly Variant[] {
  const node = resolveObject(document, schema);
  if (!node || seen.has(node) || Object.keys(node).length === 0) return [];
  seen.add(node);
  const nodes = [node, ...around];
  for (const key of ["oneOf", "anyOf"]) {
    const variants = node[key];
    if (isList(variants))
      return variants.flatMap((each, index) => variantsOf(document, each, `${at}/${key}/${index}`, nodes, seen));
  }
  return [{ schema, node, nodes, at }];
}

function propertyOf(document: JsonObject, { nodes }: Variant, name: string): JsonObject | undefined {
  return resolveObject(document, findProperty(nodes, name, document));
}

/** What OpenAPI 3.2 has an event consist of. */
const EVENT_FIELDS: readonly string[] = ["comment", "data", "event", "id", "retry"];

/** Whether a schema describes an event, and not only its data. `isItem`: it stands where OpenAPI says that it does. */
function isEvent(document: JsonObject, variant: Variant, isItem: boolean): boolean {
  const data = propertyOf(document, variant, "data");
  const names = variant.nodes.flatMap((node) => Object.keys(objectMember(node, "properties")));
  const isOfFields = isItem && data !== undefined && names.every((name) => EVENT_FIELDS.includes(name));
  return isOfFields || nameOf(document, variant) !== undefined || hasContent(data);
}

function hasContent(data: JsonObject | undefined): boolean {
  return isObject(data?.["contentSchema"]) || typeof data?.["contentSchema"] === "boolean";
}

function nameOf(document: JsonObject, variant: Variant): string | undefined {
  const event = propertyOf(document, variant, "event") ?? {};
  const values = isList(event["enum"]) ? event["enum"] : [];
  const only = values.length === 1 && typeof values[0] === "string" ? values[0] : undefined;
  return stringMember(event, "const") ?? only;
}

/** The end mark, `data: [DONE]`, is not an event. The runtime recognises it. A document describes it as an event, or as its data. */
function isDone(document: JsonObject, variant: Variant): boolean {
  const data = propertyOf(document, variant, "data");
  return [variant.node, data].some((each) => {
    const values = isList(each?.["enum"]) ? each["enum"] : [each?.["const"]];
    return values.length === 1 && values[0] === "[DONE]";
  });
}

function eventOf(document: JsonObject, variant: Variant): EventShape {
  const given = [...findProperties(variant.nodes, "data", document)];
  const all = given.map((each) => resolveObject(document, each)).filter((data) => data !== undefined);
  const content = all.find(hasContent);
  const name = nameOf(document, variant);
  const named = { name, pointer: variant.at };
  if (content) return { ...named, schema: content["contentSchema"], isText: false };
  const isString = all.some((data) => data["type"] === "string");
  const isJson = all.some((data) => /json/i.test(stringMember(data, "contentMediaType") ?? ""));
  if (isString && isJson) return { ...named, schema: undefined, isText: false };
  // What a variant says beside the type, such as its format, is said of text.
  const text = all.find((data) => data["type"] === "string");
  return { ...named, schema: isString ? text : given[0], isText: isString };
}
