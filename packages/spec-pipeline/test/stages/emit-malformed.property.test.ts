import * as fc from "fast-check";
import { expect, test } from "vitest";
import { compareApis } from "../../src/diff/compare-apis.ts";
import { isList, isObject, type Json, type JsonObject } from "../../src/document/json.ts";
import { readApi } from "../../src/model/api.ts";
import { emitOperations } from "../../src/stages/emit/emit-operations.ts";
import { emitSchema } from "../../src/stages/emit/emit-schema.ts";
import { emitValidators } from "../../src/stages/emit/emit-validators.ts";
import { emitCases, modelOf, VENDOR } from "./emit-cases.ts";

const documents = [...emitCases("emit-operations"), ...emitCases("emit-schema")].map(({ document }) => document);

const WRONG = [
  null,
  true,
  false,
  0,
  -1,
  "",
  "text",
  [],
  {},
  [null],
  { $ref: "#/components/schemas/Nowhere" },
  { $ref: "#/paths" },
  { $ref: "#" },
  { $ref: 1 },
] as const;

/** A document in which some node, found by chance, holds something else. */
const malformed = fc
  .record({
    document: fc.constantFrom(...documents),
    steps: fc.array(fc.nat(), { minLength: 2, maxLength: 12 }),
    value: fc.constantFrom<Json>(...WRONG),
  })
  .map(({ document, steps, value }): JsonObject => {
    const changed = replaceAt(document, steps, value);
    return isObject(changed) ? changed : document;
  });

function replaceAt(node: Json, [step, ...rest]: readonly number[], value: Json): Json {
  if (step === undefined) return value;
  if (isList(node) && node.length > 0)
    return node.map((item, index) => (index === step % node.length ? replaceAt(item, rest, value) : item));
  if (!isObject(node)) return value;
  const keys = Object.keys(node);
  const key = keys[step % Math.max(keys.length, 1)];
  return key === undefined
    ? value
    : Object.fromEntries(Object.entries(node).map(([name, item]) => [name, name === key ? replaceAt(item, rest, value) : item]));
}

test("no malformed document makes the emitting stages throw", async () => {
  await fc.assert(
    fc.asyncProperty(malformed, async (document) => {
      for (const emit of [emitSchema, emitOperations, emitValidators])
        expect((await emit(modelOf(document).value, VENDOR)).value).toContain("Do not edit");
    }),
    { numRuns: 150, seed: 20261123 },
  );
});

test("no malformed document makes the comparison throw, and none differs from itself", () => {
  fc.assert(
    fc.property(malformed, fc.constantFrom(...documents), (malformedDocument, otherDocument) => {
      const [document, other] = [readApi(malformedDocument).value, readApi(otherDocument).value];
      expect(compareApis(document, document)).toEqual([]);
      compareApis(document, other);
      compareApis(other, document);
    }),
    { numRuns: 150, seed: 20261124 },
  );
});
