import { expect, test } from "vitest";
import { emptyWorkspace } from "../temporary-workspace.ts";

// Each is refused, as it should be. The time must grow with the text only.
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

const KEYED_SCHEMA = `
  type: object
  required: ["1.10", "0x10", "null"]
  properties:
    1.10: { type: string }
    0x10: { type: string }
    null: { type: string }
    on: { enum: [on, 007] }
`;

function keyedDocument(schema: string): string {
  return `openapi: 3.1.0
info: { title: Keys, version: 1.0 }
servers: [{ url: https://api.example }]
paths:
  /keys:
    get:
      operationId: getKeys
      responses:
        200: { description: Fine, content: { application/json: { schema: ${schema} } } }
components:
  schemas:
    Other: { type: string }
`;
}

// With several files, the bundler of another library would read the keys.
test.each([
  [
    "one file",
    { "api.yaml": keyedDocument("{ $ref: '#/components/schemas/Keys' }") + `    Keys:${KEYED_SCHEMA.replaceAll(/^/gm, "    ")}` },
  ],
  ["several files", { "api.yaml": keyedDocument("{ $ref: keys.yaml#/Keys }"), "keys.yaml": `Keys:${KEYED_SCHEMA}` }],
])("keys stay as they are written, in %s", async (_what, files) => {
  const folder = emptyWorkspace();
  for (const [path, text] of Object.entries(files)) folder.write(path, text);
  const { output } = await folder.run(["init", "acme", "--from", "api.yaml"]);
  expect(output).toContain("wrote specs/acme");
  const schema = folder.read("packages/acme-client/src/generated/schema.gen.ts");
  for (const line of ['"1.10": string;', '"0x10": string;', "null: string;", "on?:"]) expect(schema).toContain(line);
  expect(folder.read("specs/acme/openapi.gen.yaml")).toContain('"1.10":');
});
