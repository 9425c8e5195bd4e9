import type { OperationDescriptor } from "@specloom/client-runtime";
import { expect, test } from "vitest";
import { methodParams } from "../src/method-params.ts";
import { listMethods } from "../src/method.ts";

function optionsOf(operation: Pick<OperationDescriptor, "isGrouped" | "rules" | "takesBody">): Record<string, readonly string[]> {
  const [method] = listMethods({
    name: "acme-client",
    version: "1.0.0",
    about: "",
    methods: { "things.do": { method: "POST", path: "/things", safe: true, security: [], response: "json", ...operation } },
    summaries: {},
    walks: {},
    create: () => ({}),
    variables: [],
  });
  return Object.fromEntries(method ? methodParams(method).map(({ option, path }) => [option, path]) : []);
}

test("params of every place and fields of the body are options, and path parameters of the client are not", () => {
  const rules = {
    path: { required: ["thingId"], properties: { thingId: {}, tenant_alias: {} } },
    query: { properties: { "page[size]": {} } },
    header: { properties: { "X-Trace": {} } },
    body: { properties: { URLPath: {} } },
  };
  expect(optionsOf({ rules, takesBody: "fields" })).toEqual({
    "thing-id": ["thingId"],
    "page-size": ["page[size]"],
    "x-trace": ["X-Trace"],
    "url-path": ["URLPath"],
  });
});

test("an object of plain values is given whole, or by its values", () => {
  const pagination = { types: ["object"], properties: { limit: { types: ["integer"] }, offset: { types: ["integer"] } } };
  expect(optionsOf({ takesBody: "fields", rules: { body: { properties: { pagination } } } })).toEqual({
    pagination: ["pagination"],
    "pagination-limit": ["pagination", "limit"],
    "pagination-offset": ["pagination", "offset"],
  });
});

test("a param with the name of an option of ours has a word before it", () => {
  expect(optionsOf({ rules: { query: { properties: { format: {}, yes: {}, json: {} } } } })).toEqual({
    "param-format": ["format"],
    "param-yes": ["yes"],
    "param-json": ["json"],
  });
});

test("where two places have one name, the place is part of the option", () => {
  const rules = { path: { required: ["id"], properties: { id: {} } }, query: { properties: { id: {} } } };
  expect(optionsOf({ isGrouped: true, rules })).toEqual({ "path-id": ["path", "id"], "query-id": ["query", "id"] });
});

test("a body that is no object of fields is one option", () => {
  expect(optionsOf({ takesBody: "param", rules: { body: { types: ["array"] } } })).toEqual({ body: ["body"] });
});
