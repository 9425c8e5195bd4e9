import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../src/document/json.ts";
import { foreignCodeProblems } from "../../src/source/find-foreign-code.ts";
import { emitCommand } from "../../src/stages/emit/emit-command.ts";
import { emitOperations } from "../../src/stages/emit/emit-operations.ts";
import { emitResources } from "../../src/stages/emit/emit-resources.ts";
import { emitSchema } from "../../src/stages/emit/emit-schema.ts";
import { emitValidators } from "../../src/stages/emit/emit-validators.ts";
import { emitCases, modelOf, VENDOR } from "../stages/emit-cases.ts";
import { PAYLOADS } from "./payloads.ts";
import { documentWith, PLACES } from "./places.ts";

const EMITTERS = {
  "schema.gen.ts": emitSchema,
  "operations.gen.ts": emitOperations,
  "validators.gen.ts": emitValidators,
  "resources.gen.ts": emitResources,
  "command.gen.ts": emitCommand,
};

/** The parts of a document's code that are outside of the grammar. */
async function foreignCodeOf(document: JsonObject): Promise<readonly string[]> {
  const { value: model } = modelOf(document);
  const files = new Map<string, string>();
  for (const [file, emit] of Object.entries(EMITTERS)) files.set(file, (await emit(model, VENDOR)).value);
  return foreignCodeProblems(files).map(({ message, location }) => `${location?.file}:${location?.line} ${message}`);
}

describe("the code of a document is in the grammar", () => {
  const documents = [...emitCases("emit-operations"), ...emitCases("emit-schema")];

  test.each(documents.map(({ sentence, document }) => [sentence, document] as const))("%s", async (_, document) => {
    expect(await foreignCodeOf(document)).toEqual([]);
  });

  test.each(Object.entries(PAYLOADS))("with this in every place: %s", async (_, payload) => {
    expect(await foreignCodeOf(documentWith(new Map(PLACES.map((place) => [place, payload]))))).toEqual([]);
  });

  test("with any text in any place", async () => {
    const text = fc.oneof(fc.constantFrom(...Object.values(PAYLOADS)), fc.string({ unit: "binary", maxLength: 12 }));
    const texts = fc.array(fc.tuple(fc.constantFrom(...PLACES), text), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(texts, async (entries) => {
        expect(await foreignCodeOf(documentWith(new Map(entries)))).toEqual([]);
      }),
      { numRuns: 300, seed: 20261128 },
    );
  });
});
