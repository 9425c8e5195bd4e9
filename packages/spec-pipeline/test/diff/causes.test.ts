import { expect, test } from "vitest";
import { createCauseFinder } from "../../src/diff/causes.ts";
import { compareApis } from "../../src/diff/compare-apis.ts";
import { isObject, type Json } from "../../src/document/json.ts";
import { readApi, type Api } from "../../src/model/api.ts";

function respondingWith(operationId: string | undefined, schema: Json): Json {
  return {
    operationId: operationId ?? null,
    responses: { 200: { description: "Rows", content: { "application/json": { schema } } } },
  };
}

/** An API whose two operations respond with rows of these fields. */
function api(
  users: Readonly<Record<string, Json>>,
  teams: Readonly<Record<string, Json>>,
  ids = ["listUsers", "listTeams"],
): Api {
  const document: Json = {
    openapi: "3.1.0",
    info: { title: "Acme", version: "1" },
    paths: {
      "/users": { get: respondingWith(ids[0], { type: "object", properties: { ...users } }) },
      "/teams": { get: respondingWith(ids[1], { type: "object", properties: { ...teams } }) },
    },
  };
  if (!isObject(document)) throw new Error("no document");
  return readApi(document).value;
}

const text = { type: "string" };
const count = { type: "integer" };

function causes(pages: { before: Api; after: Api; hasSameCorrections: boolean }, before: Api, after: Api): readonly string[] {
  const find = createCauseFinder(pages);
  return compareApis(before, after)
    .flatMap(find)
    .map(
      ({ change, cause }) => `${cause}: ${change.message} (${change.places.map(({ operation }) => operation.call).join(", ")})`,
    )
    .toSorted();
}

test("with the same overlays every change is the vendor's, even where an overlay writes over its place", () => {
  const pages = { before: api({ id: text }, {}), after: api({ id: count }, {}), hasSameCorrections: true };
  expect(causes(pages, api({ id: text }, {}), api({ id: text, age: count }, {}))).toEqual(["vendor: age is new (GET /users)"]);
});

test("with the same pages every change is ours", () => {
  const pages = { before: api({ id: text }, {}), after: api({ id: text }, {}), hasSameCorrections: false };
  expect(causes(pages, api({ id: text }, {}), api({ id: text, age: count }, {}))).toEqual([
    "correction: age is new (GET /users)",
  ]);
});

test("where both have changed, each place has the cause of its own", () => {
  // The page gives no ids: overlays do.
  const frameworkIds = ["users_get", "teams_get"];
  const pages = {
    before: api({ id: text }, { id: text }, frameworkIds),
    after: api({ id: text, age: count }, { id: text }, frameworkIds),
    hasSameCorrections: false,
  };
  expect(causes(pages, api({ id: text }, { id: text }), api({ id: text, age: count }, { id: text, size: count }))).toEqual([
    "correction: size is new (GET /teams)",
    "vendor: age is new (GET /users)",
  ]);
});

test("a change whose places have two causes is reported as two", () => {
  const pages = { before: api({}, {}), after: api({ age: count }, {}), hasSameCorrections: false };
  const shared = (properties: Readonly<Record<string, Json>>): Api => {
    const base = api({}, {});
    const row = { $ref: "#/components/schemas/Row" };
    return readApi({
      ...base.document,
      paths: { "/users": { get: respondingWith("listUsers", row) }, "/teams": { get: respondingWith("listTeams", row) } },
      components: { schemas: { Row: { type: "object", properties: { ...properties } } } },
    }).value;
  };
  expect(causes(pages, shared({}), shared({ age: count }))).toEqual([
    "correction: age is new (GET /teams)",
    "vendor: age is new (GET /users)",
  ]);
});
