import { execFileSync } from "node:child_process";
import { join } from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";
import { CASES } from "./emit-cases.ts";

const CONFIG = join(CASES, "tsconfig.json");
const TYPESCRIPT_7 = join(import.meta.dirname, "../../../../node_modules/.bin/tsc");

test("everything emitted, and what users write with it, is clean in TypeScript 7 under every strict flag", () => {
  expect(execFileSync(TYPESCRIPT_7, ["-p", CONFIG], { encoding: "utf8" })).toBe("");
});

test("everything emitted, and what users write with it, is clean in TypeScript 5.9 under every strict flag", () => {
  const config = ts.getParsedCommandLineOfConfigFile(CONFIG, {}, { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => {} });
  const program = ts.createProgram(config?.fileNames ?? [], config?.options ?? {});
  const messages = ts
    .getPreEmitDiagnostics(program)
    .map(({ file, messageText }) => `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`);
  expect(config?.fileNames.length).toBeGreaterThan(20);
  expect(messages).toEqual([]);
});
