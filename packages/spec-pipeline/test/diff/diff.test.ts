import { beforeAll, expect, test } from "vitest";
import { askCompiler, askRules, type DocumentPair } from "../../src/release/ask-judges.ts";
import type { CompilerFinding } from "../../src/diff/compiler-program.ts";
import type { RuleFinding } from "../../src/diff/rule-findings.ts";
import { isObject, objectMember, type Json, type JsonObject } from "../../src/document/json.ts";
import { readApi, type Api } from "../../src/model/api.ts";
import { BUMPS, POLICY, strictest, type Bump } from "../../src/diff/policy.ts";
import { diff } from "../../src/diff/diff.ts";
import { diffCases, type DiffCase } from "./diff-cases.ts";

const ROOT = new URL("../../../..", import.meta.url).pathname;
const SETTINGS = { vendor: "case", clientParameters: [], exportedTypes: [] };
const cases = diffCases();
const rules = new Map<number, readonly RuleFinding[]>();
let compiler: readonly (readonly CompilerFinding[])[] = [];

/** A hundred runs of two programs would take a minute; one run of each over all cases takes two seconds. */
beforeAll(async () => {
  const whole = cases.flatMap((diffCase, index) => (canJoin(diffCase) ? [] : [index]));
  const [all, compared, ...alone] = await Promise.all([
    askRules({ before: joined("before"), after: joined("after") }),
    askCompiler(
      cases.map(({ pair }) => pair),
      SETTINGS,
      ROOT,
    ),
    ...whole.map((index) => askRules(cases[index]?.pair ?? { before: {}, after: {} })),
  ]);
  for (const index of cases.keys())
    rules.set(
      index,
      all.filter((finding) => JSON.stringify(finding).includes(`case${index}_`)).map((finding) => withoutPrefix(finding, index)),
    );
  for (const [position, index] of whole.entries()) rules.set(index, alone[position] ?? []);
  compiler = compared;
}, 60_000);

test.for(cases.map((diffCase, index) => ({ ...diffCase, index })))("$sentence: $bump", ({ pair, bump, kinds, index }) => {
  const { value } = diff({ ...apisOf(pair), rules: rules.get(index) ?? [], compiler: compiler[index] ?? [] });
  expect(value.changes.map(({ kind }) => kind).toSorted()).toEqual([...kinds].toSorted());
  expect(value.bump).toBe(bump);
  // The stricter of the judges wins, unless the policy says why not.
  const counted = value.changes.flatMap(({ verdicts }) => verdicts.filter(({ overruled }) => overruled === undefined));
  expect(value.bump).toBe(strictest(counted.map((verdict) => verdict.bump)));
});

test("every row of the policy has a case", () => {
  const covered = new Set<string>(cases.flatMap(({ kinds }) => kinds));
  const rows = Object.keys(POLICY).filter((kind) => !kind.endsWith("-only"));
  expect(rows.filter((kind) => !covered.has(kind))).toEqual([]);
});

test("neither judge alone would do: each finds breaking changes that the other does not", () => {
  const found = cases.map(({ pair, sentence }, index) => {
    const byRules = strictest((rules.get(index) ?? []).map(({ bump }) => bump));
    const byPolicy = diff({ ...apisOf(pair), rules: [], compiler: [] }).value.bump;
    const byCompiler: Bump = (compiler[index] ?? []).length > 0 ? "major" : "none";
    return { sentence, byRules, byPolicy, byCompiler };
  });
  const breaking = (judge: "byRules" | "byPolicy" | "byCompiler"): readonly string[] =>
    found.filter((entry) => entry[judge] === "major").map(({ sentence }) => sentence);
  expect(breaking("byRules").filter((sentence) => !breaking("byCompiler").includes(sentence)).length).toBeGreaterThan(2);
  expect(breaking("byCompiler").filter((sentence) => !breaking("byRules").includes(sentence)).length).toBeGreaterThan(2);
  // Ours is no weaker than either, but for what it corrects with a reason, and for what only the compiler can see.
  const weaker = found.filter(
    ({ byRules, byCompiler, byPolicy }) => BUMPS.indexOf(strictest([byRules, byCompiler])) > BUMPS.indexOf(byPolicy),
  );
  expect(weaker.map(({ sentence }) => sentence)).toMatchInlineSnapshot(`
    [
      "a read object may have other keys",
      "a value may be read now",
      "an open enum becomes any text",
      "another credential is accepted",
    ]
  `);
});

test("a document differs in nothing from itself", () => {
  for (const { pair } of cases)
    expect(diff({ ...apisOf({ before: pair.after, after: pair.after }), rules: [], compiler: [] }).value).toEqual({
      bump: "none",
      changes: [],
    });
});

function apisOf({ before, after }: DocumentPair): { before: Api; after: Api } {
  return { before: readApi(before).value, after: readApi(after).value };
}

/** All documents of one side in one: paths and components are told apart by the number of the case. */
function joined(side: "before" | "after"): JsonObject {
  const paths: [string, Json][] = [];
  const schemas: [string, Json][] = [];
  for (const [index, diffCase] of cases.entries()) {
    if (!canJoin(diffCase)) continue;
    const document: JsonObject = JSON.parse(
      JSON.stringify(diffCase.pair[side]).replaceAll("#/components/schemas/", `#/components/schemas/case${index}_`),
    );
    paths.push(
      ...Object.entries(objectMember(document, "paths")).map(([path, item]): [string, Json] => [`/case${index}_${path}`, item]),
    );
    schemas.push(
      ...Object.entries(objectMember(objectMember(document, "components"), "schemas")).map(([name, schema]): [string, Json] => [
        `case${index}_${name}`,
        schema,
      ]),
    );
  }
  const base = cases.find(canJoin)?.pair[side] ?? {};
  return {
    ...base,
    paths: Object.fromEntries(paths),
    components: { ...objectMember(base, "components"), schemas: Object.fromEntries(schemas) },
  };
}

function withoutPrefix(finding: RuleFinding, index: number): RuleFinding {
  const text = JSON.stringify(finding)
    .replaceAll(`~1case${index}_`, "")
    .replaceAll(`/case${index}_`, "/")
    .replaceAll(`case${index}_`, "");
  return JSON.parse(text.replaceAll("//", "/"));
}

/** Servers, security and schemes stand once in a document, and paths that come and go are taken for each other: such cases are asked about alone. */
function canJoin({ pair: { before, after } }: DiffCase): boolean {
  return outside(before) === outside(after);
}

function outside(document: JsonObject): string {
  const { securitySchemes } = objectMember(document, "components");
  const calls = Object.entries(objectMember(document, "paths")).map(([path, item]) => [
    path,
    isObject(item) ? Object.keys(item) : [],
  ]);
  return JSON.stringify([document["servers"], document["security"], securitySchemes, calls]);
}

test("a judge that is interrupted says so", async () => {
  await expect(askRules({ before: {}, after: {} }, AbortSignal.abort())).rejects.toThrow("interrupted");
});
