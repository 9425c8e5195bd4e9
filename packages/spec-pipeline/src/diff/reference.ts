import { isList, isObject, type Json } from "../document/json.ts";
import { schemaNameOf } from "../model/reference.ts";

/** Keywords that only describe a value. */
export const TEXTS: ReadonlySet<string> = new Set([
  "title",
  "description",
  "example",
  "examples",
  "externalDocs",
  "xml",
  "readOnly",
  "writeOnly",
]);

const FLAGS: ReadonlySet<string> = new Set(["readOnly", "writeOnly", "deprecated", "nullable"]);

/** Whether a keyword adds no description: a comment between authors, or a statement that holds anyway. */
export function describesNothing(key: string, value: Json): boolean {
  return (
    key === "$comment" || key.startsWith("x-") || (FLAGS.has(key) && value === false) || (key === "default" && value === null)
  );
}

/** Keywords that restrict no value. */
export function isAnnotation(key: string): boolean {
  return TEXTS.has(key) || key === "default" || key === "deprecated";
}

/** A schema that is only a component, perhaps or null, perhaps with another description. */
export interface Reference {
  readonly reference: string;
  readonly nullable: boolean;
  /** The description at the place of use. */
  readonly keywords: ReadonlyMap<string, readonly Json[]>;
}

/**
 * The component that a schema stands for: `$ref`, `allOf: [$ref]`, `anyOf: [$ref, null]`. Undefined for any other schema. `also`: further
 * schemas that hold at the same place.
 */
export function referenceOf({
  schema,
  also = [],
}: {
  readonly schema: Json | undefined;
  readonly also?: readonly unknown[] | undefined;
}): Reference | undefined {
  if (!isObject(schema) || also.length > 0) return undefined;
  const keywords = new Map<string, readonly Json[]>();
  const structure: [string, Json][] = [];
  for (const [key, value] of Object.entries(schema)) {
    if (describesNothing(key, value)) continue;
    if (isAnnotation(key)) keywords.set(key, [value]);
    else if (key !== "nullable" && key !== "discriminator") structure.push([key, value]);
  }
  const [only, ...others] = structure;
  if (only === undefined || others.length > 0) return undefined;
  const inner = innerReference(only[0], only[1]);
  return inner && { ...inner, nullable: inner.nullable || schema["nullable"] === true, keywords };
}

function innerReference(key: string, value: Json): Pick<Reference, "reference" | "nullable"> | undefined {
  if (key === "$ref")
    return typeof value === "string" && schemaNameOf(value) !== undefined ? { reference: value, nullable: false } : undefined;
  if (!isList(value) || !["allOf", "anyOf", "oneOf"].includes(key)) return undefined;
  const members = key === "allOf" ? value : value.filter((part) => !(isObject(part) && part["type"] === "null"));
  const [only, ...others] = members;
  const inner = only === undefined || others.length > 0 ? undefined : referenceOf({ schema: only });
  return inner && { reference: inner.reference, nullable: inner.nullable || members.length < value.length };
}
