import { makeSentence } from "./make-description.ts";
import type { Random } from "./random.ts";

/** As much of a schema of OpenAPI 3.0 as the made document uses. */
export interface Schema {
  readonly $ref?: string;
  readonly description?: string;
  readonly type?: "array" | "boolean" | "integer" | "number" | "object" | "string";
  readonly format?: string;
  readonly nullable?: boolean;
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly maxItems?: number;
  readonly default?: unknown;
  readonly example?: unknown;
  readonly items?: Schema;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema;
  readonly allOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly discriminator?: { readonly propertyName: string; readonly mapping: Readonly<Record<string, string>> };
}

export type Schemas = Record<string, Schema>;

/** What the properties of a made object may refer to, and where their values come from. */
export interface SchemaMaker {
  readonly random: Random;
  /** Components by name; made schemas refer only to those that are there already, so that they have no rings. */
  readonly schemas: Schemas;
  readonly sharedEnums: readonly string[];
  readonly sharedObjects: readonly string[];
}

export const schemaAt = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });

const ADJECTIVES = [
  "active",
  "current",
  "default",
  "external",
  "final",
  "last",
  "linked",
  "parent",
  "public",
  "source",
  "target",
];
const NOUNS = ["count", "state", "label", "owner", "policy", "region", "score", "settings", "target", "token", "usage", "window"];
const SHARED_ENUMS = ["visibility", "plan", "role", "severity", "region", "currency", "language", "priority"];
const SHARED_OBJECTS = ["user", "agreement", "contact", "installation", "location", "organization", "schedule", "subscription"];

type MakeProperty = (maker: SchemaMaker, depth: number) => Schema;

const text: MakeProperty = ({ random }) => ({
  type: "string",
  maxLength: 64 + random.below(192),
  example: `${random.pick(ADJECTIVES)} ${random.pick(NOUNS)}`,
});

const nested: MakeProperty = (maker, depth) =>
  depth > 0 ? makeObject(maker, 3 + maker.random.below(4), depth - 1) : text(maker, depth);

/** The kinds of properties that large public documents have, the frequent ones several times. */
const KINDS: readonly MakeProperty[] = [
  text,
  text,
  nested,
  (maker, depth) => ({ type: "array", items: nested(maker, depth) }),
  ({ random }) => ({ type: "string", nullable: true, example: random.pick(NOUNS) }),
  ({ random }) => ({
    type: "string",
    format: "uri",
    example: `https://api.made.example/${random.pick(NOUNS)}/${random.below(10_000)}`,
  }),
  ({ random }) => ({
    type: "string",
    format: "date-time",
    ...(random.chance(0.4) && { nullable: true }),
    example: `2026-0${1 + random.below(9)}-11T08:30:00Z`,
  }),
  ({ random }) => ({
    type: "string",
    pattern: "^[0-9a-f]{8}$",
    example: (0x10_00_00_00 + random.below(0x70_00_00_00)).toString(16),
  }),
  ({ random }) => ({ type: "integer", minimum: 0, maximum: 100_000, example: random.below(100_000) }),
  ({ random }) => ({ type: "integer", format: "int64", example: random.below(2 ** 31) }),
  ({ random }) => ({ type: "number", minimum: 0, example: random.below(1000) / 8 }),
  ({ random }) => ({ type: "boolean", default: random.chance(0.5), example: random.chance(0.5) }),
  ({ random }) => ({ type: "string", enum: NOUNS.slice(random.below(4), 6 + random.below(6)) }),
  ({ random }) => ({ type: "array", items: { type: "string", example: random.pick(NOUNS) } }),
  ({ random }) => ({ type: "object", additionalProperties: { type: "string", example: random.pick(NOUNS) } }),
  ({ random, sharedEnums }) => schemaAt(random.pick(sharedEnums)),
  ({ random, sharedObjects }) => schemaAt(random.pick(sharedObjects)),
  ({ random, sharedObjects }) => ({ type: "object", nullable: true, allOf: [schemaAt(random.pick(sharedObjects))] }),
  ({ random, sharedObjects }) => ({ type: "array", maxItems: 100, items: schemaAt(random.pick(sharedObjects)) }),
  ({ random, sharedEnums }) => ({ oneOf: [schemaAt(random.pick(sharedEnums)), { type: "integer", example: random.below(100) }] }),
];

/** A property with its description; beside a reference OpenAPI 3.0 allows none. */
function makeProperty(maker: SchemaMaker, depth: number): Schema {
  const schema = maker.random.pick(KINDS)(maker, depth);
  return schema.$ref === undefined ? { description: makeSentence(maker.random), ...schema } : schema;
}

/** An object with that many properties, in which objects are nested up to `depth` levels deep. */
export function makeObject(maker: SchemaMaker, propertyCount: number, depth: number): Schema {
  const { random } = maker;
  const properties: Record<string, Schema> = {};
  while (Object.keys(properties).length < propertyCount) {
    properties[`${random.pick(ADJECTIVES)}_${random.pick(NOUNS)}`] ??= makeProperty(maker, depth);
  }
  const required = Object.keys(properties).filter(() => random.chance(0.6));
  return { type: "object", ...(required.length > 0 && { required }), properties };
}

/** Begins the components: enums and objects that many resources share, the response to a refused request, and a schema that contains itself. */
export function createSchemaMaker(random: Random): SchemaMaker {
  const schemas: Schemas = {
    user: {
      type: "object",
      required: ["id", "login"],
      properties: { id: { type: "integer", format: "int64", example: 1 }, login: { type: "string", example: "ada" } },
    },
    refusal: {
      type: "object",
      required: ["message"],
      properties: { message: { type: "string" }, documentation_url: { type: "string" } },
    },
    thread: {
      type: "object",
      required: ["body", "replies"],
      properties: {
        body: { type: "string", example: "text" },
        replies: { type: "array", items: schemaAt("thread"), example: [] },
      },
    },
  };
  for (const name of SHARED_ENUMS) {
    const values = Array.from({ length: 3 + random.below(20) }, (_, index) => `${name}_${index + 1}`);
    schemas[name] = { type: "string", description: makeSentence(random), enum: values };
  }
  const sharedObjects = ["user", "thread"];
  const maker: SchemaMaker = { random, schemas, sharedEnums: SHARED_ENUMS, sharedObjects };
  for (const name of SHARED_OBJECTS) {
    schemas[name] ??= makeObject(maker, 6 + random.below(8), 1);
    if (!sharedObjects.includes(name)) sharedObjects.push(name);
  }
  return maker;
}

/** A value that the schema allows. */
export function exampleOf(schema: Schema, schemas: Readonly<Schemas>): unknown {
  const { $ref, allOf, oneOf, properties = {}, items, additionalProperties } = schema;
  if ($ref !== undefined) {
    const target = schemas[$ref.slice("#/components/schemas/".length)];
    if (target === undefined) throw new Error(`${$ref} leads nowhere`);
    return exampleOf(target, schemas);
  }
  if (allOf !== undefined) return Object.assign({}, ...allOf.map((part) => exampleOf(part, schemas)));
  if (oneOf?.[0] !== undefined) return exampleOf(oneOf[0], schemas);
  if (schema.example !== undefined) return schema.example;
  if (schema.enum !== undefined) return schema.enum[0];
  if (items !== undefined) return [exampleOf(items, schemas)];
  if (additionalProperties !== undefined) return { first: exampleOf(additionalProperties, schemas) };
  return Object.fromEntries(Object.entries(properties).map(([name, property]) => [name, exampleOf(property, schemas)]));
}
