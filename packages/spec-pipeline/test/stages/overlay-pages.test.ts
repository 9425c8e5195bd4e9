import { describe } from "vitest";
import { join } from "../../src/stages/join/join.ts";
import { overlayPages } from "../../src/stages/overlay/overlay.ts";
import { readFragments, readSource, testCases } from "../case-folders.ts";

describe("overlayPages", () => {
  testCases("overlay-pages", (files) => {
    const names = [...files.keys()].filter((name) => /^\d{3}-/.test(name));
    const fragments = readFragments(files);
    const { value, problems } = overlayPages(fragments, {
      overlays: names.map((name) => readSource(files, name, `specs/acme/overlays/${name}`)),
      pages: fragments.map(({ page }) => page),
    });
    return { joined: join(value.fragments), problems };
  });
});
