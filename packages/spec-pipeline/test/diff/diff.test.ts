import { beforeAll, expect, test } from "vitest";
import type { CompilerFinding } from "../../src/diff/compiler-program.ts";
import { diff } from "../../src/diff/diff.ts";
import { POLICY } from "../../src/diff/policy.ts";
import { readApi, type Api } from "../../src/model/api.ts";
import { askCompiler, type DocumentPair } from "../../src/release/ask-compiler.ts";
import { diffCases } from "./diff-cases.ts";

const ROOT = new URL("../../../..", import.meta.url).pathname;
const SETTINGS = { vendor: "case", clientParameters: [], exportedTypes: [] };
const cases = diffCases();
let compiler: readonly (readonly CompilerFinding[])[] = [];

/** A hundred runs of the compiler would take a minute; one run over all cases takes two seconds. */
beforeAll(async () => {
  compiler = await askCompiler(
    cases.map(({ pair }) => pair),
    SETTINGS,
    ROOT,
  );
});

test.for(cases.map((diffCase, index) => ({ ...diffCase, index })))("$sentence: $bump", ({ pair, bump, kinds, index }) => {
  const { value } = diff({ ...apisOf(pair), compiler: compiler[index] ?? [] });
  expect(value.changes.map(({ kind }) => kind).toSorted()).toEqual([...kinds].toSorted());
  expect(value.bump).toBe(bump);
});

test("every row of the policy has a case", () => {
  const covered = new Set<string>(cases.flatMap(({ kinds }) => kinds));
  const rows = Object.keys(POLICY).filter((kind) => !kind.endsWith("-only"));
  expect(rows.filter((kind) => !covered.has(kind))).toEqual([]);
});

test("the policy finds what the compiler finds in a document, and breaks that no type shows", () => {
  const found = cases.map(({ pair, sentence }, index) => ({
    sentence,
    byPolicy: diff({ ...apisOf(pair), compiler: [] }).value.bump === "major",
    byCompiler: (compiler[index] ?? []).length > 0,
  }));
  expect(found.filter(({ byPolicy, byCompiler }) => byCompiler && !byPolicy)).toEqual([]);
  expect(found.filter(({ byPolicy, byCompiler }) => byPolicy && !byCompiler).length).toBeGreaterThan(10);
});

test("a document differs in nothing from itself", () => {
  for (const { pair } of cases)
    expect(diff({ ...apisOf({ before: pair.after, after: pair.after }), compiler: [] }).value).toEqual({
      bump: "none",
      changes: [],
    });
});

test("an exported type that no longer fits is one change with that of its component, and bare evidence stands last", () => {
  const found = cases.find(({ sentence }) => sentence === "a sent value is refused");
  const typeFinding = { about: "type", direction: "input", line: 1, field: "", message: "no longer fits" } as const;
  const { value } = diff({
    ...apisOf(found?.pair ?? { before: {}, after: {} }),
    compiler: [
      { ...typeFinding, subject: "Query" },
      { ...typeFinding, subject: "Answer" },
    ],
    programs: [{ file: "README.md", line: 3, message: "Expected 1 arguments, but got 2." }],
  });
  expect(value.changes.map(({ kind, verdicts }) => [kind, verdicts.map(({ judge }) => judge)])).toEqual([
    ["input-value-removed", ["policy", "compiler"]],
    ["programs-only", ["compiler"]],
    ["compiler-only", ["compiler"]],
  ]);
});

function apisOf({ before, after }: DocumentPair): { before: Api; after: Api } {
  return { before: readApi(before).value, after: readApi(after).value };
}
