import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { findPairs } from "../../src/diff/find-pairs.ts";
import { renderDiff } from "../../src/diff/render-diff.ts";
import { runDiffBench } from "../../src/diff/run-diff-bench.ts";

const folder = mkdtempSync(join(tmpdir(), "specloom-bench-"));
afterAll(() => rmSync(folder, { recursive: true }));

function documentWith(field: string): string {
  return JSON.stringify({
    openapi: "3.1.0",
    info: { title: "Users", version: "1" },
    paths: {
      "/users": {
        get: {
          operationId: "listUsers",
          summary: "List users",
          security: [],
          responses: {
            "200": {
              description: "Users.",
              content: {
                "application/json": {
                  schema: { type: "object", required: [field], properties: { [field]: { type: "string" } } },
                },
              },
            },
          },
        },
      },
    },
  });
}

test("the pairs of a folder are found in the folders below it too", () => {
  mkdirSync(join(folder, "acme"), { recursive: true });
  writeFileSync(join(folder, "acme/00-old.json"), documentWith("name"));
  writeFileSync(join(folder, "acme/00-new.json"), documentWith("title"));
  writeFileSync(join(folder, "acme/01-old.json"), documentWith("name"));
  expect(findPairs(folder).map(({ name }) => name)).toEqual(["acme/00"]);
});

test("a folder without pairs says how they are named", () => {
  const empty = mkdtempSync(join(tmpdir(), "specloom-bench-"));
  expect(() => findPairs(empty)).toThrow("NN-old.yaml");
  rmSync(empty, { recursive: true });
});

test("a field that is gone breaks the program that reads it, as the policy says", async () => {
  const report = await runDiffBench(folder, () => {});
  expect(report.pairs).toMatchObject([
    { pair: "acme/00", bump: "major", kinds: { "output-field-removed": 1, "output-field-added": 1 }, broken: 1, both: 1 },
  ]);
  expect(report.pairs[0]?.failure).toBeUndefined();
  expect(report.pairs[0]?.disagreements).toEqual([]);
  expect(renderDiff(report)).toContain("the policy and the programs agree on 1 operations that break");
});
