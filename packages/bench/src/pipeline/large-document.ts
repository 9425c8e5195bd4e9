import { addResource, type Draft } from "./add-resource.ts";
import { makeDescription, makeSentence } from "./make-description.ts";
import { createRandom } from "./random.ts";
import { createSchemaMaker } from "./schema-maker.ts";

const AREAS = [
  "account",
  "alert",
  "app",
  "audit",
  "balance",
  "build",
  "calendar",
  "campaign",
  "catalog",
  "contract",
  "deployment",
  "device",
  "environment",
  "form",
  "gateway",
  "hook",
  "identity",
  "incident",
  "invoice",
  "issue",
  "license",
  "network",
  "project",
  "team",
];
const THINGS = ["approval", "check", "comment", "member", "policy", "run", "secret", "site", "template", "variable"];

/** Fixes what the document looks like. Another seed makes another document, whose figures cannot be compared with earlier ones. */
const SEED = 20_261_128;

const JSON_TYPE = "application/json";
const PAGE_PARAMETERS = {
  page: { name: "page", in: "query", description: "The page to return.", schema: { type: "integer", minimum: 1, default: 1 } },
  "per-page": {
    name: "per_page",
    in: "query",
    description: "Items on a page.",
    schema: { type: "integer", maximum: 100, default: 30 },
  },
  direction: { name: "direction", in: "query", description: "The order.", schema: { type: "string", enum: ["asc", "desc"] } },
};
const REFUSALS = { not_found: "Not found", forbidden: "Forbidden", validation_failed: "What was sent is not valid" };

function pathParameter(noun: string): [string, object] {
  const name = `${noun}_id`;
  return [name, { name, in: "path", required: true, description: `The id of the ${noun}.`, schema: { type: "string" } }];
}

/**
 * A document in the manner of a large public API: 1,200 operations on 240 resources, about 13 MB of JSON, the same bytes in every
 * run; with fewer areas a smaller one, 50 operations an area. OpenAPI 3.0, as most of them still are, with descriptions in Markdown, objects inside of objects, `nullable`, `allOf` and
 * `oneOf`, shared enums, parameters, responses and headers, examples that fit their schemas, and a schema that contains itself.
 */
export function largeDocument(areaCount: number = AREAS.length): string {
  const random = createRandom(SEED);
  const draft: Draft = { ...createSchemaMaker(random), examples: {} };
  const areas = AREAS.slice(0, areaCount);
  const paths = Object.fromEntries(areas.flatMap((area) => THINGS.flatMap((thing) => addResource(draft, area, thing))));
  const document = {
    openapi: "3.0.3",
    info: {
      title: "Made API",
      version: "1.1.4",
      description: makeDescription(random, 4),
      license: { name: "MIT", url: "https://spdx.org/licenses/MIT" },
    },
    servers: [{ url: "https://api.made.example" }],
    security: [{ token: [] }],
    tags: areas.map((name) => ({ name, description: makeSentence(random) })),
    paths,
    components: {
      securitySchemes: { token: { type: "http", scheme: "bearer" } },
      parameters: { ...PAGE_PARAMETERS, ...Object.fromEntries([...areas, ...THINGS].map(pathParameter)) },
      headers: { link: { description: "Addresses of the pages around this one.", schema: { type: "string" } } },
      responses: Object.fromEntries(
        Object.entries(REFUSALS).map(([name, description]) => [
          name,
          { description, content: { [JSON_TYPE]: { schema: { $ref: "#/components/schemas/refusal" } } } },
        ]),
      ),
      schemas: draft.schemas,
      examples: draft.examples,
    },
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}
