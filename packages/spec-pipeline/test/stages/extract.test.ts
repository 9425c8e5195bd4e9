import { describe } from "vitest";
import { objectMember, stringMember } from "../../src/document/json.ts";
import { extract } from "../../src/stages/extract/extract.ts";
import { readObject, readPages, testCases } from "../case-folders.ts";

describe("extract", () => {
  testCases("extract", (files) => {
    const settings = readObject(files, "settings.yaml");
    const dialect = stringMember(settings, "dialect") ?? "mintlify";
    const earlier = new Map(
      Object.entries(objectMember(settings, "earlier")).map(([page, calls]) => [
        page,
        Array.isArray(calls) ? calls.map(String) : [],
      ]),
    );
    const { value, problems } = extract(readPages(files), { dialect, earlier });
    return {
      fragments: value.map(({ page, source, document }) => ({ page: page.name, line: source.firstLine, document })),
      problems,
    };
  });
});
