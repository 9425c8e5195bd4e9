import { escapePointer, isObject, isList, member, pointerSegments, type Json, type JsonObject } from "./json.ts";

/** No document needs more steps. The limit ends references that lead round in a circle. */
const MAX_REFERENCES = 100;

/**
 * The final pointer of a reference. `#/paths/~1pets/get/…/schema/items/oneOf/0` passes through the `$ref` of `items`, and may end at
 * another reference. Undefined where it leads nowhere.
 */
export function pointThroughReferences(document: JsonObject, reference: string): string | undefined {
  let value: Json | undefined = document;
  let pointer = "#";
  let left = pointerSegments(reference);
  for (let followed = reference.startsWith("#/") ? 0 : MAX_REFERENCES; followed < MAX_REFERENCES;) {
    const [segment, ...rest] = left;
    const target: Json | undefined = isObject(value) ? value["$ref"] : undefined;
    if (typeof target === "string" && (segment === undefined || member(value, segment) === undefined)) {
      if (!target.startsWith("#/")) return undefined;
      followed += 1;
      value = document;
      pointer = "#";
      left = [...pointerSegments(target), ...left];
      continue;
    }
    if (segment === undefined) return pointer;
    value = isList(value) ? value[/^\d+$/.test(segment) ? Number(segment) : -1] : member(value, segment);
    if (value === undefined) return undefined;
    pointer = `${pointer}/${escapePointer(segment)}`;
    left = rest;
  }
  return undefined;
}
