import { describe } from "vitest";
import { listMember, stringMember } from "../../src/document/json.ts";
import { join } from "../../src/stages/join/join.ts";
import { readFragments, readObject, testCases } from "../case-folders.ts";

describe("join", () => {
  testCases("join", (files) => {
    const prefer = listMember(readObject(files, "prefer.yaml"), "prefer").map((entry) => ({
      pointer: stringMember(entry, "pointer") ?? "",
      page: stringMember(entry, "page") ?? "",
    }));
    return join(readFragments(files), prefer);
  });
});
