import { makeDescription, makeSentence } from "./make-description.ts";
import { exampleOf, makeObject, schemaAt, type Schema, type SchemaMaker } from "./schema-maker.ts";

/** The document as far as it is made. */
export interface Draft extends SchemaMaker {
  readonly examples: Record<string, object>;
}

const JSON_TYPE = "application/json";
const parametersAt = (...names: readonly string[]): object[] =>
  names.map((name) => ({ $ref: `#/components/parameters/${name}` }));
const responseAt = (name: string): object => ({ $ref: `#/components/responses/${name}` });
const capitalized = (noun: string): string => noun.charAt(0).toUpperCase() + noun.slice(1);

/** Adds an example to the components and gives the content that refers to it. */
function contentOf(draft: Draft, name: string, schema: Schema): object {
  draft.examples[name] = { value: exampleOf(schema, draft.schemas) };
  return { [JSON_TYPE]: { schema, examples: { default: { $ref: `#/components/examples/${name}` } } } };
}

/** Something that happened to a resource: one of three objects, told apart by `type`. */
function addEvent(draft: Draft, name: string): Schema {
  const kinds = ["created", "changed", "removed"];
  for (const kind of kinds) {
    const { required = [], properties } = makeObject(draft, 4, 1);
    draft.schemas[`${name}-${kind}`] = {
      type: "object",
      required: ["type", ...required],
      properties: { type: { type: "string", enum: [kind] }, ...properties },
    };
  }
  draft.schemas[name] = {
    oneOf: kinds.map((kind) => schemaAt(`${name}-${kind}`)),
    discriminator: {
      propertyName: "type",
      mapping: Object.fromEntries(kinds.map((kind) => [kind, `#/components/schemas/${name}-${kind}`])),
    },
  };
  return schemaAt(name);
}

/** Adds the schemas of one resource: as it stands in a list, and whole. */
function addSchemas(draft: Draft, name: string): { listed: Schema; whole: Schema } {
  const { random, schemas } = draft;
  const id: Schema = { type: "string", format: "uuid", description: "The id.", example: "5f8e1b2c-0d3a-4c6b-9e7f-1a2b3c4d5e6f" };
  const { properties: listed = {} } = makeObject(draft, 8, 1);
  schemas[`${name}-summary`] = {
    type: "object",
    description: makeSentence(random),
    required: ["id"],
    properties: { id, ...listed },
  };
  // Both parts of an allOf may say something of a property; here they do not, or no value might satisfy both.
  const added = Object.entries(makeObject(draft, 14, 2).properties ?? {}).filter(([property]) => !(property in listed));
  const last_event = addEvent(draft, `${name}-event`);
  schemas[name] = {
    description: makeSentence(random),
    allOf: [schemaAt(`${name}-summary`), { type: "object", properties: { ...Object.fromEntries(added), last_event } }],
  };
  return { listed: schemaAt(`${name}-summary`), whole: schemaAt(name) };
}

/** Adds a resource, `thing`s of an `area`, and gives its two paths with five operations. */
export function addResource(draft: Draft, area: string, thing: string): [string, object][] {
  const { random } = draft;
  const name = `${area}-${thing}`;
  const { listed, whole } = addSchemas(draft, name);
  const operation = (verb: string): object => ({
    operationId: `${verb}${capitalized(area)}${capitalized(thing)}`,
    summary: `${capitalized(verb)} ${thing} of ${area}`,
    description: makeDescription(random, 1 + random.below(2)),
    tags: [area],
  });
  const sent = (verb: string): object => ({
    required: true,
    content: contentOf(draft, `${name}-${verb}`, makeObject(draft, 5 + random.below(6), 2)),
  });
  const found = { description: "Response", content: contentOf(draft, name, whole) };
  const refused = { 403: responseAt("forbidden"), 404: responseAt("not_found") };
  const collection = `/${area}/{${area}_id}/${thing}`;
  const items = contentOf(draft, `${name}-items`, { type: "array", items: listed });
  return [
    [
      collection,
      {
        get: {
          ...operation("list"),
          parameters: [
            ...parametersAt(`${area}_id`, "page", "per-page", "direction"),
            { name: "since", in: "query", description: makeSentence(random), schema: { type: "string", format: "date-time" } },
          ],
          responses: {
            200: { description: "Response", headers: { Link: { $ref: "#/components/headers/link" } }, content: items },
            ...refused,
          },
        },
        post: {
          ...operation("create"),
          parameters: parametersAt(`${area}_id`),
          requestBody: sent("create"),
          responses: { 201: found, ...refused, 422: responseAt("validation_failed") },
        },
      },
    ],
    [
      `${collection}/{${thing}_id}`,
      {
        get: {
          ...operation("get"),
          parameters: parametersAt(`${area}_id`, `${thing}_id`),
          responses: { 200: found, ...refused },
        },
        patch: {
          ...operation("update"),
          parameters: parametersAt(`${area}_id`, `${thing}_id`),
          requestBody: sent("update"),
          responses: { 200: found, ...refused, 422: responseAt("validation_failed") },
        },
        delete: {
          ...operation("delete"),
          parameters: parametersAt(`${area}_id`, `${thing}_id`),
          responses: { 204: { description: "Response" }, ...refused },
        },
      },
    ],
  ];
}
