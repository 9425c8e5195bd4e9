import {
  escapePointer,
  isList,
  isObject,
  pointerSegments,
  resolvePointer,
  type Json,
  type JsonObject,
} from "../document/json.ts";

/** The target of a reference within the document. Undefined if it leads nowhere or out of the document. */
export function followReference(document: JsonObject, reference: string): Json | undefined {
  return reference.startsWith("#/") ? resolvePointer(document, reference) : undefined;
}

/** The object itself, or the target of its `$ref` over any number of steps. Undefined if that is no object. */
export function resolveObject(document: JsonObject, value: Json | undefined): JsonObject | undefined {
  let node = value;
  const seen = new Set<string>();
  while (isObject(node) && typeof node["$ref"] === "string") {
    if (seen.has(node["$ref"])) return undefined;
    seen.add(node["$ref"]);
    node = followReference(document, node["$ref"]);
  }
  return isObject(node) ? node : undefined;
}

/** Name of the component schema that a reference means. Undefined for any other target. */
export function schemaNameOf(reference: string): string | undefined {
  const [section, kind, name, ...rest] = pointerSegments(reference);
  return reference.startsWith("#/") && section === "components" && kind === "schemas" && rest.length === 0 ? name : undefined;
}

export function schemaReference(name: string): string {
  return `#/components/schemas/${escapePointer(name)}`;
}

/** The objects of a list. Other entries are left out. */
export function objectsOf(value: Json | undefined): readonly JsonObject[] {
  return isList(value) ? value.filter(isObject) : [];
}

/** The strings of a list. Other entries are left out. */
export function stringsOf(value: Json | undefined): readonly string[] {
  return isList(value) ? value.filter((entry) => typeof entry === "string") : [];
}

/** JSON text that is independent of the order of keys. */
export function stableText(value: Json): string {
  return JSON.stringify(value, (_key, part: Json) =>
    isObject(part) ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1))) : part,
  );
}
