import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { openEditor } from "./editor.ts";

const ROOT = join(import.meta.dirname, "..");
const folder = realpathSync(mkdtempSync(join(tmpdir(), "specloom-hovers-")));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const json = (schema: object): object => ({ "application/json": { schema } });
const DOCUMENT = {
  openapi: "3.1.0",
  info: { title: "Pets", version: "1" },
  servers: [{ url: "https://api.pets.example" }],
  security: [{ key: [] }],
  paths: {
    "/pets": {
      get: {
        operationId: "listPets",
        summary: "List pets",
        tags: ["pets"],
        parameters: [
          {
            name: "limit",
            in: "query",
            description: "At most so many pets.",
            schema: { type: "integer", maximum: 50, default: 20 },
          },
          { name: "born", in: "query", schema: { type: "string", format: "date" } },
        ],
        responses: {
          200: { description: "Pets.", content: json({ type: "array", items: { $ref: "#/components/schemas/Pet" } }) },
          401: { description: "The key is wrong.", content: json({ $ref: "#/components/schemas/Refusal" }) },
        },
      },
      post: {
        operationId: "createPet",
        summary: "Add a pet",
        tags: ["pets"],
        requestBody: { required: true, content: json({ $ref: "#/components/schemas/Pet" }) },
        responses: {
          201: { description: "Made.", content: json({ $ref: "#/components/schemas/Pet" }) },
          401: { description: "The key is wrong.", content: json({ $ref: "#/components/schemas/Refusal" }) },
        },
      },
    },
  },
  components: {
    securitySchemes: { key: { type: "apiKey", in: "header", name: "x-key" } },
    schemas: {
      Pet: {
        type: "object",
        description: "A pet.",
        required: ["name"],
        properties: {
          name: { type: "string", description: "What it is called." },
          weight: { type: "number", description: "In kilograms." },
        },
      },
      Refusal: { type: "object", properties: { detail: { type: "string", description: "Why, in words." } } },
    },
  },
};

const program = (code: string): string =>
  `import { createPetsClient } from "./src/index.ts";\nconst { pets } = createPetsClient();\n${code}`;

test(
  "a hover explains every name of a client that was laid out, in the document's words where it has some",
  { timeout: 60_000 },
  () => {
    writeFileSync(join(folder, "pets.json"), JSON.stringify(DOCUMENT));
    const command = join(ROOT, "packages/spec-pipeline/bin/specloom.mjs");
    execFileSync(process.execPath, [command, "init", "pets", "--from", "pets.json", "--yes"], { cwd: folder, stdio: "pipe" });
    mkdirSync(join(folder, "node_modules/@specloom"), { recursive: true });
    symlinkSync(join(ROOT, "packages/client-runtime"), join(folder, "node_modules/@specloom/client-runtime"));
    const editor = openEditor(join(folder, "packages/pets-client"));
    const unexplained = editor.unexplained(["./src/index.ts", "./src/testing.ts"]);
    // The names of openapi-typescript's layout.
    expect(unexplained.filter((name) => !name.startsWith("components"))).toEqual([]);
    const words = [
      "(await pets.list())[0]?.wei^ght",
      "pets.list({ lim^it: 5 })",
      "pets.list({}, { timeout^Ms: 1 })",
      "pets.li^st()",
      "createPetsClient().pe^ts",
    ].map((code) => editor.hover(program(code)).words.split("\n")[0]);
    expect(words).toEqual([
      "In kilograms.",
      "At most so many pets.",
      expect.stringContaining("Milliseconds"),
      expect.stringContaining("List pets"),
      "The operations of `pets`, a method for each.",
    ]);
  },
);
