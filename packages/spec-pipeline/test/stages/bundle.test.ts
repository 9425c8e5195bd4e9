import { describe, expect, test } from "vitest";
import { printYaml } from "../../src/document/canonical.ts";
import { bundle } from "../../src/stages/bundle.ts";
import { readObject, testCases } from "../case-folders.ts";

describe("bundle", () => {
  testCases("bundle", async (files) => {
    const { value, problems } = await bundle(readObject(files, "document.yaml"));
    // As text: the order is what this stage is about.
    return { text: printYaml(value, "Header"), problems };
  });

  test("the document that is given stays as it is", async () => {
    const document = {
      openapi: "3.1.0",
      info: { title: "T", version: "1" },
      paths: { "/a": { get: { responses: { 200: { $ref: "#/components/responses/Fine" } } } } },
      components: { responses: { Fine: { description: "Fine" }, Unused: { description: "Nobody's" } } },
    };
    const before = structuredClone(document);
    await bundle(document);
    expect(document).toEqual(before);
  });

  test("the same document in any order gives the same bytes", async () => {
    const paths = {
      "/b": { get: { responses: { 200: { description: "B" } } } },
      "/a": { get: { responses: { 200: { description: "A" } } } },
    };
    const info = { title: "T", version: "1" };
    const one = await bundle({ openapi: "3.1.0", info, paths });
    const other = await bundle({
      paths: { "/a": paths["/a"], "/b": paths["/b"] },
      info: { version: "1", title: "T" },
      openapi: "3.1.0",
    });
    expect(printYaml(other.value, "")).toBe(printYaml(one.value, ""));
  });

  test("a chain that is too deep for the bundler is refused with a fix", async () => {
    const own = { type: "object" };
    const schemas = Object.fromEntries(
      Array.from({ length: 3000 }, (_, index) => [
        `S${index}`,
        index < 2999 ? { allOf: [{ $ref: `#/components/schemas/S${index + 1}` }, own] } : own,
      ]),
    );
    const content = { "application/json": { schema: { $ref: "#/components/schemas/S0" } } };
    const paths = { "/a": { get: { responses: { 200: { description: "A", content } } } } };
    const { problems } = await bundle({ openapi: "3.1.0", info: { title: "T", version: "1" }, paths, components: { schemas } });
    expect(problems).toMatchObject([
      { rule: "bundle", severity: "error", fix: expect.stringContaining("shorten the longest chain") },
    ]);
  });
});
