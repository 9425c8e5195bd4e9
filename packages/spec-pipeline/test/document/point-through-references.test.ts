import { expect, test } from "vitest";
import { pointThroughReferences } from "../../src/document/point-through-references.ts";

const document = {
  paths: { "/a/b": { schema: { $ref: "#/components/schemas/A" } } },
  components: {
    schemas: {
      A: { oneOf: [{ $ref: "#/components/schemas/B" }, { type: "string" }] },
      B: { type: "object" },
      Loop: { $ref: "#/components/schemas/Loop" },
      Out: { $ref: "other.yaml#/A" },
    },
  },
};

test("a reference that leads over others is pointed at its final target", () => {
  expect(pointThroughReferences(document, "#/paths/~1a~1b/schema/oneOf/1")).toBe("#/components/schemas/A/oneOf/1");
  expect(pointThroughReferences(document, "#/paths/~1a~1b/schema/oneOf/0")).toBe("#/components/schemas/B");
  expect(pointThroughReferences(document, "#/components/schemas/B")).toBe("#/components/schemas/B");
});

test("a reference that leads nowhere, round in a circle or out of the document has no pointer", () => {
  for (const reference of ["#/components/schemas/C", "#/components/schemas/Loop/x", "#/components/schemas/Out/x", "A"])
    expect(pointThroughReferences(document, reference)).toBeUndefined();
});
