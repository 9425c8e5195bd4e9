import { expect, test } from "vitest";
import { emptyWorkspace } from "../temporary-workspace.ts";

// Each is refused as it should be: what counts is that the answer comes in time that grows with the text.
test.each([
  ["blanks", " ".repeat(1_000_000)],
  ["blanks before what announces", `${" ".repeat(1_000_000)}x`],
  ["comments", "/* */ ".repeat(100_000)],
  ["comments and a brace", `${"/* */\n".repeat(100_000)}{ "openapi" }`],
  ["openings of comments", "/*".repeat(300_000)],
  ["quotes", '{ "openapi": "3.1.0", "a": "'.concat(String.raw`\"`.repeat(300_000))],
  ["a member of blanks", `openapi: 3.1.0\nwebhooks:${" ".repeat(500_000)}\npaths:${"\n".repeat(500_000)}`],
  ["a title of brackets", `openapi: 3.1.0\ninfo:\n  title: "${"<(".repeat(300_000)}"\n`],
])("a text of many %s is read in a moment", async (_what, text) => {
  const folder = emptyWorkspace();
  folder.write("in.txt", text);
  folder.write("in.jsonc", text);
  const startMs = performance.now();
  for (const file of ["in.txt", "in.jsonc"]) expect((await folder.run(["init", "acme", "--from", file])).exitCode).not.toBe(0);
  expect(performance.now() - startMs).toBeLessThan(5000);
});
