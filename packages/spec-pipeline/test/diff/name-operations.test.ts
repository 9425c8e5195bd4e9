import { expect, test } from "vitest";
import { nameOperations } from "../../src/diff/name-operations.ts";
import type { JsonObject } from "../../src/document/json.ts";
import { listOperations } from "../../src/document/nodes.ts";

function documentOf(ids: Readonly<Record<string, string | undefined>>): JsonObject {
  return {
    paths: Object.fromEntries(
      Object.entries(ids).map(([path, id]) => [path, { get: id === undefined ? {} : { operationId: id } }]),
    ),
  };
}

function idsOf(document: JsonObject): readonly unknown[] {
  return listOperations(document).map(({ operation }) => operation["operationId"]);
}

test("an operation without an id gets the id of the other document, or one derived from its method and path", () => {
  const [before, after] = nameOperations(
    documentOf({ "/a": undefined, "/b": undefined }),
    documentOf({ "/a": "listA", "/b": undefined }),
  );
  expect(idsOf(before)).toEqual(["listA", "getB"]);
  expect(idsOf(after)).toEqual(["listA", "getB"]);
});

test("the second operation with an id gets one of its own", () => {
  const [before] = nameOperations(documentOf({ "/a": "same", "/b": "same" }), documentOf({}));
  expect(idsOf(before)).toEqual(["same", "getB"]);
});

test("an operation without an id whose path loses a slash keeps its derived id, as it does in a client", () => {
  const [before, after] = nameOperations(documentOf({ "/ping/": undefined }), documentOf({ "/ping": undefined }));
  expect(idsOf(before)).toEqual(["getPing"]);
  expect(idsOf(after)).toEqual(["getPing"]);
});

test("two operations with the same derived id are told apart", () => {
  const [before] = nameOperations(documentOf({ "/ping": undefined, "/ping/": undefined }), documentOf({}));
  expect(idsOf(before)).toEqual(["getPing", "get /ping/"]);
});

test("an operation that both documents have stays itself beside a new one with the same derived id", () => {
  const [before, after] = nameOperations(
    documentOf({ "/ping/": undefined }),
    documentOf({ "/ping": undefined, "/ping/": undefined }),
  );
  expect(idsOf(before)).toEqual(["getPing"]);
  expect(idsOf(after)).toEqual(["get /ping", "getPing"]);
});
