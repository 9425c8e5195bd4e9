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

test("an operation without an id is called by its method and path, or as the other document calls it", () => {
  const [before, after] = nameOperations(
    documentOf({ "/a": undefined, "/b": undefined }),
    documentOf({ "/a": "listA", "/b": undefined }),
  );
  expect(idsOf(before)).toEqual(["listA", "get /b"]);
  expect(idsOf(after)).toEqual(["listA", "get /b"]);
});

test("the second operation with an id gets one of its own", () => {
  const [before] = nameOperations(documentOf({ "/a": "same", "/b": "same" }), documentOf({}));
  expect(idsOf(before)).toEqual(["same", "get /b"]);
});
