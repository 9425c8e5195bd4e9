import { expect, test } from "vitest";
import { growthOf, LINEAR } from "../../../../test/growth-of.ts";
import type { Json, JsonObject } from "../../src/document/json.ts";
import { shortenChains } from "../../src/document/shorten-chains.ts";

function documentOf(schemas: JsonObject): JsonObject {
  const content = { "application/json": { schema: refTo("S0") } };
  const get = { operationId: "get", responses: { 200: { description: "Fine", content } } };
  return { openapi: "3.1.0", paths: { "/a": { get } }, components: { schemas } };
}

function lostChain(length: number): JsonObject {
  return documentOf(chain(length, refTo("Lost")));
}

function refTo(name: string): JsonObject {
  return { $ref: `#/components/schemas/${name}` };
}

function chain(length: number, last: Json): JsonObject {
  const names = Array.from({ length }, (_value, index) => `S${index}`);
  return Object.fromEntries(names.map((name, index) => [name, index + 1 < length ? refTo(`S${index + 1}`) : last]));
}

test("each reference of a long chain leads to its end, and the names stay", () => {
  const { document, changes } = shortenChains(documentOf(chain(20, { type: "string" })));
  const expected = Object.fromEntries(
    Object.entries(chain(20, { type: "string" })).map(([name, schema], index) => [name, index < 10 ? refTo("S19") : schema]),
  );
  expect(document).toEqual({
    ...documentOf(expected),
    paths: {
      "/a": {
        get: {
          operationId: "get",
          responses: { 200: { description: "Fine", content: { "application/json": { schema: refTo("S19") } } } },
        },
      },
    },
  });
  expect(changes).toHaveLength(11);
  expect(changes).toContainEqual({
    pointer: "#/components/schemas/S0",
    before: "#/components/schemas/S1",
    after: "#/components/schemas/S19",
  });
});

test.each([
  ["a short chain", chain(9, { type: "string" })],
  ["a circle", { ...chain(20, refTo("S0")) }],
  ["a way into a circle", { ...chain(20, refTo("S10")) }],
])("%s stays as it is", (_what, schemas) => {
  const given = documentOf(schemas);
  expect(shortenChains(given)).toEqual({ document: given, changes: [] });
});

test("keywords beside a reference end a chain", () => {
  const schemas = { ...chain(30, { type: "string" }), S15: { ...refTo("S16"), description: "Half way" } };
  const { document } = shortenChains(documentOf(schemas));
  expect(document).toMatchObject({
    components: { schemas: { S0: refTo("S15"), S15: { ...refTo("S29"), description: "Half way" } } },
  });
});

test("a chain that leads nowhere is shortened too, and a long one takes time in proportion", async () => {
  expect(shortenChains(lostChain(20_000)).changes[0]?.after).toBe("#/components/schemas/Lost");
  expect(await growthOf(lostChain, shortenChains, 5000)).toBeLessThan(LINEAR);
});
