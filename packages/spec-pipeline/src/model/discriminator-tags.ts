import { isList, isObject, objectMember, type Json, type JsonObject } from "../document/json.ts";
import { findProperties } from "./find-property.ts";
import { resolveObject, schemaNameOf } from "./reference.ts";

/** What a discriminator says of the variants of a union. */
export interface DiscriminatorTags {
  readonly property: string;
  /** The values that mean a variant: those mapped to it, else those that it lists itself, else its name. */
  readonly valuesOf: (variant: Json) => readonly Json[];
  /** Whether the schema of a variant says by itself, with one value, what it is. */
  readonly isSaid: (variant: Json) => boolean;
}

/** Reads the discriminator of a union; undefined where it has none. */
export function discriminatorTags(schema: JsonObject, document: JsonObject): DiscriminatorTags | undefined {
  const discriminator = objectMember(schema, "discriminator");
  const property = discriminator["propertyName"];
  if (typeof property !== "string") return undefined;
  const mapped = Map.groupBy(Object.entries(objectMember(discriminator, "mapping")), ([, target]) => target);
  const listedBy = (variant: Json): readonly Json[] | undefined =>
    ownValues(resolveObject(document, variant), property, document);
  const valuesOf = (variant: Json): readonly Json[] => {
    const listed = listedBy(variant);
    const reference = isObject(variant) ? variant["$ref"] : undefined;
    // A variant without a name is not mapped, and one with a constant says itself what it is.
    if (typeof reference !== "string" || listed?.length === 1) return listed ?? [];
    const name = schemaNameOf(reference);
    const values = [reference, name ?? reference].flatMap((target) => mapped.get(target) ?? []).map(([value]) => value);
    if (values.length > 0) return [...new Set(values)];
    return listed ?? (name === undefined ? [] : [name]);
  };
  return { property, valuesOf, isSaid: (variant) => listedBy(variant)?.length === 1 };
}

/** The fewest values that a part of a variant lists for its tag; undefined where it lists none. */
function ownValues(variant: JsonObject | undefined, property: string, document: JsonObject): readonly Json[] | undefined {
  let fewest: readonly Json[] | undefined;
  for (const described of variant ? findProperties([variant], property, document) : []) {
    const schema = resolveObject(document, described);
    const values = schema && "const" in schema ? [schema["const"] ?? null] : schema?.["enum"];
    if (isList(values) && values.length < (fewest?.length ?? Infinity)) fewest = values;
  }
  return fewest;
}
