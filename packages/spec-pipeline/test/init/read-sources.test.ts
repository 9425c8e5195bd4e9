import { expect, test } from "vitest";
import { growthOf, LINEAR } from "../../../../test/growth-of.ts";
import { emptyWorkspace } from "../temporary-workspace.ts";

// Each is refused, as it should be. The time must grow with the text only.
test.each<[string, (count: number) => string]>([
  ["blanks", (count) => " ".repeat(10 * count)],
  ["blanks before what announces", (count) => `${" ".repeat(10 * count)}x`],
  ["comments", (count) => "/* */ ".repeat(count)],
  ["comments and a brace", (count) => `${"/* */\n".repeat(count)}{ "openapi" }`],
  ["openings of comments", (count) => "/*".repeat(3 * count)],
  ["quotes", (count) => '{ "openapi": "3.1.0", "a": "'.concat(String.raw`\"`.repeat(3 * count))],
  ["a member of blanks", (count) => `openapi: 3.1.0\nwebhooks:${" ".repeat(5 * count)}\npaths:${"\n".repeat(5 * count)}`],
  ["a title of brackets", (count) => `openapi: 3.1.0\ninfo:\n  title: "${"<(".repeat(3 * count)}"\n`],
])("a text of many %s is read in time in proportion", async (_what, textOf) => {
  const folder = emptyWorkspace();
  const init = async (text: string): Promise<void> => {
    for (const file of ["in.txt", "in.jsonc"]) {
      folder.write(file, text);
      expect((await folder.run(["init", "acme", "--from", file])).exitCode).not.toBe(0);
    }
  };
  expect(await growthOf(textOf, init, 12_000)).toBeLessThan(LINEAR);
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
