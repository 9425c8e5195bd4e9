import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { Json, JsonObject } from "../../src/document/json.ts";
import { findProperties, findProperty } from "../../src/model/find-property.ts";

const COUNT = 8;

/** Schemas that refer to each other at random, some of them in circles. */
const schemas = fc.array(
  fc.record({
    allOf: fc.array(fc.nat(COUNT - 1), { maxLength: 3 }),
    reference: fc.option(fc.nat(COUNT - 1)),
    isOwner: fc.boolean(),
  }),
  { minLength: COUNT, maxLength: COUNT },
);

const at = (index: number): JsonObject => ({ $ref: `#/components/schemas/T${index}` });

// A search keeps what it has found for the next one, so the searches come in any order.
test("the first of a property's schemas is found, whatever was searched for before", () => {
  const order = fc.array(fc.nat(COUNT - 1), { minLength: COUNT, maxLength: 2 * COUNT });
  fc.assert(
    fc.property(schemas, order, (described, indexes) => {
      const entries = described.map(({ allOf, reference, isOwner }, index): [string, JsonObject] => [
        `T${index}`,
        {
          ...(isOwner && { properties: { id: { title: `of T${index}` } } }),
          allOf: allOf.map(at),
          ...(reference !== null && at(reference)),
        },
      ]);
      const document: JsonObject = { components: { schemas: Object.fromEntries(entries) } };
      const schemaAt = (index: number): JsonObject => entries[index]?.[1] ?? {};
      const found = (index: number, name: string): Json | undefined => findProperty([schemaAt(index)], name, document);
      for (const index of indexes) {
        expect(found(index, "id")).toBe(findProperties([schemaAt(index)], "id", document).next().value);
        expect(found(index, "other")).toBeUndefined();
      }
    }),
  );
});
