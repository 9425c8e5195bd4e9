import { isEqual, member, shorten, type Json, type JsonObject } from "../document/json.ts";
import type { Direction } from "../model/direction.ts";
import { schemaNameOf } from "../model/reference.ts";
import { normalForm } from "./normal-form.ts";
import type { SchemaFacts, SchemaPlace } from "./schema-facts.ts";

/** Joins `data` and `[].count` to `data[].count`. */
export function joinFields(step: string, field: string): string {
  if (step === "" || field === "") return `${step}${field}`;
  return field.startsWith("[") ? `${step}${field}` : `${step}.${field}`;
}

/** Types of the first list that the second one does not have. An integer is a number. */
export function missingTypes(types: ReadonlySet<string> | undefined, others: ReadonlySet<string> | undefined): readonly string[] {
  if (others === undefined) return [];
  const all = types ?? new Set(["string", "number", "boolean", "null", "array", "object"]);
  return [...all].filter((type) => !others.has(type) && !(type === "integer" && others.has("number")));
}

export function typesText(types: ReadonlySet<string> | undefined): string {
  if (types?.size === 0) return "none";
  return types === undefined ? "any" : [...types].toSorted().join(" | ");
}

export function valuesText(values: readonly Json[] | undefined): string {
  const texts = (values ?? []).map((value) => shorten(value));
  return texts.length > 8 ? `${texts.slice(0, 8).join(", ")} and ${texts.length - 8} more` : texts.join(", ");
}

export function without(values: readonly Json[], others: readonly Json[]): readonly Json[] {
  return values.filter((value) => !others.some((other) => isEqual(value, other)));
}

/** The rule by which responses are typed: see `canonical-schema.ts`. */
export function isOpenEnum(values: readonly Json[]): boolean {
  return values.length > 1 && values.some((value) => typeof value === "string");
}

export function variantText({ source, types }: SchemaFacts): string {
  const reference = member(source.schema, "$ref");
  const name = typeof reference === "string" ? schemaNameOf(reference) : undefined;
  return name ?? `of type ${typesText(types)}`;
}

/** The inner parts of an object and a list cannot be compared. */
export function areDisjoint(types: ReadonlySet<string> | undefined, others: ReadonlySet<string> | undefined): boolean {
  if (types === undefined || others === undefined) return false;
  return ![...types].some(
    (type) =>
      type !== "null" &&
      (others.has(type) || (type === "integer" && others.has("number")) || (type === "number" && others.has("integer"))),
  );
}

/** The only value that a schema allows. */
export function constantOf(document: JsonObject, place: SchemaPlace, direction: Direction): Json | undefined {
  const [[only, ...others] = []] = normalForm(document, place, direction).alternatives.values();
  return others.length === 0 && only?.values?.length === 1 ? only.values[0] : undefined;
}

/** The constants that tell a variant from the others, as text. */
export function tagText(document: JsonObject, facts: SchemaFacts, direction: Direction): string | undefined {
  const tags = [...facts.properties].flatMap(([name, property]) => {
    const value = constantOf(document, property, direction);
    return value === undefined ? [] : [`${name}=${JSON.stringify(value)}`];
  });
  return tags.length > 0 ? tags.toSorted().join(" ") : undefined;
}
