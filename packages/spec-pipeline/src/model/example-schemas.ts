import type { Schema } from "@cfworker/json-schema";
import { isExplosivePattern } from "../document/explosive-pattern.ts";
import { isList, isObject, type Json, type JsonObject } from "../document/json.ts";
import { childOf } from "../document/nodes.ts";
import { unicodePattern } from "../document/unicode-pattern.ts";
import type { Direction } from "./direction.ts";
import { discriminatorTags } from "./discriminator-tags.ts";
import { followReference, stringsOf } from "./reference.ts";

/** Keywords whose schemas describe the same value as the schema that they stand in. */
const SAME_VALUE: ReadonlySet<string> = new Set(["allOf", "anyOf", "oneOf", "not", "if", "then", "else", "dependentSchemas"]);

/** A property that only the other side writes. An example of this direction may lack it. */
const ABSENT_IN = { input: "readOnly", output: "writeOnly" } as const;

/** What a value may have that a schema, read strictly, refuses. */
interface Leniency {
  /** Properties that the schema does not name. */
  readonly unknownProperties?: boolean;
  /** The form of several variants of a `oneOf` at once. */
  readonly severalVariants?: boolean;
}

/**
 * References that are followed to check an example, and for each value in it. The validator checks a value again on each way to a schema:
 * with two ways from each schema to the next, the ways double with each.
 */
const MOST_LOOK_UPS = 10_000;
const MOST_FOR_EACH_VALUE = 100;

/**
 * The schemas of a document in the form that an example must fit. An example shows real data, so a property that the schema does not name
 * is a mistake in one of the two. A component is prepared when a schema refers to it.
 */
export class ExampleSchemas {
  /** A schema for each reference, for the validator's look-up. It throws if there is no end to be expected. */
  readonly lookup: Record<string, Schema | boolean>;
  readonly #prepared: Record<string, Schema | boolean> = {};
  #left = 0;
  readonly #document: JsonObject;
  readonly #direction: Direction;
  readonly #leniency: Leniency;

  constructor(document: JsonObject, direction: Direction, leniency: Leniency) {
    this.#document = document;
    this.#direction = direction;
    this.#leniency = leniency;
    this.lookup = new Proxy(this.#prepared, {
      get: (prepared, reference) => {
        this.#left -= 1;
        if (this.#left < 0) throw new RangeError("its schema leads to the same schemas in too many ways");
        return typeof reference === "string" ? prepared[reference] : undefined;
      },
    });
  }

  /** The schema of a whole value, by which an example is checked next. */
  whole(schema: Json, example: Json): Schema | boolean {
    this.#left = MOST_LOOK_UPS + MOST_FOR_EACH_VALUE * countValues(example);
    return this.#prepareWhole(schema);
  }

  #prepareWhole(schema: Json): Schema | boolean {
    const prepared = this.#prepare(schema);
    if (typeof prepared === "boolean" || this.#leniency.unknownProperties || !this.#namesProperties(schema, new Set()))
      return prepared;
    return { unevaluatedProperties: false, ...prepared };
  }

  #prepare(schema: Json): Schema | boolean {
    if (!isObject(schema)) return schema !== false;
    const prepared = Object.entries(schema).flatMap(([key, value]): [string, unknown][] => {
      if (key === "oneOf" && isList(value)) return [this.#variants(schema, value)];
      if (key === "pattern" && typeof value === "string") return readable(value).map((pattern) => [key, pattern]);
      return [[key, this.#member(schema, key, value)]];
    });
    return Object.fromEntries(prepared);
  }

  /** A union whose tag decides, as it does for validators. */
  #variants(union: JsonObject, variants: readonly Json[]): [keyword: string, variants: unknown] {
    const tags = discriminatorTags(union, this.#document);
    const prepared = variants.map((variant) => {
      const values = tags?.valuesOf(variant) ?? [];
      const tag = { properties: { [tags?.property ?? ""]: { enum: values } } };
      return values.length === 0 ? this.#prepare(variant) : { allOf: [this.#prepare(variant), tag] };
    });
    // A schema that has both keywords needs each.
    return [this.#leniency.severalVariants && !("anyOf" in union) ? "anyOf" : "oneOf", prepared];
  }

  #member(schema: JsonObject, key: string, value: Json): unknown {
    if (key === "$ref" && typeof value === "string") this.#addReference(value);
    if (key === "required") return stringsOf(value).filter((name) => !this.#isAbsent(schema, name));
    const [arity] = childOf("schema", key) ?? [];
    const prepare = (part: Json): Schema | boolean => (SAME_VALUE.has(key) ? this.#prepare(part) : this.#prepareWhole(part));
    if (arity === "one") return prepare(value);
    if (arity === "list" && isList(value)) return value.map(prepare);
    if (arity === "map" && isObject(value)) {
      const parts = Object.entries(value).flatMap(([name, part]) =>
        (key === "patternProperties" ? readable(name) : [name]).map((known) => [known, prepare(part)]),
      );
      return Object.fromEntries(parts);
    }
    return value;
  }

  #addReference(reference: string): void {
    if (Object.hasOwn(this.#prepared, reference)) return;
    // A schema that contains itself finds its own name here.
    this.#prepared[reference] = true;
    this.#prepared[reference] = this.#prepare(followReference(this.#document, reference) ?? true);
  }

  /** Whether a required property may be missing, since the other side writes it. */
  #isAbsent(schema: JsonObject, name: string): boolean {
    const properties = schema["properties"];
    let property = isObject(properties) && Object.hasOwn(properties, name) ? properties[name] : undefined;
    for (const seen = new Set<string>(); isObject(property); property = followReference(this.#document, property["$ref"])) {
      if (property[ABSENT_IN[this.#direction]] === true) return true;
      if (typeof property["$ref"] !== "string" || seen.has(property["$ref"])) return false;
      seen.add(property["$ref"]);
    }
    return false;
  }

  /** Whether a schema or one of its parts names a property. A schema without names says nothing about objects. */
  #namesProperties(schema: Json, entered: Set<JsonObject>): boolean {
    if (!isObject(schema) || entered.has(schema)) return false;
    entered.add(schema);
    if ("properties" in schema || "patternProperties" in schema) return true;
    const reference = schema["$ref"];
    const target = typeof reference === "string" ? followReference(this.#document, reference) : undefined;
    const parts = ["allOf", "anyOf", "oneOf"].flatMap((key) => (isList(schema[key]) ? schema[key] : []));
    return [target ?? true, ...parts].some((part) => this.#namesProperties(part, entered));
  }
}

/** The pattern as the validator of examples reads it, unless it may take minutes. */
function readable(pattern: string): readonly string[] {
  return isExplosivePattern(pattern) ? [] : [unicodePattern(pattern) ?? pattern];
}

function countValues(value: Json): number {
  let count = 0;
  const queue = [value];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    count += 1;
    if (typeof next === "object" && next !== null) for (const inner of Object.values<Json>(next)) queue.push(inner);
  }
  return count;
}
