import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Editor, openEditor } from "./editor.ts";

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
          { name: "colour", in: "query", schema: { type: "string" } },
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
    "/pets/{id}/story": {
      post: {
        operationId: "tellStory",
        summary: "Tell a story of a pet",
        tags: ["stories"],
        parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
        requestBody: { required: true, content: json({ $ref: "#/components/schemas/Wish" }) },
        responses: {
          200: {
            description: "Told.",
            content: {
              ...json({ $ref: "#/components/schemas/Story" }),
              "text/event-stream": { schema: { $ref: "#/components/schemas/Story" } },
            },
          },
        },
      },
    },
    "/stories": {
      post: {
        operationId: "addStory",
        tags: ["stories"],
        requestBody: {
          required: true,
          content: { ...json({ $ref: "#/components/schemas/Story" }), "text/plain": { schema: { type: "string" } } },
        },
        responses: {
          200: { description: "Kept.", content: { ...json({ $ref: "#/components/schemas/Story" }), "text/csv": {} } },
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
          colour: { type: "string" },
          born: { type: "string", default: "2026-01-01" },
          owner: { $ref: "#/components/schemas/Owner" },
          home: { $ref: "#/components/schemas/Home" },
          toys: { type: "array", items: { $ref: "#/components/schemas/Toy" } },
        },
      },
      Owner: {
        allOf: [
          { $ref: "#/components/schemas/Person" },
          { properties: { kind: { const: "owner" }, since: { type: "integer" } } },
        ],
        description: "Who feeds it.\nA person.",
      },
      Person: { type: "object", properties: { kind: { type: "string", description: "What a person is here." } } },
      Home: { type: "object", properties: { street: { type: "string" } } },
      Toy: {
        oneOf: [{ $ref: "#/components/schemas/Ball" }, { $ref: "#/components/schemas/Rope" }],
        discriminator: {
          propertyName: "shape",
          mapping: { ball: "#/components/schemas/Ball", rope: "#/components/schemas/Rope" },
        },
      },
      Ball: { type: "object", properties: { shape: { type: "string", description: "The shape." } } },
      Rope: { type: "object", properties: { shape: { type: "string", description: "The shape." } } },
      Wish: {
        type: "object",
        required: ["mood"],
        properties: {
          mood: { enum: ["happy", "sad"] },
          stream: { type: "boolean" },
          heroes: { type: "array", items: { type: "string" } },
        },
      },
      Story: { type: "object", required: ["text"], properties: { text: { type: "string", description: "All of it." } } },
      Refusal: { type: "object", properties: { detail: { type: "string", description: "Why, in words." } } },
    },
  },
};

const program = (code: string): string =>
  `import { createPetsClient } from "./src/index.ts";\nconst { pets, stories } = createPetsClient();\n${code}`;

let editor: Editor;
beforeAll(() => {
  writeFileSync(join(folder, "pets.json"), JSON.stringify(DOCUMENT));
  const command = join(ROOT, "packages/spec-pipeline/bin/specloom.mjs");
  execFileSync(process.execPath, [command, "init", "pets", "--from", "pets.json", "--yes"], { cwd: folder, stdio: "pipe" });
  mkdirSync(join(folder, "node_modules/@specloom"), { recursive: true });
  symlinkSync(join(ROOT, "packages/client-runtime"), join(folder, "node_modules/@specloom/client-runtime"));
  editor = openEditor(join(folder, "packages/pets-client"));
});

test("a hover explains every name of a client that was laid out, in the document's words where it has some", () => {
  const unexplained = editor.unexplained(["./src/index.ts", "./src/testing.ts"]);
  // The names of openapi-typescript's layout.
  expect(unexplained.filter((name) => !name.startsWith("components"))).toEqual([]);
  const words = (code: string): string => editor.hover(program(code)).words;
  expect(words("(await pets.list())[0]?.wei^ght")).toBe("In kilograms.");
  expect(words("pets.list({ lim^it: 5 })").split("\n")[0]).toBe("At most so many pets.");
  expect(words("pets.list({}, { timeout^Ms: 1 })")).toContain("Milliseconds");
  expect(words("pets.li^st()")).toContain("List pets");
  expect(words("createPetsClient().pe^ts")).toBe("The operations of `pets`, a method for each.");
  // Where the document has no words of its own for a field.
  expect(words("(await pets.list())[0]?.col^our")).toBe("Not described.");
  expect(words("(await pets.list())[0]?.bo^rn")).toBe("Not described.");
  expect(words("pets.list({ col^our: 'red' })")).toBe("Not described.");
  expect(words("(await pets.list())[0]?.ho^me")).toBe("Not described.");
  expect(words("(await pets.list())[0]?.own^er")).toBe("Who feeds it.");
  expect(words("(await pets.list())[0]?.owner?.sin^ce")).toBe("Not described.");
  expect(words("(await pets.list())[0]?.owner?.ki^nd")).toBe("What a person is here.");
  expect(words("(await pets.list())[0]?.toys?.[0]?.sha^pe")).toBe("The shape.\nTells this kind from the others.");
});

test("the type of a component has its name, and is still a record of its fields", () => {
  expect(editor.hover(program("const [p^et] = await pets.list();")).type).toContain("const pet: Pet");
  expect(editor.errors(program('pets.create({ name: "Rex", home: { streat: "A" } });'))[0]?.message).toContain("in type 'Home'.");
  expect(editor.errors(program('const record: Record<string, unknown> = await pets.create({ name: "Rex" });'))).toEqual([]);
});

// With an overload for each choice, the compiler would report each mistake once for each of them.
test.each([
  ["a wrong value where a stream may be asked for", 'stories.tell({ id: "1", mood: "hapy" })', "mood", `Did you mean '"happy"'?`],
  ["a text in place of a list there", 'stories.tell({ id: "1", mood: "sad", heroes: "Rex" })', "heroes", "'string[]'"],
  ["a text in place of the flag", 'stories.tell({ id: "1", mood: "sad", stream: "yes" })', "stream", "'boolean | undefined'"],
  ["a misspelt param there", 'stories.tell({ id: "1", mood: "sad", strem: true })', "strem", "Did you mean to write 'stream'?"],
  ["a wrong field of a body of several media types", "stories.add({ text: 1 })", "text", "'string'"],
  ["a misspelt media type", 'stories.add({ text: "a" }, { accept: "text/cvs" })', "accept", `Did you mean '"text/csv"'?`],
  ["a body of another media type", 'stories.add({ body: 1 }, { contentType: "text/plain" })', "body", "'string'"],
])("%s is one error in one line, at the literal", (_, code, at, message) => {
  const errors = editor.errors(program(code));
  expect(errors.map((error) => error.at)).toEqual([at]);
  expect(errors[0]?.message).toContain(message);
  expect(errors[0]?.message).not.toContain("\n");
});

test("every media type is completed", () => {
  expect(editor.complete(program('stories.add({ text: "a" }, { accept: "^" })'))).toEqual(["application/json", "text/csv"]);
});
