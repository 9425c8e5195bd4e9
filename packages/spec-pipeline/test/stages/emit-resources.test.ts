import { expect, test } from "vitest";
import type { JsonObject } from "../../src/document/json.ts";
import { emitResources } from "../../src/stages/emit/emit-resources.ts";
import { modelOf, VENDOR } from "./emit-cases.ts";

const success = { 200: { description: "Fine", content: { "application/json": { schema: { type: "array", items: {} } } } } };

async function resourcesOf(operation: JsonObject): Promise<string> {
  const document = { paths: { "/pets/{id}/toys": { post: { operationId: "makeToy", responses: success, ...operation } } } };
  return (await emitResources(modelOf(document).value, VENDOR)).value;
}

const id = { name: "id", in: "path", required: true, schema: { type: "string" } };

function bodyOf(schema: JsonObject, required = true, type = "application/json"): JsonObject {
  return { parameters: [id], requestBody: { required, content: { [type]: { schema } } } };
}

test("a former name stays beside the new one, and names the method", async () => {
  const text = await resourcesOf({ "x-client-method": "toys.make", "x-client-method-was": "pets.makeToy" });
  expect(text).toContain("/** @deprecated It is called `toys.make` now. */\n    readonly makeToy: (");
  expect(text).toMatch(/export const pets: [^;]*makeToy: makeToyOperation,/);
  expect(text).toMatch(/export const toys: [^;]*make: makeToyOperation,/);
});

test.each<readonly [sentence: string, operation: JsonObject, params: RegExp]>([
  ["no params", { parameters: [] }, /make: \(params: MakeToyParams, /],
  [
    "the fields of a body",
    bodyOf({ type: "object", properties: { size: {} } }),
    /interface MakeToyParams extends MakeToyPath, MakeToyBody \{\}/,
  ],
  ["a list", bodyOf({ type: "array", items: {} }), /MakeToyParams extends MakeToyPath \{\n.*\n    body: Operations\["makeToy"\]/],
  ["an optional list", bodyOf({ type: "array", items: {} }, false), /\n    body\?: Operations\["makeToy"\]/],
  [
    "a union",
    bodyOf({
      oneOf: [
        { type: "object", properties: { a: {} } },
        { type: "object", properties: { b: {} } },
      ],
    }),
    /\n    body: Operations/,
  ],
  [
    "an object with other keys",
    bodyOf({ type: "object", properties: { a: {} }, additionalProperties: true }),
    /\n    body: Operations/,
  ],
  ["bytes", bodyOf({ type: "string", format: "binary" }, true, "application/octet-stream"), /\n    body: Operations/],
  [
    "a form",
    bodyOf({ type: "object", properties: { a: { type: "string" } } }, true, "application/x-www-form-urlencoded"),
    /\n    body: Operations/,
  ],
  [
    "a field of the body that is called as a parameter",
    bodyOf({ type: "object", properties: { id: {} } }),
    /make: \(params: Operations\["makeToy"\]\["input"\], /,
  ],
  [
    "a parameter that is called body, beside a body",
    { ...bodyOf({ type: "array", items: {} }), parameters: [id, { name: "body", in: "query", schema: {} }] },
    /make: \(params: Operations\["makeToy"\]\["input"\], /,
  ],
])("a method takes %s", async (_, operation, params) => {
  expect(await resourcesOf({ "x-client-method": "toys.make", ...operation })).toMatch(params);
});

test("the comment of a method has words, limits, errors and the page", async () => {
  const text = await resourcesOf({
    summary: "Make a toy",
    description: "It squeaks.",
    deprecated: true,
    externalDocs: { url: "https://docs.example/toys" },
    parameters: [
      { name: "limit", in: "query", schema: { type: "integer", minimum: 1, maximum: 9 } },
      { name: "colour", in: "query", schema: { enum: ["red", "blue"] } },
    ],
    responses: { ...success, 404: { description: "No such pet.\nReally." }, 422: { description: "Too */ loud" } },
  });
  expect(text).toContain(`    /**
     * Make a toy
     *
     * It squeaks.
     *
     * \`POST /pets/{id}/toys\`
     *
     * - \`limit\`: 1 to 9
     * - \`colour\`: one of "red", "blue"
     *
     * @throws {ApiError} 404 No such pet.; 422 Too *\\/ loud
     * @deprecated
     * @see https://docs.example/toys
     */
`);
});

test("a document without operations has no resources", async () => {
  expect((await emitResources(modelOf({ paths: {} }).value, VENDOR)).value).toContain("export interface Resources {\n}");
});

const PAGE = {
  type: "object",
  properties: {
    meta: { type: ["object", "null"], properties: { next_cursor: { type: "string" } } },
    data: { oneOf: [{ type: "array", items: { $ref: "#/components/schemas/Toy" } }, { type: "null" }] },
  },
};

/** The resources of one list of toys, by its pages. */
async function toysOf(operation: JsonObject, others: JsonObject = {}) {
  const list = {
    operationId: "listToys",
    "x-client-method": "toys.list",
    parameters: [{ name: "cursor", in: "query", schema: { type: "string" } }],
    responses: { 200: { description: "Fine", content: { "application/json": { schema: PAGE } } } },
    ...operation,
  };
  const components = { schemas: { Toy: { type: "object", properties: { id: { type: "string" } } } } };
  return emitResources(modelOf({ paths: { "/toys": { get: list, ...others } }, components }).value, VENDOR);
}

test("a list with pages has a walk, which takes the same params and hands out items", async () => {
  const { value, problems } = await toysOf({ deprecated: true, externalDocs: { url: "https://docs.example/toys" } });
  expect(value).toContain(`    /**
     * Every item of \`toys.list\`, page after page, each requested when its first item is needed. Pages are walked by \`cursor\`, from \`meta.next_cursor\`.
     *
     * \`GET /toys\`
     *
     * @throws the errors of a page; {ResponseError} pages that make no progress, or end before their total
     * @deprecated
     * @see https://docs.example/toys
     */
    readonly listAll: (params?: ListToysParams, options?: RequestOptions) => AsyncGenerator<components["schemas"]["Toy"], undefined, undefined>;
`);
  expect(value).toContain(
    '    listAll: /* @__PURE__ */ walkAll(listToysOperation, { by: "cursor", items: "/data", param: "/query/cursor", next: "/meta/next_cursor" }),\n',
  );
  expect(value).toContain('import type { components } from "./schema.gen.ts";');
  expect(problems).toEqual([]);
});

test("an overlay sets a walk, or forbids it", async () => {
  const given = await toysOf({ "x-client-pages": { by: "link", items: "/data" } });
  expect(given.value).toContain('walkAll(listToysOperation, { by: "link", items: "/data" })');
  expect((await toysOf({ "x-client-pages": false })).value).not.toContain("walkAll");
});

test("a former name keeps its walk for a release too", async () => {
  const { value } = await toysOf({ "x-client-method-was": "things.list" });
  expect(value).toMatch(/@deprecated It is called `toys\.listAll` now\. \*\/\n {4}readonly listAll/);
  expect(value).toMatch(/export const things: [^;]*listAll: \/\* @__PURE__ \*\/ walkAll\(listToysOperation/);
});

test("a walk is left out and reported if an operation has its name", async () => {
  const { value, problems } = await toysOf(
    {},
    { post: { operationId: "all", "x-client-method": "toys.listAll", responses: success } },
  );
  expect(value).not.toContain("walkAll(");
  expect(problems).toMatchObject([{ rule: "pages-name", severity: "info", message: expect.stringContaining("toys.listAll") }]);
});

/** A content of as many media types, all of them JSON. */
function contentOf(count: number): JsonObject {
  const types = Array.from({ length: count }, (_, index) => `application/v${index}+json`);
  return Object.fromEntries(types.map((type) => [type, { schema: { type: "object" } }]));
}

test("a method has one signature, however many media types there are", async () => {
  const text = await resourcesOf({
    requestBody: { required: true, content: contentOf(11) },
    responses: { 200: { description: "Fine", content: contentOf(300) } },
  });
  expect(text.match(/\(params\??: .*options\?: .*\) => /g)).toHaveLength(1);
});
