import { isExplosivePattern, isReadablePattern } from "../document/explosive-pattern.ts";
import type { Json } from "../document/json.ts";
import { isMultiple } from "./looser-limit.ts";
import type { SchemaFacts } from "./schema-facts.ts";

type Keywords = ReadonlyMap<string, readonly Json[]>;
type Listing = Pick<SchemaFacts, "keywords" | "values">;
type Check = (value: Json, demand: Json) => boolean;

function number(check: (value: number, demand: number) => boolean): Check {
  return (value, demand) => typeof value !== "number" || typeof demand !== "number" || check(value, demand);
}

function length(check: (value: number, demand: number) => boolean): Check {
  return (value, demand) => typeof value !== "string" || typeof demand !== "number" || check(Array.from(value).length, demand);
}

/** The keywords that can be checked on a value that is written out. */
const CHECKS: ReadonlyMap<string, Check> = new Map([
  ["minimum", number((value, demand) => value >= demand)],
  ["maximum", number((value, demand) => value <= demand)],
  ["exclusiveMinimum", number((value, demand) => value > demand)],
  ["exclusiveMaximum", number((value, demand) => value < demand)],
  ["multipleOf", number(isMultiple)],
  ["minLength", length((value, demand) => value >= demand)],
  ["maxLength", length((value, demand) => value <= demand)],
  ["pattern", matches],
  // A text itself shows what it contains.
  ["format", () => true],
  ["contentEncoding", () => true],
  ["contentMediaType", () => true],
]);

/**
 * The values of an enum that fit the keywords beside it. Those keywords then add nothing. If no value fits, one of the two is a mistake,
 * and both stay.
 */
export function fittingValues(values: readonly Json[], keywords: Keywords): { values: readonly Json[]; keywords: Keywords } {
  const asked = [...keywords].filter(isChecked);
  const fitting = values.filter((value) =>
    asked.every(([key, demands]) => demands.every((demand) => CHECKS.get(key)?.(value, demand))),
  );
  return fitting.length === 0 ? { values, keywords } : { values: fitting, keywords: beyondValues(keywords) };
}

/** Whether one side lists its values, and the other has rules that all of these values fit. */
export function areValuesOf({ values }: Listing, { values: others, keywords }: Listing): boolean {
  return values !== undefined && others === undefined && fittingValues(values, keywords).values.length === values.length;
}

/** The keywords that cannot be checked here. */
export function beyondValues(keywords: Keywords): Keywords {
  return new Map([...keywords].filter((entry) => !isChecked(entry)));
}

function isChecked([key, demands]: readonly [string, readonly Json[]]): boolean {
  return CHECKS.has(key) && (key !== "pattern" || demands.every(isRun));
}

/** Whether a pattern can be run on a value. */
function isRun(pattern: Json): boolean {
  return typeof pattern === "string" && isReadablePattern(pattern) && !isExplosivePattern(pattern);
}

function matches(value: Json, pattern: Json): boolean {
  if (typeof value !== "string" || typeof pattern !== "string") return true;
  try {
    return new RegExp(pattern, "u").test(value);
  } catch {
    return new RegExp(pattern).test(value);
  }
}
