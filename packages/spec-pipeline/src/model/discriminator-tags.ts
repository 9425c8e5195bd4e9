import { isList, isObject, member, objectMember, type Json, type JsonObject } from "../document/json.ts";
import { findPart, findProperties } from "./find-property.ts";
import { resolveObject, schemaNameOf } from "./reference.ts";

/** The facts that a discriminator gives about the variants of a union. */
export interface DiscriminatorTags {
  readonly property: string;
  /** The values that mean a variant: the values mapped to it. Without these, the values that it lists itself, or its name. */
  readonly valuesOf: (variant: Json) => readonly Json[];
  /** Whether the schema of a variant has its one value itself. */
  readonly isSaid: (variant: Json) => boolean;
}

/** Reads the discriminator of a union. Undefined if it has none. */
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
    // A variant without a name is not mapped. A variant with a constant names itself.
    if (typeof reference !== "string" || listed?.length === 1) return listed ?? [];
    const name = schemaNameOf(reference);
    const values = [reference, name ?? reference].flatMap((target) => mapped.get(target) ?? []).map(([value]) => value);
    if (values.length > 0) return [...new Set(values)];
    return listed ?? (name === undefined ? [] : [name]);
  };
  return { property, valuesOf, isSaid: (variant) => listedBy(variant)?.length === 1 };
}

/** The shortest list of values that a part of a variant has for its tag. Undefined if it has none. */
function ownValues(variant: JsonObject | undefined, property: string, document: JsonObject): readonly Json[] | undefined {
  if (!variant) return undefined;
  const listedIn = (described: Json | undefined): readonly Json[] | undefined => {
    const schema = resolveObject(document, described);
    const values = schema && "const" in schema ? [schema["const"] ?? null] : schema?.["enum"];
    return isList(values) ? values : undefined;
  };
  let fewest = findPart([variant], document, `values ${property}`, (part) =>
    listedIn(member(objectMember(part, "properties"), property)),
  );
  // No list is shorter than that of a constant.
  if (fewest === undefined || fewest.length === 1) return fewest;
  for (const described of findProperties([variant], property, document)) {
    const values = listedIn(described);
    if (values && values.length < fewest.length) fewest = values;
  }
  return fewest;
}
