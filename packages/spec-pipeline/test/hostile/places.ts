import type { JsonObject } from "../../src/document/json.ts";

/** The places of a page's text in a document. */
export const PLACES = [
  "title",
  "version",
  "server",
  "serverVariable",
  "path",
  "pathSegment",
  "operationId",
  "summary",
  "description",
  "docs",
  "tag",
  "tagDescription",
  "queryName",
  "headerName",
  "cookieName",
  "pathName",
  "parameterDescription",
  "mediaType",
  "responseMediaType",
  "status",
  "responseHeader",
  "schemeName",
  "scheme",
  "schemeType",
  "schemeHeader",
  "tokenAddress",
  "component",
  "property",
  "formProperty",
  "enum",
  "enumOfNumber",
  "const",
  "constKey",
  "default",
  "example",
  "examples",
  "pattern",
  "format",
  "limit",
  "extension",
  "extensionValue",
  "discriminator",
  "mapping",
  "reference",
  "callback",
  "webhook",
  "eventName",
  "schemaTitle",
  "schemaDescription",
] as const;

export type Place = (typeof PLACES)[number];

/** A document with a text in each of the places, and something harmless in the others. */
export function documentWith(texts: ReadonlyMap<Place, string>): JsonObject {
  const at = (place: Place, otherwise: string): string => texts.get(place) ?? otherwise;
  const component = at("component", "Pet");
  const pet = { $ref: `#/components/schemas/${component.replaceAll("~", "~0").replaceAll("/", "~1")}` };
  const wrong = texts.get("limit");
  const text: JsonObject = {
    type: "string",
    title: at("schemaTitle", "A text"),
    description: at("schemaDescription", "A text."),
    format: at("format", "uuid"),
    pattern: at("pattern", "^a"),
    ...(wrong === undefined ? {} : { maxLength: wrong, minimum: wrong, multipleOf: wrong }),
    default: at("default", "a"),
    examples: [at("examples", "a")],
    example: at("example", "a"),
    [`x-${at("extension", "note")}`]: at("extensionValue", "a"),
  };
  const schema: JsonObject = {
    type: "object",
    required: ["kind", at("property", "name")],
    properties: {
      kind: { type: "string", enum: [at("enum", "pet"), "other"] },
      [at("property", "name")]: text,
      number: { type: "integer", enum: [at("enumOfNumber", "1"), 2] },
      constant: { const: { [at("constKey", "key")]: at("const", "value") } },
      list: { type: "array", items: pet },
    },
  };
  const variant: JsonObject = {
    oneOf: [pet, { $ref: "#/components/schemas/Other" }],
    discriminator: {
      propertyName: at("discriminator", "kind"),
      mapping: { [at("mapping", "pet")]: pet.$ref, other: at("reference", "#/components/schemas/Other") },
    },
  };
  const parameter = (name: string, place: string): JsonObject => ({
    name,
    in: place,
    required: place === "path",
    description: at("parameterDescription", "A parameter."),
    schema: { type: "string" },
  });
  const event = {
    type: "object",
    properties: { event: { const: at("eventName", "row") }, data: pet },
    required: ["event", "data"],
  };
  const responses: JsonObject = {
    200: {
      description: at("description", "Fine."),
      headers: { [at("responseHeader", "X-Id")]: { schema: { type: "string" } } },
      content: { [at("responseMediaType", "application/json")]: { schema: variant }, "text/event-stream": { schema: event } },
    },
    [at("status", "404")]: { description: "Not there.", content: { "application/json": { schema: pet } } },
  };
  const segment = at("pathSegment", "pets");
  const name = at("pathName", "id");
  return {
    openapi: "3.1.0",
    info: { title: at("title", "Pets"), version: at("version", "1") },
    servers: [
      { url: at("server", "https://api.example/{region}"), variables: { region: { default: at("serverVariable", "eu") } } },
    ],
    tags: [{ name: at("tag", "pets"), description: at("tagDescription", "Pets.") }],
    paths: {
      [`/${segment}/{${name}}${at("path", "")}`]: {
        post: {
          operationId: at("operationId", "createPet"),
          summary: at("summary", "Creates a pet."),
          description: at("description", "Creates a pet."),
          externalDocs: { url: at("docs", "https://docs.example") },
          tags: [at("tag", "pets")],
          parameters: [
            parameter(name, "path"),
            parameter(at("queryName", "limit"), "query"),
            parameter(at("headerName", "X-Trace"), "header"),
            parameter(at("cookieName", "session"), "cookie"),
          ],
          requestBody: {
            content: {
              [at("mediaType", "application/json")]: { schema: pet, example: { [at("example", "a")]: 1 } },
              "multipart/form-data": {
                schema: { type: "object", properties: { [at("formProperty", "file")]: { type: "string", format: "binary" } } },
              },
            },
          },
          responses,
          callbacks: {
            [at("callback", "onPet")]: { "{$request.body#/url}": { post: { responses: { 200: { description: "Fine." } } } } },
          },
          security: [{ [at("schemeName", "key")]: [] }, { other: [] }, { token: [] }],
        },
      },
    },
    webhooks: { [at("webhook", "pet")]: { post: { responses: { 200: { description: "Fine." } } } } },
    components: {
      schemas: { [component]: schema, Other: { type: "object", properties: { kind: { const: "other" } } } },
      securitySchemes: {
        [at("schemeName", "key")]: { type: "apiKey", in: "header", name: at("schemeHeader", "X-Key") },
        other: { type: at("schemeType", "http"), scheme: at("scheme", "bearer") },
        token: {
          type: "oauth2",
          flows: { clientCredentials: { tokenUrl: at("tokenAddress", "https://auth.example/token"), scopes: {} } },
        },
      },
    },
  };
}
