import { isList, isObject, type Json } from "../../document/json.ts";
import type { CanonicalProperty, CanonicalSchema } from "../../model/canonical-schema.ts";
import type { SchemaWords } from "../../model/schema-words.ts";
import {
  docComment,
  docTag,
  indentRest,
  joinSource,
  namesIn,
  propertyKey,
  source,
  stringLiteral,
  type DocTag,
  type SourceText,
} from "../../source/source-text.ts";

/** A list of a component by its name. A type may refer to itself through it, as it may through a property. */
const LIST_OF = source`ListOf`;

/** The helper's declaration, if types name it. */
export function printListOf(types: SourceText): SourceText {
  if (!namesIn(types).includes(LIST_OF)) return source``;
  return source`\nexport interface ${LIST_OF}<Name extends keyof components["schemas"]> extends Array<components["schemas"][Name]> {}\n`;
}

const INDENT = source`    `;

/** The type of a schema. Components are named `components["schemas"]["Name"]`. */
export function printType(schema: CanonicalSchema): SourceText {
  return unionOf(alternatives(schema));
}

export function unionOf(types: readonly SourceText[]): SourceText {
  return joinSource(distinct(types), source` | `);
}

/** The members of a union, or the one type that it is. */
function alternatives(schema: CanonicalSchema): readonly SourceText[] {
  switch (schema.form) {
    case "union":
      return distinct(
        schema.parts.flatMap((part) => {
          const types = alternatives(part);
          return isIntersection(part) ? types.map((type) => source`(${type})`) : types;
        }),
      );
    case "values":
      return distinct([...schema.values.map(literalType), ...(schema.open ? otherValues(schema.values) : [])]);
    default:
      return [singleType(schema)];
  }
}

function distinct(types: readonly SourceText[]): readonly SourceText[] {
  return [...new Set(types)];
}

function singleType(schema: Exclude<CanonicalSchema, { readonly form: "union" | "values" }>): SourceText {
  switch (schema.form) {
    case "list":
      return schema.isOwn && schema.items.form === "component"
        ? source`${LIST_OF}<${stringLiteral(schema.items.name)}>`
        : listOf(schema.items);
    case "tuple": {
      const first = schema.first.map((item, index) =>
        index < schema.required ? printType(item) : source`(${printType(item)})?`,
      );
      const rest = schema.rest.form === "never" ? [] : [source`...${listOf(schema.rest)}`];
      return source`[\n${INDENT}${indentRest(joinSource([...first, ...rest], source`,\n`), INDENT)}\n]`;
    }
    case "record":
      return source`Record<string, unknown>`;
    case "empty":
      return source`Record<string, never>`;
    case "object": {
      const own = schema.properties.length === 0 ? [] : [objectOf(schema.properties.map(printProperty))];
      const index = schema.index ? [objectOf([source`[key: string]: ${printType(schema.index)};`])] : [];
      return joinSource([...own, ...index], source` & `);
    }
    case "component":
      return source`components["schemas"][${stringLiteral(schema.name)}]`;
    case "file":
      return source`FormFile`;
    case "part": {
      const members = schema.headers.map(({ name, required }) => {
        const type = required ? source`string` : source`string | undefined`;
        return source`${propertyKey(name)}${required ? source`` : source`?`}: ${type};`;
      });
      const headers = members.length === 0 ? source`` : source`, ${objectOf(members)}`;
      const part = source`FormPart<${printType(schema.content)}${headers}>`;
      // A value alone is no part if the part needs headers.
      return schema.headers.some(({ required }) => required)
        ? source`(${part} & { readonly headers: object })`
        : source`${bracketed(schema.content)} | ${part}`;
    }
    case "intersection":
      return joinSource(schema.parts.map(bracketed), source` & `);
    default:
      return KEYWORDS[schema.form];
  }
}

const KEYWORDS = {
  boolean: source`boolean`,
  never: source`never`,
  number: source`number`,
  string: source`string`,
  undefined: source`undefined`,
  unknown: source`unknown`,
};

function listOf(items: CanonicalSchema): SourceText {
  return isIntersection(items) ? source`(${printType(items)})[]` : source`${bracketed(items)}[]`;
}

/** A type beside an operator that binds more tightly than `|`. */
function bracketed(schema: CanonicalSchema): SourceText {
  const types = alternatives(schema);
  const type = joinSource(types, source` | `);
  return types.length > 1 ? source`(${type})` : type;
}

function isIntersection(schema: CanonicalSchema): boolean {
  return (
    schema.form === "intersection" || (schema.form === "object" && schema.index !== undefined && schema.properties.length > 0)
  );
}

function objectOf(members: readonly SourceText[]): SourceText {
  return source`{\n${INDENT}${indentRest(joinSource(members, source`\n`), INDENT)}\n}`;
}

/** Callers may pass on `undefined` for any optional field, also under `exactOptionalPropertyTypes`. */
function printProperty({ name, required, schema }: CanonicalProperty): SourceText {
  const comment = docComment(describeField(schema.words), source``);
  if (required) return source`${comment}${propertyKey(name)}: ${printType(schema)};`;
  const type = schema.form === "unknown" ? schema : ({ form: "union", parts: [schema, { form: "undefined" }] } as const);
  return source`${comment}${propertyKey(name)}?: ${printType(type)};`;
}

/** The comment over a field or a param. It says so if the document does not say what the field means. */
export function describeField(words: SchemaWords = {}): readonly (string | DocTag)[] {
  return describeWords((words.text ?? words.format) === undefined ? { ...words, text: "Not described." } : words);
}

/** The comment over anything that has this schema. */
export function describeWords(words: SchemaWords = {}): readonly (string | DocTag)[] {
  return [
    ...(words.text === undefined ? [] : [words.text]),
    ...(words.format === undefined ? [] : [`Format: ${words.format}`]),
    ...(words.deprecated ? [docTag("deprecated")] : []),
    ...(words.default === undefined ? [] : [docTag("default", shownValue(words.default))]),
    ...(words.examples ?? []).map((example) => docTag("example", shownValue(example))),
  ];
}

function shownValue(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value, undefined, 2);
}

/** The type of one value. */
function literalType(value: Json): SourceText {
  if (typeof value === "string") return stringLiteral(value);
  if (isList(value)) return value.length === 0 ? source`never[]` : source`[${joinSource(value.map(literalType), source`, `)}]`;
  if (isObject(value)) {
    const members = Object.entries(value).map(([name, member]) => source`${propertyKey(name)}: ${literalType(member)};`);
    return members.length === 0 ? source`Record<string, never>` : objectOf(members);
  }
  if (value === null) return source`null`;
  // A number beyond the largest has no literal type.
  return typeof value === "number" && !Number.isFinite(value) ? source`number` : source`${value}`;
}

/** The other values of an enum: with `string & {}`, an editor does not reduce the known values to `string`. */
function otherValues(values: readonly Json[]): readonly SourceText[] {
  const types = new Set(values.map((value) => typeof value));
  return [...(types.has("string") ? [source`(string & {})`] : []), ...(types.has("number") ? [source`(number & {})`] : [])];
}
