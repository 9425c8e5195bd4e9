import { describe } from "vitest";
import { join } from "../../src/stages/join.ts";
import { readFragments, testCases } from "../case-folders.ts";

describe("join", () => {
  testCases("join", (files) => join(readFragments(files)));
});
