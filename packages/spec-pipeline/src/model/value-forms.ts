import { isList, isObject, objectMember, type Json, type JsonObject } from "../document/json.ts";
import { followReference, objectsOf, stringsOf } from "./reference.ts";

/** The possible forms of a value, as far as they change how it is written. */
export type ValueForm = "list" | "object" | "plain";

const ALL: ReadonlySet<ValueForm> = new Set(["list", "object", "plain"]);

/** The forms that a schema allows, through references, compositions and `null`. Every form if it says nothing. */
export function valueForms(document: JsonObject, schema: Json | undefined): ReadonlySet<ValueForm> {
  return formsOf(document, schema, []) ?? ALL;
}

/** Whether, by its schema, a list or an object may have a member that is a list or an object. */
export function hasInnerForms(document: JsonObject, schema: Json | undefined, inner: readonly ValueForm[]): boolean {
  return membersOf(document, schema, new Set()).some((member) => {
    const forms = formsOf(document, member, []);
    return forms !== undefined && inner.some((form) => forms.has(form));
  });
}

/** Undefined if the schema says nothing. */
function formsOf(document: JsonObject, schema: Json | undefined, entered: readonly string[]): ReadonlySet<ValueForm> | undefined {
  if (!isObject(schema)) return undefined;
  const reference = schema["$ref"];
  if (typeof reference === "string") {
    if (entered.includes(reference)) return undefined;
    const forms = formsOf(document, followReference(document, reference), [...entered, reference]);
    if (forms) return forms;
  }
  const types = typeof schema["type"] === "string" ? [schema["type"]] : stringsOf(schema["type"]);
  if (types.length > 0) return new Set(types.flatMap(formOfType));
  const values = "const" in schema ? [schema["const"] ?? null] : schema["enum"];
  if (isList(values)) return new Set(values.flatMap(formOfValue));
  // Every part must hold, so the first part with a statement is enough.
  for (const part of objectsOf(schema["allOf"])) {
    const forms = formsOf(document, part, entered);
    if (forms) return forms;
  }
  for (const key of ["oneOf", "anyOf"]) {
    const parts = objectsOf(schema[key]).map((part) => formsOf(document, part, entered));
    if (parts.length > 0) return parts.includes(undefined) ? undefined : new Set(parts.flatMap((forms) => [...(forms ?? [])]));
  }
  if ("items" in schema || "prefixItems" in schema) return new Set(["list"]);
  return "properties" in schema || "additionalProperties" in schema ? new Set(["object"]) : undefined;
}

function formOfType(type: string): ValueForm[] {
  if (type === "array") return ["list"];
  if (type === "object") return ["object"];
  return type === "null" ? [] : ["plain"];
}

function formOfValue(value: Json): ValueForm[] {
  if (value === null) return [];
  if (isList(value)) return ["list"];
  return isObject(value) ? ["object"] : ["plain"];
}

function membersOf(document: JsonObject, schema: Json | undefined, seen: Set<Json>): readonly Json[] {
  if (!isObject(schema) || seen.has(schema)) return [];
  seen.add(schema);
  const parts = ["allOf", "anyOf", "oneOf"].flatMap((key) => objectsOf(schema[key]));
  const reference = typeof schema["$ref"] === "string" ? [followReference(document, schema["$ref"]) ?? true] : [];
  return [
    ...Object.values(objectMember(schema, "properties")),
    ...["items", "additionalProperties"].flatMap((key) => schema[key] ?? []),
    ...[...parts, ...reference].flatMap((part) => membersOf(document, part, seen)),
  ];
}
