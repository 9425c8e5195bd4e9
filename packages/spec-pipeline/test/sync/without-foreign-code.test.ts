import { expect, test } from "vitest";
import type { PipelineResult } from "../../src/pipeline.ts";
import { withoutForeignCode } from "../../src/sync/without-foreign-code.ts";

const made = (code: string): PipelineResult => ({
  bundled: { openapi: "3.1.0" },
  files: new Map([["packages/acme-client/src/generated/resources.gen.ts", code]]),
  intermediates: new Map(),
  problems: [],
  stages: [],
  corrections: [],
  spent: [],
  adopted: [],
});

test("generated files are not written if they hold code that no emitter writes", () => {
  const { bundled, files, problems } = withoutForeignCode(made("export const a = [1];\nprocess.exit(1);\n"));
  expect([bundled, files.size]).toEqual([undefined, 0]);
  expect(problems).toMatchObject([{ rule: "foreign-code", severity: "error", location: { line: 2, column: 1 } }]);
});

test("code that fits the grammar is written as it is", () => {
  const result = made("export const a = [1];\n");
  expect(withoutForeignCode(result)).toBe(result);
});
