import { isList, isObject, objectMember, stringMember, type Json, type JsonObject } from "../document/json.ts";
import { resolveObject } from "./reference.ts";

/** One kind of event: its name, and the schema of its data if that is JSON. The name is undefined if any name may come. */
export interface EventShape {
  readonly name: string | undefined;
  readonly schema: Json | undefined;
  readonly pointer: string;
}

/**
 * Reads the events of a `text/event-stream`. OpenAPI 3.2 describes the stream by `itemSchema`. Its items have `event`, a constant, and
 * `data`, a string whose `contentSchema` is the schema of the JSON in it. Without `itemSchema`, an array's `items` take its place, and
 * without these the schema itself. An object or a union is usually the data of each event. It is the event itself if it has `event` beside
 * `data`. The result has at least one shape: a stream without a description may bring any event.
 */
export function readEvents(document: JsonObject, media: JsonObject, pointer: string): readonly EventShape[] {
  const unknown: EventShape = { name: undefined, schema: undefined, pointer };
  const { schema, at } = itemOf(document, media, pointer);
  const all = variantsOf(document, schema, at);
  const variants = all.filter(({ node }) => !isDone(document, node));
  if (variants.some(({ node }) => isEvent(document, node)))
    return variants.map(({ node, at: variantAt }) => eventOf(document, node, variantAt));
  if (variants.length === 0) return [unknown];
  const data = variants.length === all.length ? [{ schema, at }] : variants;
  return data.map((each) => ({ name: undefined, schema: each.schema, pointer: each.at }));
}

/** Whether the document says of a `text/event-stream` that it ends with the mark `data: [DONE]`. */
export function hasEndMark(document: JsonObject, media: JsonObject, pointer: string): boolean {
  const { schema, at } = itemOf(document, media, pointer);
  return variantsOf(document, schema, at).some(({ node }) => isDone(document, node));
}

/** A schema without variants, or a variant of one. */
interface Variant {
  /** As it is written, which may be a reference. */
  readonly schema: Json | undefined;
  readonly node: JsonObject;
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
  seen: Set<JsonObject> = new Set(),
): readonly Variant[] {
  const node = resolveObject(document, schema);
  if (!node || seen.has(node) || Object.keys(node).length === 0) return [];
  seen.add(node);
  for (const key of ["oneOf", "anyOf"]) {
    const variants = node[key];
    if (isList(variants)) return variants.flatMap((each, index) => variantsOf(document, each, `${at}/${key}/${index}`, seen));
  }
  return [{ schema, node, at }];
}

/** Whether a schema describes an event, and not only its data. */
function isEvent(document: JsonObject, node: JsonObject): boolean {
  const { data } = objectMember(node, "properties");
  return nameOf(document, node) !== undefined || hasContent(resolveObject(document, data));
}

function hasContent(data: JsonObject | undefined): boolean {
  return isObject(data?.["contentSchema"]) || typeof data?.["contentSchema"] === "boolean";
}

function nameOf(document: JsonObject, node: JsonObject): string | undefined {
  const properties = objectMember(node, "properties");
  const event = resolveObject(document, properties["event"]) ?? {};
  const values = isList(event["enum"]) ? event["enum"] : [];
  const only = values.length === 1 && typeof values[0] === "string" ? values[0] : undefined;
  return properties["data"] === undefined && properties["event"] === undefined
    ? undefined
    : (stringMember(event, "const") ?? only);
}

/** The end mark, `data: [DONE]`, is not an event. The runtime recognises it. A document describes it as an event, or as its data. */
function isDone(document: JsonObject, node: JsonObject): boolean {
  const data = resolveObject(document, objectMember(node, "properties")["data"]);
  return [node, data].some((each) => {
    const values = isList(each?.["enum"]) ? each["enum"] : [each?.["const"]];
    return values.length === 1 && values[0] === "[DONE]";
  });
}

function eventOf(document: JsonObject, node: JsonObject, pointer: string): EventShape {
  const given = objectMember(node, "properties")["data"];
  const data = resolveObject(document, given);
  const isText = data?.["type"] === "string";
  const schema = hasContent(data) ? data?.["contentSchema"] : isText ? undefined : given;
  return { name: nameOf(document, node), schema, pointer };
}
