import { asObject, checkNames, kindOf } from "./check-names.ts";
import { invalidOption } from "./errors.ts";

/** What a spec says of a value that a request holds, as far as it is checked before anything is sent. */
export interface ParamRule {
  /** Types of JSON. @default any */
  readonly types?: readonly string[];
  /** The texts that are taken. @default any */
  readonly values?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  /** For the items of a list. */
  readonly items?: ParamRule;
  /** The names that are known. @default there may be any */
  readonly properties?: Readonly<Record<string, ParamRule>>;
  /** For the values of all other names, where there may be some. */
  readonly others?: ParamRule;
  readonly required?: readonly string[];
}

const WORDS: Readonly<Record<string, string>> = { array: "a list", integer: "a whole number", null: "null", object: "an object" };

/**
 * Checks what a method was given by the rule that the spec has for it. A `Date` counts as the text that it becomes, and what is `undefined`
 * as absent.
 *
 * @throws {ConfigurationError} what is missing, misspelt, of the wrong type, or out of its limits.
 */
export function checkParams(rule: ParamRule, value: unknown, at = ""): void {
  const { types, values, minimum = -Infinity, maximum = Infinity, items, properties = {}, others, required = [] } = rule;
  const place = at || "the params";
  const isOutside = typeof value === "number" && !(value >= minimum && value <= maximum);
  if (isOutside || (types && !types.some((type) => isOf(type, value)))) {
    throw invalidOption(place, `${wordsFor(types)}${limitsFor(rule)}`, show(value));
  }
  if (values && typeof value === "string" && !values.includes(value))
    throw invalidOption(place, `one of ${values.join(", ")}`, value);
  if (items && Array.isArray(value)) for (const [index, item] of value.entries()) checkParams(items, item, `${at}[${index}]`);
  const object = asObject(value);
  if (!object || value instanceof Date) return;
  if (rule.properties && !others) checkNames(place, object, Object.keys(properties));
  const inside = at && `${at}.`;
  for (const name of required) if (object[name] === undefined) throw invalidOption(inside + name, "given");
  for (const name in object) {
    const own = Object.hasOwn(properties, name) ? properties[name] : others;
    if (own && object[name] !== undefined) checkParams(own, object[name], inside + name);
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

/** Text and numbers as they are; of anything else its kind. */
function show(value: unknown): unknown {
  return typeof value === "object" ? kindOf(value) : value;
}
