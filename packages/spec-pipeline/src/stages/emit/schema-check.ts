import { isExplosivePattern, isReadablePattern } from "../../document/explosive-pattern.ts";
import { isList, isObject, objectMember, type Json, type JsonObject } from "../../document/json.ts";
import type { Direction } from "../../model/direction.ts";
import { allowedTypes, enumValues, isOfType } from "../../model/enum-values.ts";
import { findProperty } from "../../model/find-property.ts";
import { followReference, stringsOf } from "../../model/reference.ts";
import type { Problem } from "../../problems/problem.ts";
import { joinSource, jsonLiteral, objectKey, source, stringLiteral, type SourceText } from "../../source/source-text.ts";
import type { DynamicScope, DynamicScopes } from "./dynamic-scope.ts";
import { printCall, printList, printObject } from "./print-call.ts";
import { schemaTag } from "./schema-tag.ts";

/** Collects the source text of checks. */
export interface CheckContext {
  readonly document: JsonObject;
  readonly direction: Direction;
  /** Whether some schema has a rule for members that no other schema has checked. Then checks also record the members that pass. */
  readonly isTracking: boolean;
  readonly isHidden: (property: Json) => boolean;
  /** The schemas around the checked one, from the inside out. They may describe a property that this one requires. */
  readonly around: readonly JsonObject[];
  readonly scopes: DynamicScopes;
  readonly scope: DynamicScope;
  /** Notes a call of a helper in the runtime's `validate` entry, and returns its name. */
  readonly helper: (name: SourceText) => SourceText;
  /** Source of the check of the schema at a pointer, from a scope. */
  readonly referenced: (reference: string, scope: DynamicScope) => SourceText;
  readonly report: (problem: Omit<Problem, "pointer">) => void;
}

/**
 * The check of a schema as source text: an expression of type `Check`. Undefined if every value passes. Read values are checked as their
 * types promise: unknown keys pass, enums are open, and alternatives may overlap.
 */
export function schemaCheck(schema: Json | undefined, outer: CheckContext): SourceText | undefined {
  if (schema === false) return outer.helper(source`nothing`);
  if (!isObject(schema)) return undefined;
  const { around } = outer;
  const context = { ...outer, around: [], scope: outer.scopes.within(schema, outer.scope) };
  reportUnreadable(schema, context);
  const checks = [
    ...referenceChecks(schema, context),
    ...valueChecks(schema, context),
    ...numberChecks(schema, context),
    ...textChecks(schema, context),
    ...listChecks(schema, context),
    ...objectChecks(schema, context, around),
    ...compositionChecks(schema, { ...context, around: [schema, ...around] }),
  ];
  const [only] = checks;
  const check = unevaluatedCheck(schema, checks.length < 2 ? only : call(source`allOf`, checks, context), context);
  if (check === undefined || schema["nullable"] !== true) return check;
  return call(source`anyOf`, [printList([check, call(source`types`, [source`"null"`], context)])], context);
}

function referenceChecks(schema: JsonObject, context: CheckContext): readonly SourceText[] {
  const { $ref, $dynamicRef } = schema;
  const targets: (readonly [keyword: string, pointer: string | undefined])[] = [];
  if (typeof $ref === "string")
    targets.push([`$ref: ${$ref}`, followReference(context.document, $ref) === undefined ? undefined : $ref]);
  if (typeof $dynamicRef === "string")
    targets.push([`$dynamicRef: ${$dynamicRef}`, context.scopes.target($dynamicRef, context.scope)]);
  return targets.flatMap(([keyword, pointer]) => {
    if (pointer !== undefined) return [context.referenced(pointer, context.scopes.at(pointer, context.scope))];
    context.report(unchecked(`${keyword} leads nowhere`));
    return [];
  });
}

/** Keywords of JSON Schema before 2020-12 that have no meaning now. */
const FORMER_KEYWORDS = ["$recursiveRef", "additionalItems", "dependencies"];

/** Dialects by which a schema is read here. */
const DIALECT = /^https:\/\/(?:json-schema\.org\/draft\/2020-12\/|spec\.openapis\.org\/oas\/3\.)/;

function reportUnreadable(schema: JsonObject, context: CheckContext): void {
  const former = FORMER_KEYWORDS.filter((keyword) => schema[keyword] !== undefined);
  if (isList(schema["items"])) former.push("items with a list");
  for (const keyword of former) context.report(unchecked(`${keyword} is no keyword of JSON Schema 2020-12`));
  const dialect = schema["$schema"];
  if (typeof dialect === "string" && !DIALECT.test(dialect)) {
    const message = `$schema: ${dialect} is not known, so the generated validators check by JSON Schema 2020-12`;
    context.report({ rule: "keyword-unchecked", severity: "info", message });
  }
  const step = schema["multipleOf"];
  if (typeof step === "number" && step <= 0) context.report(unchecked(`multipleOf: ${step} is not above zero`));
}

function unchecked(what: string): Omit<Problem, "pointer"> {
  return { rule: "keyword-unchecked", severity: "info", message: `${what}, so the generated validators do not check it` };
}

/** Read values are checked too loosely to know which members are left. */
function unevaluatedCheck(schema: JsonObject, others: SourceText | undefined, context: CheckContext): SourceText | undefined {
  const { unevaluatedProperties, unevaluatedItems } = schema;
  if (context.direction === "output" || (unevaluatedProperties === undefined && unevaluatedItems === undefined)) return others;
  const rules = [
    ...(unevaluatedProperties === undefined ? [] : [source`properties: ${partCheck(unevaluatedProperties, context)}`]),
    ...(unevaluatedItems === undefined ? [] : [source`items: ${partCheck(unevaluatedItems, context)}`]),
  ];
  return call(source`unevaluated`, [others ?? context.helper(source`anything`), printObject(rules)], context);
}

function call(helper: SourceText, parameters: readonly SourceText[], context: CheckContext): SourceText {
  return printCall(context.helper(helper), parameters);
}

/** The check of a part that also records, if needed, which members it has checked. */
function tracked(schema: Json | undefined, context: CheckContext): SourceText | undefined {
  return schema !== undefined && context.isTracking ? partCheck(schema, context) : schemaCheck(schema, context);
}

/** The check of a part, even if every value passes. */
function partCheck(schema: Json | undefined, context: CheckContext): SourceText {
  return schemaCheck(schema, context) ?? context.helper(source`anything`);
}

function valueChecks(schema: JsonObject, context: CheckContext): readonly SourceText[] {
  const types = allowedTypes(schema);
  const lists = allowedValues(schema, types, context.direction);
  // The schema stage reports a type that JSON does not have. Every value fits it.
  const isTyped = types.length > 0 && types.every((type) => JSON_TYPES.has(type));
  const isImplied = lists.some((values) => values.every((value) => types.some((type) => isOfType(value, type))));
  return [
    ...(isTyped && !isImplied ? [call(source`types`, types.map(stringLiteral), context)] : []),
    ...lists.map((values) =>
      values.length === 0 ? context.helper(source`nothing`) : call(source`values`, values.map(jsonLiteral), context),
    ),
  ];
}

const JSON_TYPES: ReadonlySet<string> = new Set(["array", "boolean", "integer", "null", "number", "object", "string"]);

/** The values of `const` and of `enum`. */
function allowedValues(schema: JsonObject, types: readonly string[], direction: Direction): readonly (readonly Json[])[] {
  const constant = "const" in schema ? [[schema["const"] ?? null]] : [];
  if (!isList(schema["enum"])) return constant;
  const { values, isOpen } = enumValues(schema["enum"], types, direction);
  return isOpen ? constant : [...constant, values];
}

function numberChecks(schema: JsonObject, context: CheckContext): readonly SourceText[] {
  return [
    ...limit(source`minimum`, schema["minimum"], context),
    ...limit(source`exclusiveMinimum`, schema["exclusiveMinimum"], context),
    ...limit(source`maximum`, schema["maximum"], context),
    ...limit(source`exclusiveMaximum`, schema["exclusiveMaximum"], context),
    ...limit(source`multipleOf`, schema["multipleOf"], context, 0),
  ];
}

/** The check of a keyword with a number. None if the number restricts nothing, as in `minLength: 0`. */
function limit(helper: SourceText, value: Json | undefined, context: CheckContext, above = -Infinity): readonly SourceText[] {
  return typeof value === "number" && value > above ? [call(helper, [source`${value}`], context)] : [];
}

function textChecks(schema: JsonObject, context: CheckContext): readonly SourceText[] {
  const { minLength, maxLength, pattern, format } = schema;
  const checks = [...limit(source`minLength`, minLength, context, 0), ...limit(source`maxLength`, maxLength, context)];
  if (typeof pattern === "string" && isChecked(pattern, context))
    checks.push(call(source`pattern`, [stringLiteral(pattern)], context));
  // For sent values only: read values need not be that exact.
  if (typeof format === "string" && FORMATS.has(format) && context.direction === "input")
    checks.push(call(source`format`, [stringLiteral(format)], context));
  return checks;
}

/** Formats that the runtime checks. A value that fails one of them is certainly wrong. */
const FORMATS: ReadonlySet<string> = new Set(["date", "date-time", "email", "uuid"]);

/** Whether a pattern is checked: JavaScript reads it, and no response can keep it busy. */
function isChecked(pattern: string, context: CheckContext): boolean {
  if (isExplosivePattern(pattern)) {
    context.report({
      rule: "pattern-explosive",
      severity: "warning",
      message: `the pattern ${pattern} may take minutes on a text made for it, so it is not checked`,
      fix: "write the pattern with an overlay so that each character leads one way, or accept this under ignore in vendor.yaml",
    });
    return false;
  }
  if (isReadablePattern(pattern)) return true;
  context.report({
    rule: "pattern-unreadable",
    severity: "warning",
    message: `the pattern ${pattern} is none that JavaScript reads, so it is not checked`,
    fix: "correct the pattern with an overlay",
  });
  return false;
}

function listChecks(schema: JsonObject, context: CheckContext): readonly SourceText[] {
  const { minItems, maxItems, uniqueItems, contains, prefixItems } = schema;
  const rest = tracked(schema["items"], context);
  const checks: SourceText[] = [];
  if (isList(prefixItems) && prefixItems.length > 0) {
    const first = printList(prefixItems.map((item) => partCheck(item, context)));
    checks.push(call(source`prefixItems`, rest === undefined ? [first] : [first, rest], context));
  } else if (rest !== undefined) checks.push(call(source`items`, [rest], context));
  checks.push(...limit(source`minItems`, minItems, context, 0), ...limit(source`maxItems`, maxItems, context));
  if (uniqueItems === true) checks.push(call(source`uniqueItems`, [], context));
  if (contains !== undefined) {
    const least = typeof schema["minContains"] === "number" ? schema["minContains"] : 1;
    // Read values are counted too loosely to be too many.
    const most = context.direction === "input" ? schema["maxContains"] : undefined;
    const limits = [source`${least}`, ...(typeof most === "number" ? [source`${most}`] : [])];
    checks.push(call(source`contains`, [partCheck(contains, context), ...limits], context));
  }
  return checks;
}

function objectChecks(schema: JsonObject, context: CheckContext, around: readonly JsonObject[]): readonly SourceText[] {
  const properties = Object.entries(objectMember(schema, "properties")).map(
    ([name, property]) => [name, schemaCheck(property, context)] as const,
  );
  const required = stringsOf(schema["required"]).filter(
    (name) => !context.isHidden(findProperty([schema, ...around], name, context.document) ?? true),
  );
  const isClosed = schema["additionalProperties"] === false && context.direction === "input";
  const rest = schema["additionalProperties"] === false ? undefined : tracked(schema["additionalProperties"], context);
  const patterns = Object.entries(objectMember(schema, "patternProperties"))
    .filter(([pattern]) => isChecked(pattern, context))
    .map(([pattern, value]) => printList([stringLiteral(pattern), partCheck(value, context)]));
  const names = context.direction === "input" ? schemaCheck(schema["propertyNames"], context) : undefined;
  // If there is a rule for other keys, every named property counts, even one that accepts any value.
  const countsAll = isClosed || rest !== undefined || context.isTracking;
  const counted = properties.flatMap(([name, check]) =>
    check === undefined && !countsAll ? [] : [source`${objectKey(name)}: ${check ?? context.helper(source`anything`)}`],
  );
  const rules = [
    ...(counted.length > 0 ? [source`properties: ${printObject(counted)}`] : []),
    ...(required.length > 0 ? [source`required: [${joinSource(required.map(stringLiteral), source`, `)}]`] : []),
    ...(patterns.length > 0 ? [source`patterns: ${printList(patterns)}`] : []),
    ...(isClosed ? [source`rest: false`] : rest === undefined ? [] : [source`rest: ${rest}`]),
    ...(names === undefined ? [] : [source`names: ${names}`]),
  ];
  return [...(rules.length > 0 ? [call(source`object`, [printObject(rules)], context)] : []), ...keyChecks(schema, context)];
}

function keyChecks(schema: JsonObject, context: CheckContext): readonly SourceText[] {
  const dependent = Object.entries(objectMember(schema, "dependentRequired")).map(([name, others]) =>
    call(source`dependentRequired`, [stringLiteral(name), jsonLiteral(stringsOf(others))], context),
  );
  return [
    ...limit(source`minProperties`, schema["minProperties"], context, 0),
    ...limit(source`maxProperties`, schema["maxProperties"], context),
    ...dependent,
  ];
}

function compositionChecks(schema: JsonObject, context: CheckContext): readonly SourceText[] {
  const checks: SourceText[] = [];
  for (const part of isList(schema["allOf"]) ? schema["allOf"] : []) {
    const check = schemaCheck(part, context);
    if (check !== undefined) checks.push(check);
  }
  for (const key of ["anyOf", "oneOf"] as const) {
    const variants = schema[key];
    if (!isList(variants) || variants.length === 0) continue;
    const exactly = key === "oneOf" && context.direction === "input";
    const sources = variants.map((variant) => schemaCheck(variant, context));
    if (!exactly && !context.isTracking && sources.includes(undefined)) continue;
    const tag = schemaTag(schema, variants, context.document, context.direction === "output");
    const list = printList(sources.map((check) => check ?? context.helper(source`anything`)));
    checks.push(call(exactly ? source`oneOf` : source`anyOf`, tag ? [list, tag] : [list], context));
  }
  for (const [name, part] of Object.entries(objectMember(schema, "dependentSchemas"))) {
    const check = schemaCheck(part, context);
    if (check !== undefined) checks.push(call(source`dependentSchema`, [stringLiteral(name), check], context));
  }
  // These keywords negate a check, and read values are checked too loosely for that.
  if (context.direction === "input") checks.push(...conditionChecks(schema, context));
  return checks;
}

function conditionChecks(schema: JsonObject, context: CheckContext): readonly SourceText[] {
  const checks: SourceText[] = [];
  if (schema["not"] !== undefined) checks.push(call(source`not`, [partCheck(schema["not"], context)], context));
  if (schema["if"] !== undefined && (context.isTracking || schema["then"] !== undefined || schema["else"] !== undefined)) {
    const parts = [schema["if"], schema["then"], schema["else"]].map((part) => partCheck(part, context));
    checks.push(call(source`ifThenElse`, parts, context));
  }
  return checks;
}
