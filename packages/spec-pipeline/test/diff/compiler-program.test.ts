import { expect, test } from "vitest";
import {
  compilerProgram,
  explainingProgram,
  isLong,
  quickProgram,
  readCompilerOutput,
  RUNTIME_TYPES,
  type CompilerProgram,
} from "../../src/diff/compiler-program.ts";
import { readApi } from "../../src/model/api.ts";
import { emitOperations } from "../../src/stages/emit/emit-operations.ts";
import { emitSchema } from "../../src/stages/emit/emit-schema.ts";
import { emitCases, modelOf, VENDOR } from "../stages/emit-cases.ts";

const ANSWER = { description: "Done.", content: { "application/json": { schema: { type: "object" } } } };
const document = {
  paths: { "/a": { get: { operationId: 'a "b"', responses: { 200: ANSWER } } } },
  components: { schemas: { Row: { type: "object" } } },
};
const types = { api: readApi(document).value, schema: "", operations: "" };

function program(): CompilerProgram {
  return compilerProgram(types, types, { vendor: "case", clientParameters: [], exportedTypes: ["Row", "Gone"] });
}

test("asks once for every direction of every operation, and for every exported type that was there", () => {
  const { files, questions } = program();
  expect([...questions.values()]).toEqual([
    { subject: 'a "b"', about: "operation", direction: "input" },
    { subject: 'a "b"', about: "operation", direction: "output" },
    { subject: 'a "b"', about: "operation", direction: "output" },
    { subject: "Row", about: "type", direction: "output" },
  ]);
  expect(files.get("judge.ts")).toContain(String.raw`Fits<Old["a \"b\""]["input"], New["a \"b\""]["input"]>`);
});

test("asks nothing about a response without content", () => {
  const silent = { paths: { "/a": { get: { operationId: "a", responses: { 204: { description: "Done." } } } } } };
  const before = { ...types, api: readApi(silent).value };
  const { questions } = compilerProgram(before, before, { vendor: "case", clientParameters: [], exportedTypes: [] });
  expect([...questions.values()].map(({ direction }) => direction)).toEqual(["input", "output"]);
});

test("finds the question of an error, and the field that no longer fits", () => {
  const line = [...program().questions.keys()][0] ?? 0;
  const output = [
    `pair-0/judge.ts(${line},30): error TS2344: Type 'A' does not satisfy the constraint 'B'.`,
    "  The types of 'body.pagination' are incompatible between these types.",
    "    Property 'limit' is missing in type 'A' but required in type 'B'.",
    "pair-1/judge.ts(6,30): error TS2344: Type 'C' does not satisfy the constraint 'D'.",
    "",
  ].join("\n");
  expect(readCompilerOutput(output, "pair-0", program())).toEqual({
    findings: [
      {
        subject: 'a "b"',
        about: "operation",
        direction: "input",
        line,
        field: "body.pagination.limit",
        message: "Property 'limit' is missing in type 'A' but required in type 'B'.",
      },
    ],
    others: [],
  });
});

test("an error outside of the questions is no verdict", () => {
  const output = "pair-0/old/schema.gen.ts(3,1): error TS1005: ';' expected.\n";
  expect(readCompilerOutput(output, "pair-0", program())).toEqual({ findings: [], others: [output.trim()] });
});

test("hundreds of questions get yes or no first, and some of the misfits are explained", () => {
  const paths = Object.fromEntries(
    Array.from({ length: 40 }, (_none, index) => [`/${index}`, { get: { operationId: `get${index}`, responses: {} } }]),
  );
  const many = { api: readApi({ paths }).value, schema: "", operations: "" };
  const long = compilerProgram(many, many, { vendor: "case", clientParameters: [], exportedTypes: [] });
  expect([isLong(long), isLong(program())]).toEqual([true, false]);
  expect(quickProgram(long).files.get("judge.ts")).toContain(
    'export const Question5: Fits<Old["get0"]["input"], New["get0"]["input"]> = true;',
  );
  const lines = [...long.questions.keys()];
  const explaining = explainingProgram(long, lines.slice(10)).files.get("judge.ts") ?? "";
  expect(explaining.match(/^export type Question/gm)).toHaveLength(20);
  expect(explaining.split("\n")).toHaveLength((long.files.get("judge.ts") ?? "").split("\n").length);
});

test("every name that generated files import from the runtime is a type of the program", async () => {
  const names = new Set<string>();
  for (const { document: described } of emitCases("emit-operations")) {
    const { value: model } = modelOf(described);
    for (const { value } of [await emitOperations(model, VENDOR), await emitSchema(model, VENDOR)]) {
      const [, imported = ""] = /import type \{ ([^}]*) \} from "@specloom\/client-runtime"/.exec(value) ?? [];
      for (const name of imported.split(", ")) if (name !== "") names.add(name);
    }
  }
  expect([...names]).toContain("FileContent");
  for (const name of names) expect(RUNTIME_TYPES).toMatch(new RegExp(`export (?:interface|type) ${name}\\b`));
});
