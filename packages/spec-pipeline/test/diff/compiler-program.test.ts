import { expect, test } from "vitest";
import { compilerProgram, readCompilerOutput, type CompilerProgram } from "../../src/diff/compiler-program.ts";

const document = {
  paths: { "/a": { get: { operationId: 'a "b"', responses: { 204: { description: "Done." } } } } },
  components: { schemas: { Row: { type: "object" } } },
};
const types = { document, schema: "", operations: "" };

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

test("finds the question that an error answers, and the field that no longer fits", () => {
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
