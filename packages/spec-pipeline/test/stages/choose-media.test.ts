import { expect, test } from "vitest";
import { printYaml, toCanonical } from "../../src/document/canonical.ts";
import { readEarlierOperations } from "../../src/document/earlier-operations.ts";
import type { JsonObject } from "../../src/document/json.ts";
import { chooseMedia, earlierDefaults } from "../../src/stages/choose-media.ts";
import { nameMethods } from "../../src/stages/name-methods.ts";

const NOTHING = "";

function contentOf(types: readonly string[]): JsonObject {
  return Object.fromEntries(types.map((type) => [type, { schema: {} }]));
}

function documentOf(requestTypes: readonly string[], responseTypes: readonly string[], extensions: JsonObject = {}): JsonObject {
  const operation = {
    operationId: "createPet",
    requestBody: { $ref: "#/components/requestBodies/Pet" },
    responses: { 200: { description: "", content: contentOf(responseTypes) } },
    ...extensions,
  };
  return {
    openapi: "3.1.0",
    info: { title: "T", version: "1" },
    paths: { "/pets": { post: operation } },
    components: { requestBodies: { Pet: { content: contentOf(requestTypes) } } },
  };
}

/** The media types on the operation, and the file that the next run reads. */
function generated(document: JsonObject, earlier: string): { readonly written: JsonObject; readonly next: string } {
  const operations = readEarlierOperations(earlier);
  const { value, problems } = chooseMedia(nameMethods(document, operations).value, earlierDefaults(earlier, operations));
  expect(problems).toEqual([]);
  const { "x-client-content-type": contentType, "x-client-accept": accept } = operationOf(value);
  const written = { ...(contentType && { contentType }), ...(accept && { accept }) };
  return { written, next: printYaml(toCanonical(value), "Header") };
}

function operationOf(document: JsonObject): JsonObject {
  return Object(document["paths"])["/pets"].post;
}

test("the defaults stand on an operation with several media types, and on no other", () => {
  expect(generated(documentOf(["text/csv", "application/json"], ["image/png", "text/plain"]), NOTHING).written).toEqual({
    contentType: "application/json",
    accept: "text/plain",
  });
  expect(generated(documentOf(["text/csv"], ["image/png"]), NOTHING).written).toEqual({});
});

test("an operation keeps the defaults that it had, also where it had nothing to choose from", () => {
  const first = generated(documentOf(["text/csv"], ["image/png"]), NOTHING);
  const second = generated(documentOf(["text/csv", "application/xml"], ["image/png", "text/plain"]), first.next);
  expect(second.written).toEqual({ contentType: "text/csv", accept: "image/png" });
  const third = generated(
    documentOf(["text/csv", "application/xml", "application/json"], ["image/png", "application/json"]),
    second.next,
  );
  expect(third.written).toEqual({ contentType: "text/csv", accept: "image/png" });
});

test("a default that the vendor takes away is chosen anew", () => {
  const first = generated(documentOf(["text/csv"], ["image/png"]), NOTHING);
  expect(
    generated(documentOf(["application/json", "text/plain"], ["application/json", "text/plain"]), first.next).written,
  ).toEqual({
    contentType: "application/json",
    accept: "application/json",
  });
});

test("an overlay's media type stays, and one that the operation does not have is refused", () => {
  const given = { "x-client-accept": "text/plain", "x-client-content-type": "text/csv" };
  const kept = documentOf(["application/json", "text/csv"], ["application/json", "text/plain"], given);
  expect(generated(kept, NOTHING).written).toEqual({ contentType: "text/csv", accept: "text/plain" });
  const { problems } = chooseMedia(documentOf(["application/json"], [], given));
  expect(problems).toEqual([
    expect.objectContaining({
      rule: "media-type-choice",
      severity: "error",
      message: "x-client-content-type must be one of application/json",
      pointer: "#/paths/~1pets/post/x-client-content-type",
    }),
    expect.objectContaining({ message: "x-client-accept must be left out, as there is no body" }),
  ]);
});

test("a broken last document is ignored", () => {
  const { next } = generated(documentOf(["text/csv"], ["image/png"]), NOTHING);
  const broken = next.replace("openapi: 3.1.0", "openapi: {");
  expect(generated(documentOf(["text/csv", "application/json"], ["image/png"]), broken).written).toEqual({
    contentType: "application/json",
  });
});

test("an operation keeps a default with parameters", () => {
  const types = ["application/json; version=2", "application/json;version=1"];
  const first = generated(documentOf(types, types), NOTHING);
  expect(first.written).toEqual({ contentType: types[0], accept: types[0] });
  const second = generated(documentOf(types.toReversed(), types.toReversed()), first.next);
  expect(second.written).toEqual(first.written);
});
