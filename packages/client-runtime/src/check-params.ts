import { asObject, checkNames, kindOf } from "./check-names.ts";
import { type CallRecord, invalidOption } from "./errors.ts";
import type { ParamRule } from "./operation.ts";

const WORDS: Readonly<Record<string, string>> = { array: "a list", integer: "a whole number", null: "null", object: "an object" };

/**
 * Checks the params of a method by the rule that the spec has for them. A `Date` counts as the text that it becomes, and `undefined` as
 * absent.
 *
 * @throws {ConfigurationError} a param that is missing, misspelt, of the wrong type, or out of its limits.
 */
export function checkParams(rule: ParamRule, value: unknown, at = "", call?: CallRecord): void {
  const { types, values, minimum = -Infinity, maximum = Infinity, items } = rule;
  const place = at || "the params";
  const isOutside = typeof value === "number" && !(value >= minimum && value <= maximum);
  if (isOutside || (types && !types.some((type) => isOf(type, value)))) {
    throw invalidOption(place, `${wordsFor(types)}${limitsFor(rule)}`, show(value), call);
  }
  if (values && typeof value === "string" && !values.includes(value))
    throw invalidOption(place, `one of ${values.join(", ")}`, value, call);
  if (items && Array.isArray(value))
    for (const [index, item] of value.entries()) checkParams(items, item, `${at}[${index}]`, call);
  const object = asObject(value);
  if (!object || value instanceof Date) return;
  const { properties = {}, others, required = [] } = rule;
  if (rule.properties && !others) checkNames(place, object, Object.keys(properties), call);
  const inside = at && `${at}.`;
  for (const name of required) if (object[name] === undefined) throw invalidOption(inside + name, "given", undefined, call);
  for (const name in object) {
    const own = Object.hasOwn(properties, name) ? properties[name] : others;
    if (own && object[name] !== undefined) checkParams(own, object[name], inside + name, call);
  }
}

function isOf(type: string, value: unknown): boolean {
  if (type === "integer") return Number.isInteger(value);
  if (type === "number") return Number.isFinite(value);
  if (type === "array") return Array.isArray(value);
  if (type === "null") return value === null;
  if (type === "string") return typeof value === "string" || value instanceof Date;
  return type === "object" ? asObject(value) !== undefined : typeof value === type;
}

function wordsFor(types: readonly string[] = []): string {
  return types.map((type) => WORDS[type] ?? `a ${type}`).join(" or ");
}

function limitsFor({ minimum, maximum }: ParamRule): string {
  return `${minimum === undefined ? "" : ` from ${minimum}`}${maximum === undefined ? "" : ` up to ${maximum}`}`;
}

/** Text and numbers unchanged. For anything else, its kind. */
function show(value: unknown): unknown {
  return typeof value === "object" ? kindOf(value) : value;
}
