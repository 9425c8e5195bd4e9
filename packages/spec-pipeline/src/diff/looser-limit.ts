import type { Json } from "../document/json.ts";
import { LIMITS } from "./schema-facts.ts";

/** Two keywords for the same end of a range. */
const SAME_END: ReadonlyMap<string, string> = new Map([
  ["minimum", "exclusiveMinimum"],
  ["exclusiveMinimum", "minimum"],
  ["maximum", "exclusiveMaximum"],
  ["exclusiveMaximum", "maximum"],
]);

/** The keyword for the same end in its other form, if one of the sides has it. The normal form leaves one limit at each end. */
export function otherEnd(key: string, ...sides: readonly ReadonlyMap<string, readonly Json[]>[]): string | undefined {
  const other = SAME_END.get(key);
  return other !== undefined && sides.some((side) => side.has(other)) ? other : undefined;
}

/** Whether a limit now allows more. */
export function isLooserLimit(key: string, left: Json | undefined, right: Json | undefined): boolean {
  const none = LIMITS.get(key) === true ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
  const [before = none, after = none] = [left, right].map((limit) => (typeof limit === "number" ? limit : none));
  return LIMITS.get(key) === true ? after > before : after < before;
}

/** The same if one of the limits is inside the range and the other is not: then the limit value itself is added or removed. */
export function isLooserEnd(key: string, left: Json, right: Json | undefined): boolean {
  return left === right ? key.startsWith("exclusive") : isLooserLimit(key, left, right);
}

/** Whether one number is a multiple of the other, as 0.3 is of 0.1. */
export function isMultiple(number: Json | undefined, other: Json | undefined): boolean {
  if (typeof number !== "number" || typeof other !== "number" || other === 0) return false;
  const times = number / other;
  return Math.abs(times - Math.round(times)) < 1e-9;
}
