import { describe } from "vitest";
import { normalise } from "../../src/stages/normalise/normalise.ts";
import { readFragments, testCases } from "../case-folders.ts";

describe("normalise", () => {
  testCases("normalise", (files) => {
    const { value, problems } = normalise(readFragments(files));
    return { documents: value.map(({ document }) => document), problems };
  });
});
