import { describe, expect, test } from "vitest";
import { listMember, stringMember } from "../../src/document/json.ts";
import { lint } from "../../src/stages/lint/lint.ts";
import { readObject, testCases } from "../case-folders.ts";

describe("lint", () => {
  testCases("lint", async (files) => {
    const settings = readObject(files, "settings.yaml");
    const { problems } = await lint(readObject(files, "document.yaml"), {
      baseUrl: stringMember(settings, "baseUrl") ?? "https://api.example",
      clientParameters: listMember(settings, "clientParameters").filter((name) => typeof name === "string"),
      config: files.get("redocly.yaml") ?? "extends: [recommended]\nrules:\n  info-license: off\n",
      ignore: listMember(settings, "ignore").map((exception) => ({
        rule: stringMember(exception, "rule") ?? "",
        pointer: stringMember(exception, "pointer"),
        reason: stringMember(exception, "reason") ?? "",
      })),
    });
    return { problems };
  });

  test("an object that stands in two places of a document is looked at in both", async () => {
    const parameter = { name: "page", in: "somewhere", schema: { type: "integer" } };
    const operation = { responses: { 200: { description: "Fine" } }, parameters: [parameter] };
    const { problems } = await lint(
      {
        openapi: "3.1.0",
        info: { title: "T", version: "1" },
        paths: { "/a": { get: operation }, "/b": { get: { ...operation } } },
      },
      { baseUrl: "https://api.example", clientParameters: [], config: "rules:\n  struct: error\n", ignore: [] },
    );
    expect(problems.filter(({ rule }) => rule === "struct").map(({ pointer }) => pointer)).toEqual([
      "#/paths/~1a/get/parameters/0/in",
      "#/paths/~1b/get/parameters/0/in",
    ]);
  });
});
