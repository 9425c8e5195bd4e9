import { expect, test } from "vitest";
import { printYaml, toCanonical } from "../../src/document/canonical.ts";
import { readEarlierOperations, readEarlierPages } from "../../src/document/earlier-operations.ts";
import type { JsonObject } from "../../src/document/json.ts";
import { nameMethods } from "../../src/stages/name-methods.ts";

const DOCUMENT: JsonObject = {
  openapi: "3.1.0",
  info: { title: "T", version: "1" },
  paths: {
    "/a": { get: { operationId: "listA" }, post: { operationId: "createA" } },
    "/odd: key": { description: "text\nget:\n  x-client-method: evil.name", get: { operationId: "get'odd\"" } },
    "/it's #1": { get: { description: "    get:\n      x-client-method: evil.name" } },
  },
  webhooks: { fired: { post: { operationId: "fired" } } },
};

const source = (page: string): JsonObject => ({ "x-client-source": { page, line: 3, hash: "0" } });

test("every operation below a path gets its name, and a webhook gets none", () => {
  const { value, problems } = nameMethods(DOCUMENT, new Map());
  expect(problems).toEqual([]);
  expect(value).toMatchObject({
    paths: {
      "/a": { get: { "x-client-method": "a.list" }, post: { "x-client-method": "a.create" } },
      "/odd: key": { get: { "x-client-method": "odd.getKey" } },
    },
  });
  expect(JSON.stringify(value["webhooks"])).not.toContain("x-client-method");
});

test("the names are read from their own file, and from no file that looks like it", () => {
  const { value } = nameMethods(DOCUMENT, new Map());
  const text = printYaml(toCanonical(value), "Header");
  expect(readEarlierOperations(text)).toEqual(
    new Map([
      ["GET /a", { name: "a.list" }],
      ["POST /a", { name: "a.create" }],
      ["GET /it's #1", { name: "its.get" }],
      ["GET /odd: key", { name: "odd.getKey" }],
    ]),
  );
});

test("the pages of the last operations are read from the file that they were written to", () => {
  const paths = {
    "/a": {
      get: source("a.md"),
      post: { ...source("b.md"), description: "text\n\n      x-client-source:\n        page: evil.md" },
    },
    "/b": { get: { ...source("b.md"), "x-other": { page: "no.md" } }, additionalOperations: { COPY: source("c: d.md") } },
  };
  expect(readEarlierPages(printYaml(toCanonical({ ...DOCUMENT, paths }), ""))).toEqual(
    new Map([
      ["a.md", ["GET /a"]],
      ["b.md", ["POST /a", "GET /b"]],
      ["c: d.md", ["COPY /b"]],
    ]),
  );
});

test("the names of methods that OpenAPI 3.2 adds are read as well", () => {
  const item = {
    get: { operationId: "getFile" },
    query: { operationId: "queryFile" },
    additionalOperations: {
      COPY: { operationId: "copyFile", description: "text\n\n      x-client-method: evil.name" },
      "M-2": { operationId: "m" },
    },
  };
  const { value } = nameMethods({ ...DOCUMENT, paths: { "/files/{id}": item } }, new Map());
  expect(readEarlierOperations(printYaml(toCanonical(value), ""))).toEqual(
    new Map([
      ["COPY /files/{id}", { name: "files.copy" }],
      ["M-2 /files/{id}", { name: "files.m2" }],
      ["GET /files/{id}", { name: "files.get" }],
      ["QUERY /files/{id}", { name: "files.query" }],
    ]),
  );
});

test("paths are found however they are quoted, and a file that is no YAML has no names", () => {
  const paths = ["/plain/{id}", "/it's", '/say "hello"', "/bell\u0007\u0085", "/a: b", "/#", "/1e3", `/${"long/".repeat(60)}'"`];
  const document = { ...DOCUMENT, paths: Object.fromEntries(paths.map((path) => [path, { get: { operationId: "" } }])) };
  const { value } = nameMethods(document, new Map());
  const names = readEarlierOperations(printYaml(toCanonical(value), ""));
  expect([...names.keys()].toSorted()).toEqual(paths.map((path) => `GET ${path}`).toSorted());
  expect(readEarlierOperations('paths:\n  "\\q":\n    get:\n      x-client-method: a.b\n')).toEqual(new Map());
});

test("with the names of the last run, the next run writes the same", () => {
  const first = nameMethods(DOCUMENT, new Map([["GET /a", { name: "a.listA" }]])).value;
  const again = nameMethods(DOCUMENT, readEarlierOperations(printYaml(toCanonical(first), "")));
  expect(again.value).toEqual(first);
  expect(JSON.stringify(first)).toContain("a.listA");
});

test("a refused name is a problem at the place that sets it", () => {
  const { problems } = nameMethods({ paths: { "/a": { get: { "x-client-method": "call.list" } } } }, new Map());
  expect(problems).toEqual([
    expect.objectContaining({ rule: "method-name", severity: "error", pointer: "#/paths/~1a/get/x-client-method" }),
  ]);
});
