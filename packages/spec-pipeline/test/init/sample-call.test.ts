import { expect, test } from "vitest";
import { isObject } from "../../src/document/json.ts";
import { readFacts } from "../../src/init/sample-call.ts";
import { readApi } from "../../src/model/api.ts";
import { PETS_3_2 } from "../commands/init-documents.ts";

test("a README shows a read, a walk through all pages and a write, of the document's own operations", () => {
  const document: unknown = JSON.parse(JSON.stringify(PETS_3_2));
  if (!isObject(document)) throw new Error("no document");
  const { sample, walk, write } = readFacts(readApi(document).value);
  expect(sample).toMatchObject({ name: { resource: "toys", method: "list" }, given: "" });
  expect(walk).toEqual({ name: { resource: "toys", method: "listAll" }, given: "" });
  expect(write).toEqual({
    name: { resource: "toys", method: "create" },
    response: "none",
    given: '{ name: "1", colour: "red" }',
  });
});
