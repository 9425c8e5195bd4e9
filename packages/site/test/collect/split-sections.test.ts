import { expect, test } from "vitest";
import { splitSections } from "../../src/collect/split-sections.ts";

test("a README is split at its second level, not inside of code", () => {
  const { start, sections } = splitSections("# A\n\nx\n\n## One `two`\n\n```sh\n## no\n```\n\n## Three\n\ny");
  expect(start).toBe("# A\n\nx\n");
  expect(sections.map(({ title, slug }) => [title, slug])).toEqual([
    ["One two", "one-two"],
    ["Three", "three"],
  ]);
  expect(sections[0]?.text).toContain("## no");
});
