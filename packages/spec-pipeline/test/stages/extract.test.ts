import { describe } from "vitest";
import { stringMember } from "../../src/document/json.ts";
import { extract } from "../../src/stages/extract/extract.ts";
import { readObject, readPages, testCases } from "../case-folders.ts";

describe("extract", () => {
  testCases("extract", (files) => {
    const dialect = stringMember(readObject(files, "settings.yaml"), "dialect") ?? "mintlify";
    const { value, problems } = extract(readPages(files), { dialect });
    return {
      fragments: value.map(({ page, source, document }) => ({ page: page.name, line: source.firstLine, document })),
      problems,
    };
  });
});
