import { isObject, objectMember, stringMember, type Json, type JsonObject } from "../document/json.ts";
import { allowedTypes } from "./enum-values.ts";
import { findProperty } from "./find-property.ts";
import { partHeadersOf } from "./form-schema.ts";
import { hiddenProperties } from "./hidden-properties.ts";
import { followReference, objectsOf, stringsOf } from "./reference.ts";

/**
 * What a schema says of a value, as far as a client checks it before it sends anything: never more than the schema says. The runtime's type
 * of the same name says what the fields mean.
 */
export interface ParamRule {
  readonly types?: readonly string[];
  readonly values?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly items?: ParamRule;
  /** Every name that is known; absent where there may be any. */
  readonly properties?: Readonly<Record<string, ParamRule>>;
  /** For the values of all other names, where the schema has a form for them. */
  readonly others?: ParamRule;
  readonly required?: readonly string[];
}

/** Objects within objects that are looked at: schemas may be as deep as they like, and requests are not. */
const MOST_LEVELS = 4;

/** Schemas that are looked at for one rule. Those that refer to each other have more places than anyone can count. */
const MOST_SCHEMAS = 1000;

/** References on the way to a schema. A longer chain of parents would be read again for each of them. */
const MOST_REFERENCES = 30;

/** The rule of a schema. Of a large one, what lies deep says nothing. */
export function readParamRule(document: JsonObject, schema: Json | undefined): ParamRule {
  const isHidden = hiddenProperties(document, "input");
  for (let levels = MOST_LEVELS; levels >= 0; levels -= 1) {
    const walk: Walk = { document, isHidden, levels, left: MOST_SCHEMAS };
    const rule = ruleOf(schema, walk, [], 0, []);
    // A rule that a part is missing from would refuse the names of that part.
    if (walk.left >= 0) return rule;
  }
  return {};
}

interface Walk {
  readonly document: JsonObject;
  readonly isHidden: (property: Json) => boolean;
  /** Objects within objects that are looked at. */
  readonly levels: number;
  /** Schemas that may still be looked at; below zero, the rule is of no use. */
  left: number;
}

/**
 * `entered`: the references on the way here, as a schema may contain itself. `around`: the schemas that this one is a part of, from the
 * inside out, as what it requires may be described there.
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
  // Bytes are given as a Blob or an array of bytes.
  if (schema["format"] === "binary" || "contentMediaType" in schema) return {};
  const listed = "const" in schema ? [schema["const"] ?? null] : schema["enum"];
  const types = allowedTypes(schema);
  const { minimum, maximum, exclusiveMinimum: above, exclusiveMaximum: below } = schema;
  const isWhole = types.includes("integer") && !types.includes("number");
  const additional = schema["additionalProperties"] ?? schema["unevaluatedProperties"];
  const isSent = (name: string): boolean => !walk.isHidden(findProperty([schema, ...around], name, walk.document) ?? true);
  // A document that says nothing of further names has named those that it knows.
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

/** The rule with a name that any variant may have, as a discriminator has one that the variants need not describe. */
function withName(rule: ParamRule, name: string | undefined): ParamRule {
  if (name === undefined || !rule.properties || Object.hasOwn(rule.properties, name)) return rule;
  return { ...rule, properties: { ...rule.properties, [name]: {} } };
}

/** A rule that says nothing is left out. */
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

/** Of a value for which both rules hold. */
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

/** Of a value for which one of the rules holds. A rule that is for another type says nothing of this one. */
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

/** What further names may have, where one of the rules takes some: the other has a list of names, or is for no objects. */
function othersOf({ others }: ParamRule, other: ParamRule): ParamRule | undefined {
  if (others === undefined) return undefined;
  if (other.others) return either(others, other.others);
  return other.properties || excludes(other, ["object"]) ? others : undefined;
}

/** The names of two rules. What one of them does not name, it may take as a further name. */
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
