import { isObject, type Json, type JsonObject } from "../document/json.ts";
import type { Direction } from "./direction.ts";
import { followReference, objectsOf } from "./reference.ts";

/**
 * Finds the properties that a direction does not have: the server writes `readOnly` ones, and never returns `writeOnly` ones. The keyword
 * counts in the property's schema, behind its reference, in a part of its `allOf`, or in all of its alternatives other than null.
 */
export function hiddenProperties(document: JsonObject, direction: Direction): (property: Json) => boolean {
  const keyword = direction === "input" ? "readOnly" : "writeOnly";
  /** Schemas that are not hidden. A schema that many others refer to is checked once. */
  const shown = new WeakSet<JsonObject>();
  const isHidden = (property: Json, open: ReadonlySet<JsonObject>): boolean => {
    const seen = new Set<JsonObject>();
    const queue: Json[] = [property];
    for (let part = queue.pop(); part !== undefined; part = queue.pop()) {
      if (!isObject(part) || seen.has(part) || shown.has(part) || open.has(part)) continue;
      seen.add(part);
      if (part[keyword] === true) return true;
      if (typeof part["$ref"] === "string") queue.push(followReference(document, part["$ref"]) ?? true);
      queue.push(...objectsOf(part["allOf"]));
      for (const key of ["anyOf", "oneOf"]) {
        const variants = objectsOf(part[key]).filter((variant) => variant["type"] !== "null");
        const within = new Set([...open, ...seen]);
        if (variants.length > 0 && variants.every((variant) => isHidden(variant, within))) return true;
      }
    }
    if (open.size === 0) for (const part of seen) shown.add(part);
    return false;
  };
  return (property) => isHidden(property, new Set());
}
