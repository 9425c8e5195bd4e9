import { expect, test } from "vitest";
import { findBrokenPrograms, isProgram, programsConfig, readmePrograms } from "../../src/diff/broken-programs.ts";
import { diff } from "../../src/diff/diff.ts";
import type { JsonObject } from "../../src/document/json.ts";
import { readApi, type Api } from "../../src/model/api.ts";

test("type tests, examples and the README hold programs; other files do not", () => {
  const paths = [
    "README.md",
    "test/client.test-d.ts",
    "test/resources/a.test-d.ts",
    "examples/tour.ts",
    "test/client.test.ts",
    "src/index.ts",
    "examples/data/a.ts",
  ];
  expect(paths.filter(isProgram)).toEqual([
    "README.md",
    "test/client.test-d.ts",
    "test/resources/a.test-d.ts",
    "examples/tour.ts",
  ]);
});

test("a README program keeps its lines, and takes in the blocks that continue it", () => {
  const readme = [
    "# A",
    "```ts",
    'import { a } from "a";',
    "```",
    "text",
    "```ts",
    "a();",
    "```",
    "```sh",
    "npm i",
    "```",
    "",
  ].join("\n");
  const [[name, source] = ["", ""]] = readmePrograms(readme);
  expect(name).toBe("README-2.ts");
  expect(source.split("\n")[2]).toBe('import { a } from "a";');
  expect(source).toContain("{\na();\n}");
});

test("the package's name leads to its sources", () => {
  const manifest = {
    name: "acme-client",
    exports: { ".": "./dist/index.mjs", "./testing": { default: "./dist/testing.mjs" }, "./package.json": "./package.json" },
  };
  expect(programsConfig(manifest, ["a.ts"], [])).toMatchObject({
    compilerOptions: { paths: { "acme-client": ["./src/index.ts"], "acme-client/testing": ["./src/testing.ts"] } },
    files: ["a.ts"],
  });
});

test("only what compiled before counts as broken, and an expected error that is gone does not", () => {
  const before = "examples/old.ts(3,1): error TS2304: Cannot find name 'x'.\n";
  const after = [
    "examples/old.ts(3,1): error TS2304: Cannot find name 'x'.",
    "README-12.ts(14,5): error TS2339: Property 'name' does not exist.",
    "test/client.test-d.ts(9,1): error TS2578: Unused '@ts-expect-error' directive.",
    "src/client.ts(1,1): error TS2304: Cannot find name 'y'.",
  ].join("\n");
  const broken = findBrokenPrograms(before, after);
  expect(broken).toEqual([{ file: "README.md", line: 14, message: "Property 'name' does not exist." }]);
  const { value } = diff({ before: readApi({}).value, after: readApi({}).value, compiler: [], programs: broken });
  expect(value).toMatchObject({
    bump: "major",
    changes: [{ kind: "programs-only", message: "README.md:14 of the last release no longer compiles" }],
  });
});

/** An API with one response, of these fields. */
function apiOf(properties: JsonObject): Api {
  const schema = { type: "object", properties };
  const responses = { "200": { description: "ok", content: { "application/json": { schema } } } };
  return readApi({
    openapi: "3.1.0",
    info: { title: "T", version: "1" },
    paths: { "/users": { get: { operationId: "listUsers", responses } } },
  }).value;
}

test("a program that breaks belongs to the change that the compiler names", () => {
  const { value } = diff({
    before: apiOf({ name: { type: "string" }, role: { enum: ["admin", "guest"] } }),
    after: apiOf({ role: { enum: ["admin"] } }),
    compiler: [],
    programs: [
      { file: "README.md", line: 14, message: "Property 'name' does not exist." },
      { file: "examples/a.ts", line: 2, message: "Type '\"guest\"' is not assignable." },
      { file: "examples/a.ts", line: 3, message: "Type 'string' is not assignable to type 'number'." },
    ],
  });
  expect(value.changes.map(({ kind, verdicts }) => [kind, verdicts.map(({ program }) => program)])).toEqual([
    ["output-field-removed", [undefined, "README.md:14"]],
    ["output-value-removed", [undefined, "examples/a.ts:2"]],
    ["programs-only", ["examples/a.ts:3"]],
  ]);
});
