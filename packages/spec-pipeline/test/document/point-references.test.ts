import { expect, test } from "vitest";
import type { JsonObject } from "../../src/document/json.ts";
import { pointReferences } from "../../src/document/point-references.ts";

function referencesOf(schemas: JsonObject): readonly (readonly [string, string])[] {
  const { changes } = pointReferences({ components: { schemas } });
  return changes.map(({ before, after }) => [before, after] as const);
}

test("a reference is read against the id of the schema that it stands in", () => {
  const schemas = {
    Root: {
      $id: "https://a.example/x/root",
      items: { $ref: "leaf" },
      $defs: { Inner: { $id: "y/", properties: { a: { $ref: "leaf" }, b: { $ref: "../leaf" }, c: { $ref: "/x/root" } } } },
    },
    Leaf: { $id: "https://a.example/x/leaf" },
    Other: { $id: "https://a.example/x/y/leaf", properties: { a: { $ref: "https://a.example/x/leaf#" } } },
  };
  expect(referencesOf(schemas)).toEqual([
    ["leaf", "#/components/schemas/Leaf"],
    ["leaf", "#/components/schemas/Other"],
    ["../leaf", "#/components/schemas/Leaf"],
    ["/x/root", "#/components/schemas/Root"],
    ["https://a.example/x/leaf#", "#/components/schemas/Leaf"],
  ]);
});

test("an anchor belongs to the schema with an id that it stands in", () => {
  const schemas = {
    Root: {
      $id: "urn:example:root",
      properties: { a: { $ref: "#a" }, b: { $ref: "urn:example:other#a" }, c: { $ref: "#/$defs/A" } },
      $defs: { A: { $anchor: "a" } },
    },
    Other: { $id: "urn:example:other", $defs: { B: { $dynamicAnchor: "a" } } },
    Plain: { properties: { a: { $ref: "#plain" } } },
    Named: { $anchor: "plain" },
  };
  expect(referencesOf(schemas)).toEqual([
    ["#a", "#/components/schemas/Root/$defs/A"],
    ["urn:example:other#a", "#/components/schemas/Other/$defs/B"],
    ["#/$defs/A", "#/components/schemas/Root/$defs/A"],
    ["#plain", "#/components/schemas/Named"],
  ]);
});

test("a pointer from the top of the document stays, and so does a reference that leads nowhere", () => {
  const schemas = {
    Root: {
      $id: "https://a.example/root",
      items: { $ref: "#/components/schemas/Leaf" },
      not: { $ref: "#none" },
      if: { $ref: "none" },
    },
    Leaf: { $ref: "http://[" },
  };
  expect(referencesOf(schemas)).toEqual([]);
});

test("an id in a value, or in an unknown keyword, names nothing", () => {
  const schemas = {
    Root: { properties: { a: { $ref: "https://a.example/data" }, $id: { const: { $id: "https://a.example/data" } } } },
    Data: { enum: [{ $anchor: "data" }], default: { $id: "https://a.example/data" }, unknown: { $id: "https://a.example/data" } },
    Real: { $anchor: "real", properties: { b: { $ref: "#data" } } },
  };
  expect(referencesOf(schemas)).toEqual([]);
});

test("a document without ids and anchors is given back as it is", () => {
  const document = { components: { schemas: { A: { $ref: "#/components/schemas/B" }, B: {} } } };
  expect(pointReferences(document).document).toBe(document);
});
