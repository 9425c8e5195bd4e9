import { describe } from "vitest";
import { overlay } from "../../src/stages/overlay/overlay.ts";
import { readObject, readSource, testCases } from "../case-folders.ts";

describe("overlay", () => {
  testCases("overlay", (files) => {
    const names = [...files.keys()].filter((name) => /^\d{3}-/.test(name));
    const { value, problems } = overlay(readObject(files, "document.yaml"), {
      overlays: names.map((name) => readSource(files, name, `specs/acme/overlays/${name}`)),
      pages: [{ name: "users.md", url: "https://docs.example/users.md", hash: "0".repeat(64) }],
    });
    return { value: value.document, problems };
  });
});
