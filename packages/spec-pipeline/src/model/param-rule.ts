import { isObject, objectMember, stringMember, type Json, type JsonObject } from "../document/json.ts";
import { allowedTypes } from "./enum-values.ts";
import { findProperty } from "./find-property.ts";
import { partHeadersOf } from "./form-schema.ts";
import { hiddenProperties } from "./hidden-properties.ts";
import { followReference, objectsOf, stringsOf } from "./reference.ts";

/**
 * The part of a schema that a client checks before it sends a value. It is never stricter than the schema. The runtime's type of the same
 * name explains the fields, and a type test keeps both equal.
 */
export interface ParamRule {
  readonly types?: readonly string[];
  readonly values?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly items?: ParamRule;
  /** Every known name. Absent if any name is allowed. */
  readonly properties?: Readonly<Record<string, ParamRule>>;
  /** The rule for the values of all other names, if the schema has one. */
  readonly others?: ParamRule;
  readonly required?: readonly string[];
}

/** Levels of objects that are read. Schemas may be deeper, requests are not. */
const MOST_LEVELS = 4;

/** The number of schemas that are read for one rule. Schemas that refer to each other have too many places to visit all. */
const MOST_SCHEMAS = 1000;

/** References on the way to a schema. In a longer chain, the parents would be read again for each step. */
const MOST_REFERENCES = 30;

/** The rule of a schema. For a large schema, deep levels are left out. */
export function readParamRule(document: JsonObject, schema: Json | undefined): ParamRule {
  const isHidden = hiddenProperties(document, "input");
  for (let levels = MOST_LEVELS; levels >= 0; levels -= 1) {
    const walk: Walk = { document, isHidden, levels, left: MOST_SCHEMAS };
    const rule = ruleOf(schema, walk, [], 0, []);
    // A rule with a missing part would refuse the names of that part.
    if (walk.left >= 0) return rule;
  }
  return {};
}

interface Walk {
  readonly document: JsonObject;
  readonly isHidden: (property: Json) => boolean;
  /** Levels of objects that are read. */
  readonly levels: number;
  /** The number of schemas that may still be read. Below zero, the rule is unusable. */
  left: number;
}

/**
 * `entered`: the references on the way here, as a schema may contain itself. `around`: the schemas around this one, from the inside out.
 * They may describe a name that this one requires.
 */
function ruleOf(
  schema: Json | undefined,
  walk: Walk,
  entered: readonly string[],
  level: number,
  around: readonly JsonObject[],
): ParamRule {
  walk.left = entered.length > MOST_REFERENCES ? -1 : walk.left - 1;
  // A part of a form may be given with its headers around it.
  if (!isObject(schema) || walk.left < 0 || partHeadersOf(schema)) return {};
  const read = (part: Json | undefined): ParamRule => ruleOf(part, walk, entered, level, [schema, ...around]);
  const reference = schema["$ref"];
  const isFollowed = typeof reference === "string" && !entered.includes(reference);
  const parts = [
    ownRule(schema, walk, entered, level, around),
    ...(isFollowed ? [ruleOf(followReference(walk.document, reference), walk, [...entered, reference], level, [])] : []),
    ...objectsOf(schema["allOf"]).map(read),
    ...["anyOf", "oneOf"].flatMap((key) => {
      const alternatives = schema[key];
      if (!Array.isArray(alternatives) || alternatives.length === 0) return [];
      return [withName(alternatives.map(read).reduce(either), stringMember(schema["discriminator"], "propertyName"))];
    }),
  ];
  return parts.reduce(both);
}

function ownRule(
  schema: JsonObject,
  walk: Walk,
  entered: readonly string[],
  level: number,
  around: readonly JsonObject[],
): ParamRule {
  const listed = "const" in schema ? [schema["const"] ?? null] : schema["enum"];
  const types = allowedTypes(schema);
  const { minimum, maximum, exclusiveMinimum: above, exclusiveMaximum: below } = schema;
  const isWhole = types.includes("integer") && !types.includes("number");
  const additional = schema["additionalProperties"] ?? schema["unevaluatedProperties"];
  const isSent = (name: string): boolean => !walk.isHidden(findProperty([schema, ...around], name, walk.document) ?? true);
  // A document that says nothing about further names has named all that it knows.
  const isOpen = "patternProperties" in schema || additional === true;
  const properties = Object.entries(objectMember(schema, "properties")).map(
    ([name, part]) => [name, level < walk.levels ? ruleOf(part, walk, entered, level + 1, []) : {}] as const,
  );
  return defined({
    types: types.length > 0 ? types : undefined,
    ...(Array.isArray(listed) && listed.length > 0 && listed.every((value) => value === null || typeof value === "string")
      ? { values: stringsOf(listed), types: listed.includes(null) ? ["string", "null"] : ["string"] }
      : {}),
    minimum: numberOf(minimum) ?? (isWhole ? nextWhole(above, 1) : undefined),
    maximum: numberOf(maximum) ?? (isWhole ? nextWhole(below, -1) : undefined),
    items: "items" in schema ? nonEmpty(ruleOf(schema["items"], walk, entered, level, [])) : undefined,
    properties: "properties" in schema ? Object.fromEntries(properties) : undefined,
    others: isOpen
      ? {}
      : isObject(additional)
        ? level < walk.levels
          ? ruleOf(additional, walk, entered, level + 1, [])
          : {}
        : undefined,
    required: "required" in schema ? stringsOf(schema["required"]).filter(isSent) : undefined,
  });
}

/** The rule with one more name that any variant may have. A discriminator has a name that the variants need not describe. */
function withName(rule: ParamRule, name: string | undefined): ParamRule {
  if (name === undefined || !rule.properties || Object.hasOwn(rule.properties, name)) return rule;
  return { ...rule, properties: { ...rule.properties, [name]: {} } };
}

/** An empty rule is left out. */
function nonEmpty(rule: ParamRule): ParamRule | undefined {
  return Object.keys(rule).length > 0 ? rule : undefined;
}

function numberOf(value: Json | undefined): number | undefined {
  return typeof value === "number" ? value : undefined;
}

function nextWhole(bound: Json | undefined, step: 1 | -1): number | undefined {
  if (typeof bound !== "number") return undefined;
  return Number.isInteger(bound) ? bound + step : step > 0 ? Math.ceil(bound) : Math.floor(bound);
}

/** The rule of a value that must fit both rules. */
function both(one: ParamRule, other: ParamRule): ParamRule {
  return defined({
    types: one.types && other.types ? sharedTypes(one.types, other.types) : (one.types ?? other.types),
    values:
      one.values && other.values ? one.values.filter((value) => other.values?.includes(value)) : (one.values ?? other.values),
    minimum: strictest(Math.max, one.minimum, other.minimum),
    maximum: strictest(Math.min, one.maximum, other.maximum),
    items: one.items && other.items ? both(one.items, other.items) : (one.items ?? other.items),
    properties:
      one.properties && other.properties ? merged(one.properties, other.properties, both) : (one.properties ?? other.properties),
    others: one.others && other.others ? both(one.others, other.others) : (one.others ?? other.others),
    required: one.required || other.required ? [...new Set([...(one.required ?? []), ...(other.required ?? [])])] : undefined,
  });
}

/** The rule of a value that must fit one of the rules. A rule for another type adds nothing for this one. */
function either(one: ParamRule, other: ParamRule): ParamRule {
  const pick = <Value>(
    mine: Value | undefined,
    theirs: Value | undefined,
    types: readonly string[],
    join: (a: Value, b: Value) => Value,
  ): Value | undefined => {
    if (mine !== undefined && theirs !== undefined) return join(mine, theirs);
    if (mine !== undefined) return excludes(other, types) ? mine : undefined;
    return excludes(one, types) ? theirs : undefined;
  };
  return defined({
    types: one.types && other.types ? [...new Set([...one.types, ...other.types])] : undefined,
    values: pick(one.values, other.values, ["string"], (a, b) => [...new Set([...a, ...b])]),
    minimum: pick(one.minimum, other.minimum, ["integer", "number"], Math.min),
    maximum: pick(one.maximum, other.maximum, ["integer", "number"], Math.max),
    items: pick(one.items, other.items, ["array"], either),
    properties: pick(one.properties, other.properties, ["object"], () => eachNamed(one, other)),
    others: othersOf(one, other) ?? othersOf(other, one),
    required: pick(one.required, other.required, ["object"], (a, b) => a.filter((name) => b.includes(name))),
  });
}

/** The rule for further names, if one of the rules allows some. The other rule has a list of names, or is not about objects. */
function othersOf({ others }: ParamRule, other: ParamRule): ParamRule | undefined {
  if (others === undefined) return undefined;
  if (other.others) return either(others, other.others);
  return other.properties || excludes(other, ["object"]) ? others : undefined;
}

/** The names of two rules. A name that is missing in one of them may be a further name there. */
function eachNamed(one: ParamRule, other: ParamRule): Readonly<Record<string, ParamRule>> {
  const { properties: mine = {} } = one;
  const { properties: theirs = {} } = other;
  const names = new Set([...Object.keys(mine), ...Object.keys(theirs)]);
  const named = [...names].map((name) => {
    const here = Object.hasOwn(mine, name) ? mine[name] : one.others;
    const there = Object.hasOwn(theirs, name) ? theirs[name] : other.others;
    return [name, here && there ? either(here, there) : (here ?? there ?? {})] as const;
  });
  return Object.fromEntries(named);
}

function excludes({ types }: ParamRule, excluded: readonly string[]): boolean {
  return types !== undefined && !types.some((type) => excluded.includes(type));
}

function sharedTypes(one: readonly string[], other: readonly string[]): readonly string[] {
  return [...new Set([...one.filter((type) => takes(other, type)), ...other.filter((type) => takes(one, type))])];
}

/** An integer is a number as well. */
function takes(types: readonly string[], type: string): boolean {
  return types.includes(type) || (type === "integer" && types.includes("number"));
}

function strictest(choose: (...bounds: number[]) => number, ...bounds: (number | undefined)[]): number | undefined {
  const given = bounds.filter((bound) => bound !== undefined);
  return given.length > 0 ? choose(...given) : undefined;
}

function merged(
  one: Readonly<Record<string, ParamRule>>,
  other: Readonly<Record<string, ParamRule>>,
  join: (a: ParamRule, b: ParamRule) => ParamRule,
): Readonly<Record<string, ParamRule>> {
  const rules = new Map(Object.entries(one));
  for (const [name, rule] of Object.entries(other)) {
    const mine = rules.get(name);
    rules.set(name, mine ? join(mine, rule) : rule);
  }
  return Object.fromEntries(rules);
}

function defined(rule: { readonly [Key in keyof ParamRule]: ParamRule[Key] | undefined }): ParamRule {
  return Object.fromEntries(Object.entries(rule).filter(([, value]) => value !== undefined));
}
