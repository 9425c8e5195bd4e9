import { validate } from "@cfworker/json-schema";
import { isObject, listMember, objectMember, stringMember, withMembers, type Json, type JsonObject } from "../document/json.ts";
import { unicodePattern } from "../document/unicode-pattern.ts";
import type { Direction } from "./direction.ts";
import { discriminatorTags } from "./discriminator-tags.ts";
import { allowedTypes } from "./enum-values.ts";
import { ExampleSchemas } from "./example-schemas.ts";
import { followReference, objectsOf, stringsOf } from "./reference.ts";
import { sampleTexts } from "./sample-text.ts";
import { singular } from "./words.ts";

/** How full an invented value is. */
interface Detail {
  /** Whether the document's own examples and defaults are used. */
  readonly examples: boolean;
  /** Levels of objects whose optional properties are made too. */
  readonly levels: number;
}

/** From the fullest to the emptiest. A schema may accept a later one if it refuses an earlier one. */
const DETAILS: readonly Detail[] = [
  { examples: true, levels: 3 },
  { examples: false, levels: 3 },
  { examples: true, levels: 0 },
  { examples: false, levels: 0 },
];

/** Nested references to the same schema that are followed. A tree has to end. */
const MOST_ROUNDS = 1;

/** References on the way to a schema. In a longer chain, the same parents would be read again for each of its schemas. */
const MOST_REFERENCES = 30;

/** A schema combined with its parts and the first of its variants. */
interface Flat {
  readonly schema: JsonObject;
  /** References on the longest way to one of its parts. */
  readonly depth: number;
  /** The references that were looked at. */
  readonly references: ReadonlySet<string>;
}

const EMPTY: Flat = { schema: {}, depth: 0, references: new Set() };

/** Makes values for a document's schemas. The same schema and seed give the same value. */
export class SampleValues {
  readonly #document: JsonObject;
  readonly #schemas: ExampleSchemas;
  readonly #hidden: "readOnly" | "writeOnly";
  readonly #flats = new Map<string, Flat>();
  /** Schemas that no value can be checked by. */
  readonly #uncheckable = new WeakSet<JsonObject>();

  constructor(document: JsonObject, direction: Direction) {
    this.#document = document;
    // As validators take it: what is read may fit several variants.
    this.#schemas = new ExampleSchemas(document, direction, { unknownProperties: true, severalVariants: direction === "output" });
    this.#hidden = direction === "input" ? "readOnly" : "writeOnly";
  }

  /** A value that the schema allows. Undefined if none is found. `levels`: how deep optional properties are made. */
  valueOf(schema: Json | undefined, seed: string, levels: number = Number.POSITIVE_INFINITY): Json | undefined {
    if (schema === undefined) return undefined;
    for (const detail of DETAILS) {
      if (detail.levels > levels || (isObject(schema) && this.#uncheckable.has(schema))) continue;
      const maker = new Maker(this.#document, this.#hidden, detail, seed, this.#flats);
      const value = maker.make(schema, 0, [], "text");
      if (value !== undefined && !maker.isTooDeep && this.isAllowed(schema, value)) return value;
    }
    return undefined;
  }

  isAllowed(schema: Json, value: Json): boolean {
    try {
      return validate(value, this.#schemas.whole(schema, value), "2020-12", this.#schemas.lookup, true).valid;
    } catch {
      if (isObject(schema)) this.#uncheckable.add(schema);
      return false;
    }
  }
}

class Maker {
  /** Whether a part was left out, since it is behind too many references. */
  isTooDeep = false;
  readonly #document: JsonObject;
  readonly #hidden: string;
  readonly #detail: Detail;
  /** The schemas behind references. Many schemas may have the same part, and a part may be reached on many ways. */
  readonly #flats: Map<string, Flat>;
  #serial: number;

  constructor(document: JsonObject, hidden: string, detail: Detail, seed: string, flats: Map<string, Flat>) {
    this.#document = document;
    this.#hidden = hidden;
    this.#detail = detail;
    this.#flats = flats;
    this.#serial = Array.from(seed).reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 997, 7);
  }

  /** A value. Undefined where a tree has to end. `name`: of the property that has it. */
  make(given: Json, level: number, entered: readonly string[], name: string): Json | undefined {
    if (!isObject(given)) return given === false ? undefined : "text";
    const reference = stringMember(given, "$ref");
    if (reference !== undefined) {
      this.isTooDeep ||= entered.length > MOST_REFERENCES;
      if (this.isTooDeep || entered.filter((one) => one === reference).length > MOST_ROUNDS) return undefined;
      const target = followReference(this.#document, reference);
      const { $ref: _, ...beside } = given;
      const whole = isObject(target) && Object.keys(beside).length > 0 ? { allOf: [target, beside] } : target;
      return whole === undefined ? "text" : this.make(whole, level, [...entered, reference], name);
    }
    const { schema } = this.#flat(given, entered);
    if ("const" in schema) return schema["const"] ?? null;
    const examples = [...("example" in schema ? [schema["example"] ?? null] : []), ...listMember(schema, "examples")];
    if (this.#detail.examples && examples[0] !== undefined) return examples[0];
    const values = listMember(schema, "enum").filter((value) => value !== null);
    if (values.length > 0) return values[this.#next() % values.length];
    if (this.#detail.examples && "default" in schema && schema["default"] !== null) return schema["default"];
    return this.#ofType(schema, level, entered, name);
  }

  #ofType(schema: JsonObject, level: number, entered: readonly string[], name: string): Json | undefined {
    const [type = typeByKeywords(schema)] = allowedTypes(schema).filter(
      (one) => one !== "null" || allowedTypes(schema).length === 1,
    );
    switch (type) {
      case "null":
        return null;
      case "boolean":
        return true;
      case "integer":
      case "number":
        return this.#number(schema, type === "integer");
      case "array":
        return this.#list(schema, level, entered, singular(name));
      case "object":
        return this.#object(schema, level, entered);
      default: {
        const [text] = sampleTexts(
          name,
          {
            format: stringMember(schema, "format"),
            pattern: stringMember(schema, "pattern"),
            least: numberMember(schema, "minLength"),
            most: numberMember(schema, "maxLength"),
          },
          this.#next(),
        ).filter((candidate) => fits(candidate, schema));
        return text ?? "text";
      }
    }
  }

  /** The schema combined with its parts and the first of its variants, with the tag of that variant. */
  #flat(schema: JsonObject, entered: readonly string[]): Flat {
    const own = withMembers(schema, { allOf: undefined, anyOf: undefined, oneOf: undefined });
    const variants = [...listMember(schema, "oneOf"), ...listMember(schema, "anyOf")].filter(
      (variant) => !(isObject(variant) && variant["type"] === "null"),
    );
    const chosen = variants.find((variant) => !this.#isEntered(variant, entered)) ?? variants[0];
    const parts = [...listMember(schema, "allOf"), ...(chosen === undefined ? [] : [chosen])].map((part) =>
      this.#resolved(part, entered),
    );
    const references = variants.flatMap((variant) => stringMember(variant, "$ref") ?? []);
    return {
      schema: [...parts.map((part) => part.schema), this.#tagOf(schema, chosen)].reduce(merged, own),
      depth: Math.max(0, ...parts.map(({ depth }) => depth)),
      references: new Set([...references, ...parts.flatMap((part) => [...part.references])]),
    };
  }

  /** The property that tells the variant from the others; nothing where none does. */
  #tagOf(schema: JsonObject, variant: Json | undefined): JsonObject {
    const tags = variant === undefined ? undefined : discriminatorTags(schema, this.#document);
    const [value] = tags && variant !== undefined ? tags.valuesOf(variant) : [];
    return tags && value !== undefined ? { properties: { [tags.property]: { const: value } }, required: [tags.property] } : {};
  }

  #isEntered(schema: Json, entered: readonly string[]): boolean {
    const reference = stringMember(schema, "$ref");
    return reference !== undefined && entered.includes(reference);
  }

  #resolved(part: Json, entered: readonly string[]): Flat {
    const first = stringMember(part, "$ref");
    const known = first === undefined ? undefined : this.#flats.get(first);
    if (known && isApart(known, entered)) {
      this.isTooDeep ||= entered.length + known.depth > MOST_REFERENCES + 1;
      return this.isTooDeep ? EMPTY : known;
    }
    let target: Json | undefined = part;
    const seen = [...entered];
    for (let reference = first; reference !== undefined; reference = stringMember(target, "$ref")) {
      this.isTooDeep ||= seen.length > MOST_REFERENCES;
      if (this.isTooDeep || seen.filter((one) => one === reference).length > MOST_ROUNDS + 1)
        return { ...EMPTY, references: new Set([reference]) };
      seen.push(reference);
      target = followReference(this.#document, reference);
    }
    const { schema, depth, references } = isObject(target) ? this.#flat(target, seen) : EMPTY;
    const followed = seen.slice(entered.length);
    const flat = { schema, depth: depth + followed.length, references: new Set([...followed, ...references]) };
    if (first !== undefined && !this.isTooDeep && isApart(flat, entered)) this.#flats.set(first, flat);
    return flat;
  }

  #number(schema: JsonObject, isWhole: boolean): number {
    const step = numberMember(schema, "multipleOf") ?? (isWhole ? 1 : 0.5);
    const above = numberMember(schema, "exclusiveMinimum");
    const below = numberMember(schema, "exclusiveMaximum");
    const least = Math.max(
      numberMember(schema, "minimum") ?? Number.NEGATIVE_INFINITY,
      above === undefined ? Number.NEGATIVE_INFINITY : above + step,
    );
    const most = Math.min(
      numberMember(schema, "maximum") ?? Number.POSITIVE_INFINITY,
      below === undefined ? Number.POSITIVE_INFINITY : below - step,
    );
    const wanted = Math.min(Math.max((this.#next() % 100) + 1, least), most);
    const stepped = Math.ceil(wanted / step) * step;
    return stepped > most ? Math.floor(most / step) * step : stepped;
  }

  #list(schema: JsonObject, level: number, entered: readonly string[], name: string): Json | undefined {
    const first = listMember(schema, "prefixItems").map((item) => this.make(item, level, entered, name) ?? null);
    const least = numberMember(schema, "minItems") ?? 0;
    const wanted = Math.max(least, Math.min(level === 0 || level === 1 ? 2 : 1, numberMember(schema, "maxItems") ?? 2));
    const items: Json[] = [...first];
    while (items.length < wanted && schema["items"] !== false) {
      const item = this.make(schema["items"] ?? true, level, entered, name);
      if (item === undefined) break;
      // A schema with an example has at least one.
      if (schema["uniqueItems"] === true && items.some((other) => JSON.stringify(other) === JSON.stringify(item))) break;
      items.push(item);
    }
    return items;
  }

  #object(schema: JsonObject, level: number, entered: readonly string[]): Json | undefined {
    const required = stringsOf(schema["required"]);
    const made: [string, Json][] = [];
    for (const [name, property] of Object.entries(objectMember(schema, "properties"))) {
      const isNeeded = required.includes(name);
      if (this.#isHidden(property) || (!isNeeded && level >= this.#detail.levels)) continue;
      const value = this.make(property, level + 1, entered, name);
      if (value === undefined && isNeeded && !allowsNull(property)) return undefined;
      if (value !== undefined || isNeeded) made.push([name, value ?? null]);
    }
    for (const name of required)
      if (!made.some(([known]) => known === name) && !Object.hasOwn(objectMember(schema, "properties"), name))
        made.push([name, "text"]);
    const others = schema["additionalProperties"];
    if (made.length < (numberMember(schema, "minProperties") ?? (isObject(others) && level < this.#detail.levels ? 1 : 0))) {
      const value = this.make(others ?? true, level + 1, entered, "text");
      if (value !== undefined) made.push(["key", value]);
    }
    return Object.fromEntries(made);
  }

  #isHidden(property: Json): boolean {
    const target =
      isObject(property) && typeof property["$ref"] === "string" ? followReference(this.#document, property["$ref"]) : property;
    return [property, target].some((each) => isObject(each) && each[this.#hidden] === true);
  }

  #next(): number {
    this.#serial = (this.#serial * 31 + 17) % 997;
    return this.#serial;
  }
}

/** Whether a schema has nothing to do with the references on the way to it, so that it is the same on any other way. */
function isApart({ references }: Flat, entered: readonly string[]): boolean {
  return entered.every((reference) => !references.has(reference));
}

function fits(text: string, schema: JsonObject): boolean {
  if (
    text.length < (numberMember(schema, "minLength") ?? 0) ||
    text.length > (numberMember(schema, "maxLength") ?? Number.POSITIVE_INFINITY)
  )
    return false;
  const pattern = unicodePattern(stringMember(schema, "pattern") ?? "");
  return pattern === undefined || new RegExp(pattern, "u").test(text);
}

function allowsNull(schema: Json): boolean {
  return isObject(schema) && [...allowedTypes(schema), ...objectsOf(schema["anyOf"]).flatMap(allowedTypes)].includes("null");
}

function typeByKeywords(schema: JsonObject): string {
  if ("properties" in schema || "additionalProperties" in schema || "required" in schema) return "object";
  return "items" in schema || "prefixItems" in schema ? "array" : "string";
}

/** Combines two parts of a schema. */
function merged(one: JsonObject, other: JsonObject): JsonObject {
  const properties = { ...objectMember(one, "properties"), ...objectMember(other, "properties") };
  const required = [...new Set([...stringsOf(one["required"]), ...stringsOf(other["required"])])];
  return {
    ...other,
    ...one,
    ...(Object.keys(properties).length > 0 && { properties }),
    ...(required.length > 0 && { required }),
  };
}

function numberMember(schema: JsonObject, key: string): number | undefined {
  const value = schema[key];
  return typeof value === "number" ? value : undefined;
}
