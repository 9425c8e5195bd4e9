import { isList, isObject, objectMember, stringMember, type Json, type JsonObject } from "../document/json.ts";
import { resolveObject } from "./reference.ts";

/** One kind of event: its name, undefined where any name may come, and the schema of its data where that is JSON. */
export interface EventShape {
  readonly name: string | undefined;
  readonly schema: Json | undefined;
  readonly pointer: string;
}

/**
 * Reads the events of a `text/event-stream`, described as OpenAPI 3.2 does: the stream is a list whose items have `event`, a constant, and
 * `data`, a string whose `contentSchema` is the schema of the JSON in it. OpenAPI 3.1 has no `itemSchema`, so an array's `items` stand for it.
 * At least one comes out: a stream that says nothing may bring any event.
 */
export function readEvents(document: JsonObject, media: JsonObject, pointer: string): readonly EventShape[] {
  const item = media["itemSchema"] ?? resolveObject(document, media["schema"])?.["items"];
  const schema = resolveObject(document, item);
  const at = media["itemSchema"] === undefined ? `${pointer}/schema/items` : `${pointer}/itemSchema`;
  const events = (schema ? variantsOf(schema) : []).flatMap(([step, variant]) => {
    const resolved = resolveObject(document, variant);
    return resolved ? [eventOf(document, resolved, `${at}${step}`)] : [];
  });
  return events.length > 0 ? events : [{ name: undefined, schema: undefined, pointer }];
}

/** Each variant with its step from the schema: `/oneOf/0`. */
function variantsOf(schema: JsonObject): readonly (readonly [step: string, variant: Json])[] {
  for (const key of ["oneOf", "anyOf"]) {
    const variants = schema[key];
    if (isList(variants)) return variants.map((variant, index) => [`/${key}/${index}`, variant]);
  }
  return [["", schema]];
}

function eventOf(document: JsonObject, variant: JsonObject, pointer: string): EventShape {
  const properties = objectMember(variant, "properties");
  const event = resolveObject(document, properties["event"]) ?? {};
  const data = resolveObject(document, properties["data"]) ?? {};
  const values = isList(event["enum"]) ? event["enum"] : [];
  const name = stringMember(event, "const") ?? (values.length === 1 && typeof values[0] === "string" ? values[0] : undefined);
  const schema =
    isObject(data["contentSchema"]) || typeof data["contentSchema"] === "boolean" ? data["contentSchema"] : undefined;
  return { name, schema, pointer };
}
