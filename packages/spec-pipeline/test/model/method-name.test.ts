import { readFileSync } from "node:fs";
import { marked, type Tokens } from "marked";
import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../src/document/json.ts";
import { METHODS } from "../../src/document/nodes.ts";
import { printMethodName, readMethodName } from "../../src/model/method-name.ts";
import { chooseMethodNames } from "../../src/model/method-names.ts";

const page = marked.lexer(readFileSync(new URL("../../../../docs/method-names.md", import.meta.url), "utf8"));
const [examples = [], clashes = []] = page
  .filter((token): token is Tokens.Table => token.type === "table")
  .map(({ rows }) => rows.map((cells) => cells.map(({ text }) => text.replaceAll("\\_", "_"))));

const SCHEMAS: Readonly<Record<string, JsonObject>> = {
  list: { type: "array", items: {} },
  page: { type: "object", properties: { items: { type: "array", items: {} }, next: { type: "string" } } },
  object: { type: "object", properties: { id: { type: "string" } } },
};

interface Written {
  readonly call: string;
  readonly id?: string | undefined;
  readonly tags?: readonly string[];
  readonly response?: string | undefined;
  readonly more?: JsonObject;
}

function documentOf(operations: readonly Written[]): JsonObject {
  const paths: Record<string, Record<string, JsonObject>> = {};
  for (const { call, id = "", tags = [], response = "object", more = {} } of operations) {
    const [method = "", path = ""] = call.split(" ");
    const schema = SCHEMAS[response];
    const content = schema ? { content: { "application/json": { schema } } } : {};
    const operation = { operationId: id, tags, responses: { 200: { description: "Fine", ...content } }, ...more };
    const item = (paths[path] ??= {});
    if (METHODS.some((known) => known === method.toLowerCase())) item[method.toLowerCase()] = operation;
    else item["additionalOperations"] = { ...item["additionalOperations"], [method]: operation };
  }
  return { openapi: "3.1.0", info: { title: "T", version: "1" }, paths };
}

function namesOf(
  operations: readonly Written[],
  earlier: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  const { names } = chooseMethodNames(documentOf(operations), new Map(Object.entries(earlier)));
  return Object.fromEntries([...names].map(([call, name]) => [call, printMethodName(name)]));
}

describe("the name of a method", () => {
  test.each(examples)("of %s, %s is as the page says", (call = "", id, tags = "", response, method) => {
    expect(namesOf([{ call, id, tags: tags === "" ? [] : tags.split(", "), response }])).toEqual({ [call]: method });
  });

  test("depends on the operation alone, unless two want the same", () => {
    const all = examples.map(([call = "", id, tags = "", response]) => ({ call, id, tags: tags === "" ? [] : [tags], response }));
    const alone = Object.assign({}, ...all.map((one) => namesOf([one])));
    const together = namesOf(all);
    const kept = Object.keys(alone).filter((call) => together[call] === alone[call]);
    expect(new Set(Object.values(together)).size).toBe(Object.keys(together).length);
    expect(new Set(kept.map((call) => alone[call]))).toEqual(new Set(Object.values(alone)));
  });
});

test.each([
  ["DELETE /tags", {}, "tags.deleteAll"],
  ["DELETE /tags", { requestBody: {} }, "tags.deleteMany"],
  ["PATCH /tags", { requestBody: {} }, "tags.updateMany"],
  ["PUT /settings", { requestBody: {} }, "settings.replace"],
])("%s with %j is %s", (call, more, name) => {
  expect(namesOf([{ call, more }])).toEqual({ [call]: name });
});

test.each([
  ["a list named as the path", { properties: { notes: { type: "array" }, a: {}, b: {}, c: {} } }, "notes.list"],
  [
    "a page within an object",
    { properties: { hits: { type: "object", properties: { items: { type: "array" }, total: {} } } } },
    "notes.list",
  ],
  [
    "a list and its warnings",
    { properties: { found: { type: "array" }, rows: { type: "array" }, warnings: { type: "array" } } },
    "notes.list",
  ],
  [
    "an object that has a page",
    { properties: { a: {}, b: {}, c: {}, d: { properties: { items: { type: "array" }, total: {} } } } },
    "notes.get",
  ],
  ["one of two objects", { oneOf: [{ properties: { a: {} } }, { properties: { b: {} } }] }, "notes.get"],
  ["any type", {}, "notes.list"],
])("a read of %s", (_what, schema, name) => {
  const responses = { 200: { description: "Fine", content: { "*/*": { schema } } } };
  expect(namesOf([{ call: "GET /notes", more: { responses } }])).toEqual({ "GET /notes": name });
});

describe("two operations that want one name", () => {
  test.each(clashes)("%s and %s", (first = "", newcomer = "", method) => {
    expect(namesOf([{ call: newcomer }, { call: first }])[newcomer]).toBe(method);
  });

  test("an operation keeps its name, also if others are added", () => {
    const both = [
      { call: "GET /v1/users", id: "listUsers" },
      { call: "GET /v2/users", id: "listUsersV2" },
    ];
    expect(namesOf(both)).toEqual({ "GET /v1/users": "users.list", "GET /v2/users": "users.listV2" });
    expect(namesOf(both, { "GET /v2/users": "users.list" })).toEqual({
      "GET /v1/users": "users.listUsers",
      "GET /v2/users": "users.list",
    });
  });

  test("a name that the operation could not have had is not kept", () => {
    const one = [{ call: "GET /users", id: "listUsers" }];
    expect(namesOf(one, { "GET /users": "customers.fetchThem" })).toEqual({ "GET /users": "users.list" });
  });

  test("the names of PUT, PATCH and POST of one thing differ", () => {
    const names = namesOf([
      { call: "PATCH /plans/{id}", id: "plans_patch" },
      { call: "PUT /plans/{id}", id: "plans_update" },
      { call: "POST /plans/{id}" },
    ]);
    expect(names).toEqual({
      "PATCH /plans/{id}": "plans.update",
      "PUT /plans/{id}": "plans.replace",
      "POST /plans/{id}": "plans.post",
    });
  });

  test("a version in the last step belongs to the thing", () => {
    const names = namesOf([
      { call: "GET /v2/registry/tagsV2", id: "registry_list_tagsV2", response: "list" },
      { call: "GET /v2/registry/tags", id: "registry_list_tags", response: "list", more: { deprecated: true } },
    ]);
    expect(names).toEqual({ "GET /v2/registry/tagsV2": "registry.listTagsV2", "GET /v2/registry/tags": "registry.listTags" });
  });

  test("a number in the path is a version if the paths differ in nothing else", () => {
    expect(namesOf([{ call: "GET /segments" }, { call: "GET /segments/2.0" }])).toEqual({
      "GET /segments": "segments.get",
      "GET /segments/2.0": "segments.getV2",
    });
  });

  test("deprecated operations come last", () => {
    const names = namesOf([{ call: "GET /v1/users", more: { deprecated: true } }, { call: "GET /v2/users" }]);
    expect(names).toEqual({ "GET /v1/users": "users.getV1", "GET /v2/users": "users.get" });
  });

  test("all operations get names, even if nothing distinguishes them", () => {
    const many = Array.from({ length: 50 }, (_, index) => ({ call: `GET /?${"q".repeat(index + 1)}` }));
    expect(new Set(Object.values(namesOf(many))).size).toBe(50);
  });
});

describe("the name of an overlay", () => {
  test("comes before all others", () => {
    const names = namesOf([{ call: "GET /a", more: { "x-client-method": "b.get" } }, { call: "GET /b" }]);
    expect(names).toEqual({ "GET /a": "b.get", "GET /b": "b.getB" });
  });

  test.each([
    ["list", "is not a name of a method"],
    ["a.b.c", "is not a name of a method"],
    ["call.list", "is not a name of a method"],
    ["a.then", "is not a name of a method"],
    ["a.__proto__", "is not a name of a method"],
    ["constructor.list", "is not a name of a method"],
    ["default.list", "is not a name of a method"],
    ["A.list", "is not a name of a method"],
    ["b.find", "is the method of GET /b already"],
  ])("%s is refused", (name, message) => {
    const { refused } = chooseMethodNames(
      documentOf([
        { call: "GET /b", more: { "x-client-method": "b.find" } },
        { call: "GET /c", more: { "x-client-method": name } },
      ]),
      new Map(),
    );
    expect(refused).toEqual([{ pointer: "#/paths/~1c/get/x-client-method", message: expect.stringContaining(message) }]);
  });

  test("an old name is no other operation's", () => {
    const document = documentOf([
      { call: "GET /a", more: { "x-client-method": "a.find", "x-client-method-was": "b.get" } },
      { call: "GET /b" },
    ]);
    const { names, refused } = chooseMethodNames(document, new Map());
    expect(refused).toEqual([]);
    expect(names.get("GET /b")).toEqual({ resource: "b", method: "getB" });
  });
});

test("a name is read as it is printed", () => {
  expect(readMethodName("customers.list")).toEqual({ resource: "customers", method: "list" });
  expect(readMethodName(1)).toBeUndefined();
});
