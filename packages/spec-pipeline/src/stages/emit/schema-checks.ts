import { isList, isObject, member, objectMember, type Json, type JsonObject } from "../../document/json.ts";
import type { Problem } from "../../problems/problem.ts";
import type { Direction } from "../../model/canonical-schema.ts";
import { followReference, resolveObject, stringsOf } from "../../model/reference.ts";
import { objectKey, stringLiteral } from "../../source/source-text.ts";

/** Where the source text of checks is gathered. */
export interface CheckContext {
  readonly document: JsonObject;
  readonly direction: Direction;
  /** Notes that a helper of `validator-prelude.ts` is called. */
  readonly use: (helper: string) => void;
  /** Source of the check that a reference means. */
  readonly referenced: (reference: string) => string;
  readonly report: (problem: Problem) => void;
}

/**
 * The check of a schema as source text: an expression of type `Check`; undefined where everything passes.
 * What is read is checked as its types promise: unknown keys pass, enums are open, and alternatives need not exclude one another.
 */
export function checkSource(schema: Json | undefined, context: CheckContext): string | undefined {
  if (schema === false) {
    context.use("never");
    return "never";
  }
  if (!isObject(schema)) return undefined;
  const checks = [
    ...(typeof schema["$ref"] === "string" ? [context.referenced(schema["$ref"])] : []),
    ...valueChecks(schema, context),
    ...numberChecks(schema, context),
    ...textChecks(schema, context),
    ...listChecks(schema, context),
    ...recordChecks(schema, context),
    ...compositionChecks(schema, context),
  ];
  if (checks.length === 0) return undefined;
  const nullable = schema["nullable"] === true;
  const source = checks.length === 1 ? (checks[0] ?? "") : call("all", checks, context);
  return nullable ? unionSource([source, call("typed", ['"null"'], context)], false, undefined, context) : source;
}

/** Calls are marked as free of effects, so that a bundler can leave out what nobody asks for. */
export function call(helper: string, parameters: readonly string[], context: Pick<CheckContext, "use">): string {
  context.use(helper);
  return `/* @__PURE__ */ ${helper}(${parameters.join(", ")})`;
}

function valueChecks(schema: JsonObject, context: CheckContext): readonly string[] {
  const types = typeof schema["type"] === "string" ? [schema["type"]] : stringsOf(schema["type"]);
  const checks = types.length > 0 ? [call("typed", types.map(stringLiteral), context)] : [];
  if ("const" in schema) checks.push(call("oneValue", [valueSource(schema["const"])], context));
  const values = schema["enum"];
  if (isList(values) && !isOpen(values, types, context.direction)) {
    const withNull =
      context.direction === "output" && types.includes("null") && !values.includes(null) ? [...values, null] : values;
    checks.push(call("oneValue", withNull.map(valueSource), context));
  }
  return checks;
}

/** A value as source text. A literal cannot have a member `__proto__`. */
function valueSource(value: Json | undefined): string {
  const text = stringLiteral(JSON.stringify(value ?? null));
  return text.includes("__proto__") ? `JSON.parse(${text})` : JSON.stringify(value ?? null);
}

/** The rule of `canonical-schema.ts`: what is read may hold values that the vendor adds later. */
function isOpen(values: readonly Json[], types: readonly string[], direction: Direction): boolean {
  return (
    direction === "output" && (values.length > 1 || types.includes("null")) && values.some((value) => typeof value === "string")
  );
}

function numberChecks(schema: JsonObject, context: CheckContext): readonly string[] {
  const rules: readonly (readonly [key: string, text: string, operator: string])[] = [
    ["minimum", "at least", ">="],
    ["exclusiveMinimum", "above", ">"],
    ["maximum", "at most", "<="],
    ["exclusiveMaximum", "below", "<"],
  ];
  const checks = rules.flatMap(([key, text, operator]) => {
    const limit = schema[key];
    return typeof limit === "number"
      ? [call("range", [stringLiteral(`${text} ${limit}`), `(value) => value ${operator} ${limit}`], context)]
      : [];
  });
  const step = schema["multipleOf"];
  if (typeof step === "number") {
    context.use("multiple");
    checks.push(call("range", [stringLiteral(`a multiple of ${step}`), `(value) => multiple(value, ${step})`], context));
  }
  return checks;
}

function textChecks(schema: JsonObject, context: CheckContext): readonly string[] {
  const { minLength, maxLength, pattern, format } = schema;
  const checks: string[] = [];
  if (typeof minLength === "number" && minLength > 0)
    checks.push(lengthCheck(`have at least ${count(minLength, "character")}`, ">=", minLength, context));
  if (typeof maxLength === "number")
    checks.push(lengthCheck(`have at most ${count(maxLength, "character")}`, "<=", maxLength, context));
  const regExp = typeof pattern === "string" ? regExpSource(pattern, context) : undefined;
  if (typeof pattern === "string" && regExp !== undefined)
    checks.push(call("text", [stringLiteral(`match ${pattern}`), call("matching", [regExp], context)], context));
  if (typeof format === "string" && context.direction === "input") checks.push(...formatChecks(format, context));
  return checks;
}

function lengthCheck(message: string, operator: string, limit: number, context: CheckContext): string {
  context.use("characters");
  return call("text", [stringLiteral(message), `(value) => characters(value) ${operator} ${limit}`], context);
}

/** Formats are assertions only where a value that fails them is wrong for certain, and only for what is sent. */
function formatChecks(format: string, context: CheckContext): readonly string[] {
  if (format === "uuid") {
    return [call("text", ['"be a UUID"', "(value) => /^[\\da-f]{8}(?:-[\\da-f]{4}){3}-[\\da-f]{12}$/i.test(value)"], context)];
  }
  if (format === "email")
    return [call("text", ['"be an e-mail address"', "(value) => /^[^\\s@]+@[^\\s@]+$/.test(value)"], context)];
  if (format !== "date-time" && format !== "date") return [];
  context.use("isDate");
  return [call("text", ['"start with a date: YYYY-MM-DD"', "isDate"], context)];
}

function regExpSource(pattern: string, context: CheckContext): string | undefined {
  try {
    void new RegExp(pattern, "u");
  } catch {
    context.report({
      rule: "pattern-unreadable",
      severity: "warning",
      message: `the pattern ${pattern} is none that JavaScript reads, so it is not checked`,
      fix: "mend the pattern with an overlay",
    });
    return undefined;
  }
  return `/* @__PURE__ */ new RegExp(${stringLiteral(pattern)}, "u")`;
}

function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? "" : "s"}`;
}

function listChecks(schema: JsonObject, context: CheckContext): readonly string[] {
  const { minItems, maxItems, uniqueItems, contains } = schema;
  const checks: string[] = [];
  const prefix = isList(schema["prefixItems"])
    ? schema["prefixItems"].map((item) => checkSource(item, context) ?? "() => {}")
    : [];
  const rest = checkSource(schema["items"], context);
  if (prefix.length > 0 || rest !== undefined)
    checks.push(call("list", [`[${prefix.join(", ")}]`, rest ?? "undefined"], context));
  if (typeof minItems === "number" && minItems > 0) {
    checks.push(
      call(
        "entries",
        [
          stringLiteral(`have at least ${count(minItems, "entry").replace("entrys", "entries")}`),
          `(value) => value.length >= ${minItems}`,
        ],
        context,
      ),
    );
  }
  if (typeof maxItems === "number") {
    checks.push(
      call(
        "entries",
        [
          stringLiteral(`have at most ${count(maxItems, "entry").replace("entrys", "entries")}`),
          `(value) => value.length <= ${maxItems}`,
        ],
        context,
      ),
    );
  }
  if (uniqueItems === true) {
    context.use("same");
    checks.push(
      call(
        "entries",
        [
          '"have no entry twice"',
          "(value) => value.every((item, index) => !value.slice(0, index).some((other) => same(item, other)))",
        ],
        context,
      ),
    );
  }
  if (contains !== undefined) checks.push(...containsChecks(schema, contains, context));
  return checks;
}

function containsChecks(schema: JsonObject, contains: Json, context: CheckContext): readonly string[] {
  const check = checkSource(contains, context) ?? "() => {}";
  const least = typeof schema["minContains"] === "number" ? schema["minContains"] : 1;
  // What is read is counted too loosely to be too many.
  const most = context.direction === "input" ? schema["maxContains"] : undefined;
  context.use("passing");
  context.use("issuesOf");
  const limits = [
    `passing(${check}, value) >= ${least}`,
    ...(typeof most === "number" ? [`passing(${check}, value) <= ${most}`] : []),
  ];
  return [
    call(
      "entries",
      [
        stringLiteral(
          `have at least ${least}${typeof most === "number" ? ` and at most ${most}` : ""} of the entries that are asked for`,
        ),
        `(value) => ${limits.join(" && ")}`,
      ],
      context,
    ),
  ];
}

function recordChecks(schema: JsonObject, context: CheckContext): readonly string[] {
  const hidden = context.direction === "input" ? "readOnly" : "writeOnly";
  const properties = Object.entries(objectMember(schema, "properties"));
  const isHidden = (property: Json | undefined): boolean =>
    resolveObject(context.document, property)?.[hidden] === true || member(property, hidden) === true;
  const members = properties.map(([name, property]) => [name, checkSource(property, context)] as const);
  const required = stringsOf(schema["required"]).filter((name) => !isHidden(propertyNamed(schema, name, context.document)));
  const closed = schema["additionalProperties"] === false;
  const rest = closed ? undefined : checkSource(schema["additionalProperties"], context);
  const patterns = Object.entries(objectMember(schema, "patternProperties")).flatMap(([pattern, value]) => {
    const regExp = regExpSource(pattern, context);
    return regExp === undefined ? [] : [`[${regExp}, ${checkSource(value, context) ?? "() => {}"}]`];
  });
  const names = context.direction === "input" ? checkSource(schema["propertyNames"], context) : undefined;
  const isClosed = closed && context.direction === "input";
  // With a rule for other keys, every named property counts, also one that anything fits.
  const counted =
    isClosed || rest !== undefined
      ? members.map(([name, check]) => [name, check ?? "() => {}"] as const)
      : members.filter(([, check]) => check !== undefined);
  const rules = [
    ...(counted.length > 0
      ? [`properties: { ${counted.map(([name, check]) => `${objectKey(name)}: ${check ?? ""}`).join(", ")} }`]
      : []),
    ...(required.length > 0 ? [`required: [${required.map(stringLiteral).join(", ")}]`] : []),
    ...(patterns.length > 0 ? [`patterns: [${patterns.join(", ")}]`] : []),
    ...(isClosed ? ["rest: false"] : rest === undefined ? [] : [`rest: ${rest}`]),
    ...(names === undefined ? [] : [`names: ${names}`]),
  ];
  return [...(rules.length > 0 ? [call("record", [`{ ${rules.join(", ")} }`], context)] : []), ...keyChecks(schema, context)];
}

function propertyNamed(schema: JsonObject, name: string, document: JsonObject, depth = 0): Json | undefined {
  const own = member(objectMember(schema, "properties"), name);
  if (own !== undefined || depth > 20) return own;
  const parts = [
    ...(isList(schema["allOf"]) ? schema["allOf"] : []),
    ...(typeof schema["$ref"] === "string" ? [followReference(document, schema["$ref"]) ?? true] : []),
  ];
  for (const part of parts) {
    const found = isObject(part) ? propertyNamed(part, name, document, depth + 1) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

function keyChecks(schema: JsonObject, context: CheckContext): readonly string[] {
  const { minProperties, maxProperties } = schema;
  const checks: string[] = [];
  if (typeof minProperties === "number")
    checks.push(
      call(
        "keys",
        [stringLiteral(`have at least ${minProperties} keys`), `(present) => present.length >= ${minProperties}`],
        context,
      ),
    );
  if (typeof maxProperties === "number")
    checks.push(
      call(
        "keys",
        [stringLiteral(`have at most ${maxProperties} keys`), `(present) => present.length <= ${maxProperties}`],
        context,
      ),
    );
  for (const [name, needed] of Object.entries(objectMember(schema, "dependentRequired"))) {
    const others = stringsOf(needed);
    const message = `have ${others.join(", ")} beside ${name}`;
    checks.push(
      call(
        "keys",
        [
          stringLiteral(message),
          `(present) => !present.includes(${stringLiteral(name)}) || ${JSON.stringify(others)}.every((key) => present.includes(key))`,
        ],
        context,
      ),
    );
  }
  return checks;
}

function compositionChecks(schema: JsonObject, context: CheckContext): readonly string[] {
  const checks: string[] = [];
  for (const part of isList(schema["allOf"]) ? schema["allOf"] : []) {
    const check = checkSource(part, context);
    if (check !== undefined) checks.push(check);
  }
  for (const key of ["anyOf", "oneOf"] as const) {
    const variants = schema[key];
    if (!isList(variants) || variants.length === 0) continue;
    const exactly = key === "oneOf" && context.direction === "input";
    const sources = variants.map((variant) => checkSource(variant, context));
    if (!exactly && sources.includes(undefined)) continue;
    checks.push(
      unionSource(
        sources.map((source) => source ?? "() => {}"),
        exactly,
        tagOf(schema, variants, context.document),
        context,
      ),
    );
  }
  // These turn a check round, and what is read is checked too loosely for that.
  if (context.direction === "input") checks.push(...conditionChecks(schema, context));
  for (const key of ["unevaluatedProperties", "unevaluatedItems", "dependentSchemas", "$dynamicRef"]) {
    if (schema[key] === undefined || context.direction === "output") continue;
    context.report({ rule: "keyword-unchecked", severity: "info", message: `${key} is not checked by the generated validators` });
  }
  return checks;
}

function unionSource(variants: readonly string[], exactly: boolean, tag: string | undefined, context: CheckContext): string {
  return call("union", [`[${variants.join(", ")}]`, String(exactly), ...(tag === undefined ? [] : [tag])], context);
}

function conditionChecks(schema: JsonObject, context: CheckContext): readonly string[] {
  const checks: string[] = [];
  if (schema["not"] !== undefined) checks.push(call("not", [checkSource(schema["not"], context) ?? "() => {}"], context));
  if (schema["if"] !== undefined) {
    const [condition, holds, fails] = ["if", "then", "else"].map((key) => checkSource(schema[key], context));
    if (holds !== undefined || fails !== undefined)
      checks.push(call("when", [condition ?? "() => {}", holds ?? "undefined", fails ?? "undefined"], context));
  }
  return checks;
}

/** The property whose constant tells the variants apart, with its values for each: named by the document, or found in all variants. */
function tagOf(schema: JsonObject, variants: readonly Json[], document: JsonObject): string | undefined {
  const resolved = variants.map((variant) => resolveObject(document, variant));
  const [first] = resolved;
  const named = member(objectMember(schema, "discriminator"), "propertyName");
  const candidates = typeof named === "string" ? [named] : Object.keys(objectMember(first, "properties"));
  for (const name of candidates) {
    const values = resolved.map((variant) =>
      constantsOf(resolveObject(document, member(objectMember(variant, "properties"), name))),
    );
    if (values.every((known) => known.length > 0)) return `[${stringLiteral(name)}, ${JSON.stringify(values)}]`;
  }
  return undefined;
}

function constantsOf(schema: JsonObject | undefined): readonly Json[] {
  if (schema === undefined) return [];
  if (schema["const"] !== undefined) return [schema["const"]];
  return isList(schema["enum"]) && schema["enum"].length === 1 ? schema["enum"] : [];
}
