import { describe } from "vitest";
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
});
