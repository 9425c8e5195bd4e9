import { isList, isObject, type Json, type JsonObject } from "../document/json.ts";
import type { Direction } from "./direction.ts";
import { stringsOf } from "./reference.ts";

/** The types that a schema allows by its `type`. Empty if it names none. An enum value of another type adds its own. */
export function allowedTypes(schema: JsonObject): readonly string[] {
  const declared = typeof schema["type"] === "string" ? [schema["type"]] : stringsOf(schema["type"]);
  const values = isList(schema["enum"]) ? schema["enum"] : [];
  if (declared.length === 0) return declared;
  const added = values.flatMap((value) =>
    value === null || declared.some((type) => isOfType(value, type)) ? [] : [typeOfValue(value)],
  );
  return [...new Set([...declared, ...added])];
}

export interface EnumValues {
  readonly values: readonly Json[];
  /** Whether other values may come: a vendor may later add values that are read. */
  readonly isOpen: boolean;
}

/** The values of an enum in a direction. A single value is a constant and stays closed, also with null beside it. */
export function enumValues(listed: readonly Json[], types: readonly string[], direction: Direction): EnumValues {
  const others = listed.filter((value) => value !== null);
  // A null that the type forbids is left out, unless it is the only value.
  const isNullable = types.length === 0 || types.includes("null") || others.length === 0;
  const values = isNullable ? listed : others;
  const withNull = types.includes("null") && direction === "output" && !values.includes(null) ? [...values, null] : values;
  return { values: withNull, isOpen: direction === "output" && isOpen(others) };
}

/** Whether there are several values other than null. Then there may be more of them. */
export function isOpen(values: readonly Json[]): boolean {
  return values.filter((value) => value !== null).length > 1 && values.some((value) => typeof value === "string");
}

export function isOfType(value: Json, type: string): boolean {
  switch (type) {
    case "null":
      return value === null;
    case "array":
      return isList(value);
    case "object":
      return isObject(value);
    case "integer":
      return Number.isInteger(value);
    case "boolean":
    case "number":
    case "string":
      return typeof value === type;
    default:
      // A type that JSON does not have allows any value.
      return true;
  }
}

function typeOfValue(value: Json): string {
  if (isList(value)) return "array";
  return value === null ? "null" : typeof value;
}
