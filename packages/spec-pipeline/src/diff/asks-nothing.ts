import { isList, isObject, type Json, type JsonObject } from "../document/json.ts";
import { plainPattern } from "../document/plain-pattern.ts";

/** Whether a schema accepts every value. */
export function isAnything(schema: Json | undefined): boolean {
  return schema === undefined || schema === true || (isObject(schema) && Object.keys(schema).length === 0);
}

/** Whether a keyword restricts no value at its place. `beside`: the schema that has the keyword. */
export function asksNothing(key: string, value: Json, beside: JsonObject): boolean {
  switch (key) {
    case "minLength":
    case "minItems":
    case "minProperties":
      return value === 0;
    case "pattern":
      return typeof value === "string" && plainPattern(value) === "";
    case "uniqueItems":
    case "not":
      return value === false;
    case "unevaluatedItems":
    case "unevaluatedProperties":
      return isAnything(value);
    case "propertyNames":
      return isAnything(value) || (isObject(value) && value["type"] === "string" && Object.keys(value).length === 1);
    case "patternProperties":
    case "dependentRequired":
    case "dependentSchemas":
      return isObject(value) && Object.values(value).every((part) => (isList(part) ? part.length === 0 : isNothing(key, part)));
    case "contains":
      return beside["minContains"] === 0 && beside["maxContains"] === undefined;
    case "minContains":
      return value === 1 || beside["contains"] === undefined || (value === 0 && beside["maxContains"] === undefined);
    case "maxContains":
      return beside["contains"] === undefined;
    case "if":
      return isAnything(beside["then"]) && isAnything(beside["else"]);
    case "then":
    case "else":
      return isAnything(value) || beside["if"] === undefined;
    default:
      return false;
  }
}

/** If a pattern of keys accepts every value, further keys that fit it are still allowed. */
function isNothing(key: string, part: Json): boolean {
  return key === "dependentSchemas" && isAnything(part);
}
