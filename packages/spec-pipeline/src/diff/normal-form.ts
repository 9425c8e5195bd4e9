import { isList, isObject, objectMember, withMembers, type Json, type JsonObject } from "../document/json.ts";
import type { Direction } from "../model/direction.ts";
import { schemaReference, stableText } from "../model/reference.ts";
import { isAnything } from "./asks-nothing.ts";
import { fittingValues } from "./fitting-values.ts";
import { isMultiple } from "./looser-limit.ts";
import { combineFacts, schemaFacts, type SchemaFacts, type SchemaPlace } from "./schema-facts.ts";

/**
 * The values that a schema allows, independent of its spelling. These are the same here: `anyOf` with null, a list of types and `nullable`;
 * a constant and an enum of one; a part of an `allOf` and the part itself; `anyOf` and `oneOf`.
 */
export interface NormalForm {
  /** Undefined: any type. An integer is named only where no number is. */
  readonly types: ReadonlySet<string> | undefined;
  /** For each type, the alternatives: a value of the type fits one of them. Integers are listed with the numbers. */
  readonly alternatives: ReadonlyMap<string, readonly SchemaFacts[]>;
  /** Keywords that describe the whole schema. */
  readonly annotations: ReadonlyMap<string, readonly Json[]>;
  readonly discriminator: JsonObject;
  readonly pointer: string;
}

const TYPES = ["null", "boolean", "number", "string", "array", "object"] as const;
type Type = (typeof TYPES)[number];

/** The type that a keyword concerns. Keywords without an entry concern any type. */
const KEYWORD_TYPES: ReadonlyMap<string, readonly Type[]> = new Map(
  Object.entries({
    minLength: ["string"],
    maxLength: ["string"],
    pattern: ["string"],
    contentEncoding: ["string"],
    contentMediaType: ["string"],
    contentSchema: ["string"],
    format: ["string", "number"],
    minimum: ["number"],
    maximum: ["number"],
    exclusiveMinimum: ["number"],
    exclusiveMaximum: ["number"],
    multipleOf: ["number"],
    minItems: ["array"],
    maxItems: ["array"],
    uniqueItems: ["array"],
    contains: ["array"],
    minContains: ["array"],
    maxContains: ["array"],
    unevaluatedItems: ["array"],
    minProperties: ["object"],
    maxProperties: ["object"],
    patternProperties: ["object"],
    propertyNames: ["object"],
    dependentRequired: ["object"],
    dependentSchemas: ["object"],
    unevaluatedProperties: ["object"],
  }),
);

/** The number of combinations of variants of several unions. With more, a union is compared as it is written. */
const MOST_COMBINATIONS = 64;

export function normalForm(document: JsonObject, place: SchemaPlace, direction: Direction): NormalForm {
  const { whole, alternatives } = expand(document, place, new Set());
  const known = alternatives.map((facts) => withTypes(facts, direction)).filter(({ types }) => types?.size !== 0);
  const any = known.find((facts) => facts.types === undefined && !hasDemands(facts));
  const kept = any ? [any] : known;
  const byType = TYPES.flatMap((type) => {
    const own = simplify(
      type,
      kept.flatMap((facts) => ofType(type, facts)),
    );
    return own.length === 0 ? [] : [[type, own] as const];
  });
  const only = kept.filter(({ types }) => types === undefined || [...types].some((type) => type !== "null"));
  return {
    types: kept.some(({ types }) => types === undefined) ? undefined : namesOf(byType),
    alternatives: new Map(byType),
    // If a value has only one alternative, its description describes the whole.
    annotations: new Map([...(only.length === 1 ? (only[0]?.annotations ?? []) : []), ...whole.annotations]),
    discriminator: withoutImplied(whole.discriminator),
    pointer: whole.pointer,
  };
}

/** The names of the types. `integer` replaces `number` where every number is an integer. */
function namesOf(byType: readonly (readonly [Type, readonly SchemaFacts[]])[]): ReadonlySet<string> {
  return new Set(byType.map(([type, own]) => (type === "number" && own.every(isInteger) ? "integer" : type)));
}

export function isInteger({ types }: SchemaFacts): boolean {
  return types?.has("integer") === true && !types.has("number");
}

interface Expanded {
  readonly whole: SchemaFacts;
  readonly alternatives: readonly SchemaFacts[];
}

/** A schema without unions: its keywords beside them, and the result with each variant. `entered`: the unions around it. */
function expand(document: JsonObject, place: SchemaPlace, entered: ReadonlySet<string>): Expanded {
  const { facts: whole, unions } = schemaFacts(document, place);
  const beside = { ...whole, annotations: new Map<string, readonly Json[]>() };
  let alternatives: readonly SchemaFacts[] | undefined;
  for (const variants of unions) {
    const key = variants[0]?.pointer ?? "";
    // A union that contains itself adds nothing.
    if (entered.has(key)) return { whole, alternatives: [] };
    const inside = new Set([...entered, key]);
    const expanded = variants.flatMap((variant) => {
      const inner = expand(document, variant, inside);
      return inner.alternatives.map((facts) => ({
        ...facts,
        annotations: new Map([...inner.whole.annotations, ...facts.annotations]),
      }));
    });
    const before: readonly SchemaFacts[] = alternatives ?? [beside];
    alternatives =
      before.length * expanded.length > MOST_COMBINATIONS && before.length > 1
        ? before.map((facts) => withUnion(facts, variants))
        : before.flatMap((facts) => expanded.map((variant) => withVariant(facts, variant)));
  }
  return { whole, alternatives: alternatives ?? [whole] };
}

function withUnion(facts: SchemaFacts, variants: readonly SchemaPlace[]): SchemaFacts {
  const schemas = variants.map(({ schema }) => schema ?? true);
  return { ...facts, keywords: new Map([...facts.keywords, ["anyOf", [...(facts.keywords.get("anyOf") ?? []), schemas]]]) };
}

/** A variant combined with the keywords beside the union. Without such keywords the variant stays as it is. */
function withVariant(beside: SchemaFacts, variant: SchemaFacts): SchemaFacts {
  if (!hasDemands(beside) && beside.types === undefined) return variant;
  const facts = combineFacts(beside, variant);
  const source = hasDemands(beside) ? { schema: true, pointer: variant.pointer } : variant.source;
  return { ...facts, annotations: variant.annotations, pointer: variant.pointer, source };
}

function hasDemands({ values, properties, required, additional, items, prefixItems, keywords }: SchemaFacts): boolean {
  return (
    values !== undefined ||
    properties.size + required.size + prefixItems.length + keywords.size > 0 ||
    !isAnything(additional?.schema) ||
    !isAnything(items?.schema)
  );
}

/** The types that the values leave. None if no value fits. */
function withTypes(facts: SchemaFacts, direction: Direction): SchemaFacts {
  const { types, values, keywords } = facts;
  if (keywords.get("not")?.some(isAnything) === true) return { ...facts, types: new Set() };
  if (values === undefined) return facts;
  const isPossible = (value: Json): boolean =>
    types === undefined || types.has(typeOf(value)) || (isWhole(value) && types.has("integer"));
  // A value that is read may be null if the types say so, even if the enum forgot it.
  const forgotten = direction === "output" && types?.has("null") === true && !values.includes(null) ? [null] : [];
  const possible = [...values.filter(isPossible), ...forgotten];
  return { ...facts, values: possible, types: new Set(possible.map((value) => (isWhole(value) ? "integer" : typeOf(value)))) };
}

function isWhole(value: Json): boolean {
  return Number.isInteger(value);
}

function typeOf(value: Json): Type {
  if (value === null) return "null";
  if (isList(value)) return "array";
  if (isObject(value)) return "object";
  if (typeof value === "boolean") return "boolean";
  return typeof value === "number" ? "number" : "string";
}

/** The facts that concern values of one type. */
function ofType(type: Type, facts: SchemaFacts): readonly SchemaFacts[] {
  const { types } = facts;
  // A multiple of a whole number is an integer.
  const integer = type === "number" && (isInteger(facts) || facts.keywords.get("multipleOf")?.some(isStep) === true);
  const isNumber = type === "number" && types?.has("integer") === true;
  if (types !== undefined && !types.has(type) && !isNumber) return [];
  const isOfType = types?.size === 1;
  const listed = facts.values?.filter((value) => typeOf(value) === type);
  if (listed?.length === 0) return [];
  const own = new Map([...facts.keywords].filter(([key]) => KEYWORD_TYPES.get(key)?.includes(type) ?? true));
  const { values, keywords: rest } = listed === undefined ? { values: undefined, keywords: own } : fittingValues(listed, own);
  const keywords = new Map(rest);
  if ((keywords.get("minProperties") ?? []).every((least) => Number(least) <= facts.required.size))
    keywords.delete("minProperties");
  const others = type === "object" ? otherKeys(facts) : undefined;
  if (others !== facts.additional) keywords.delete("unevaluatedProperties");
  return [
    {
      ...facts,
      types: new Set([integer ? "integer" : type]),
      values: type === "null" || (type === "boolean" && values?.length === 2) ? undefined : values,
      ...(type === "object" ? {} : { properties: new Map(), required: new Set() }),
      additional: others,
      ...(type === "array" ? {} : { items: undefined, prefixItems: [] }),
      keywords: type === "number" ? withOneLimit(integer ? ofIntegers(keywords) : keywords) : keywords,
      source: isOfType || types === undefined ? facts.source : { schema: true, pointer: facts.pointer },
    },
  ];
}

function isStep(step: Json): boolean {
  return isWhole(step) && step !== 0;
}

/** Keys without a schema of their own are further keys, unless another keyword concerns them. */
function otherKeys({ additional, keywords, pointer }: SchemaFacts): SchemaPlace | undefined {
  const [schema, ...others] = keywords.get("unevaluatedProperties") ?? [];
  if (additional !== undefined || schema === undefined || others.length > 0) return additional;
  return { schema, pointer: `${pointer}/unevaluatedProperties` };
}

/** Limits of integers are rounded to integers, and every integer is a multiple of a fraction such as 0.5. */
function ofIntegers(keywords: ReadonlyMap<string, readonly Json[]>): ReadonlyMap<string, readonly Json[]> {
  const found = new Map(keywords);
  const steps = (found.get("multipleOf") ?? []).filter((step) => !isMultiple(1, step));
  if (steps.length === 0) found.delete("multipleOf");
  else found.set("multipleOf", steps);
  for (const [inclusive, exclusive, direction] of ENDS) {
    const [[limit], [border]] = [found.get(inclusive) ?? [], found.get(exclusive) ?? []];
    // Rounds to the next integer: up at the lower end, down at the upper one.
    const reached = [
      ...(typeof limit === "number" ? [direction * Math.ceil(limit * direction)] : []),
      ...(typeof border === "number" ? [direction * (Math.floor(border * direction) + 1)] : []),
    ];
    if (reached.length === 0 || !reached.every(Number.isSafeInteger)) continue;
    found.delete(exclusive);
    found.set(inclusive, [direction * Math.max(...reached.map((value) => value * direction))]);
  }
  return found;
}

const ENDS = [
  ["minimum", "exclusiveMinimum", 1],
  ["maximum", "exclusiveMaximum", -1],
] as const;

/** At either end, only the tighter limit. */
function withOneLimit(keywords: ReadonlyMap<string, readonly Json[]>): ReadonlyMap<string, readonly Json[]> {
  const found = new Map(keywords);
  for (const [inclusive, exclusive, direction] of ENDS) {
    const [[limit], [border]] = [found.get(inclusive) ?? [], found.get(exclusive) ?? []];
    if (typeof border !== "number") continue;
    const isTighter = typeof limit !== "number" || (limit - border) * direction <= 0;
    found.delete(isTighter ? inclusive : exclusive);
  }
  return found;
}

/** Removes alternatives that mean the same, and joins the values of enums. An alternative that accepts every value absorbs the others. */
function simplify(type: Type, alternatives: readonly SchemaFacts[]): readonly SchemaFacts[] {
  const isScalar = type !== "array" && type !== "object";
  const free = isScalar ? alternatives.filter((facts) => !hasDemands(facts)) : [];
  const widest = free.find((facts) => !isInteger(facts)) ?? (alternatives.every(isInteger) ? free[0] : undefined);
  if (widest) return [widest];
  const enums = isScalar
    ? alternatives.filter((facts) => facts.values !== undefined && !hasDemands({ ...facts, values: undefined }))
    : [];
  const [first] = enums;
  const merged = first && enums.length > 1 ? [mergeValues(first, enums)] : enums;
  const others = alternatives.filter((facts) => !enums.includes(facts));
  return [...new Map([...merged, ...others].map((facts) => [demandsText(facts), facts])).values()];
}

function mergeValues(first: SchemaFacts, enums: readonly SchemaFacts[]): SchemaFacts {
  const values = new Map(enums.flatMap((facts) => (facts.values ?? []).map((value) => [stableText(value), value] as const)));
  const keys = new Set(enums.flatMap(({ annotations }) => [...annotations.keys()]));
  const annotations = new Map([...keys].map((key) => [key, enums.flatMap((facts) => facts.annotations.get(key) ?? [])]));
  return { ...first, values: [...values.values()], annotations, source: { schema: true, pointer: first.pointer } };
}

/** A text that is equal for schemas that restrict a value equally. */
function demandsText({ types, values, properties, required, additional, items, prefixItems, keywords }: SchemaFacts): string {
  return stableText([
    [...(types ?? [])],
    values?.map(stableText).toSorted() ?? null,
    Object.fromEntries([...properties].map(([name, place]) => [name, schemasOf(place)])),
    [...required].toSorted(),
    [additional, items, ...prefixItems].map(schemasOf),
    Object.fromEntries(keywords),
  ]);
}

function schemasOf(place: SchemaPlace | undefined): Json {
  return [place?.schema ?? true, ...(place?.also ?? []).map(({ schema }) => schema ?? true)];
}

/** A tag that is the name of its schema need not be said, and a schema may be named or referred to. */
function withoutImplied(discriminator: JsonObject): JsonObject {
  const kept = Object.entries(objectMember(discriminator, "mapping"))
    .map(([tag, target]): [string, Json] => [
      tag,
      typeof target === "string" && !/[#/]/.test(target) ? schemaReference(target) : target,
    ])
    .filter(([tag, target]) => target !== schemaReference(tag));
  return withMembers(discriminator, { mapping: kept.length === 0 ? undefined : Object.fromEntries(kept) });
}
