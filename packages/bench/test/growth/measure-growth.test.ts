import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { measureGrowth } from "../../src/growth/measure-growth.ts";

const folder = mkdtempSync(join(tmpdir(), "specloom-growth-test-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

// By counting what runs, not by a clock. The bench has more shapes, and larger ones.
// The small chain is longer than those whose inputs are checked.
test.each([
  ["ring", 30],
  ["ladder", 30],
  ["union", 30],
  ["nest", 30],
  ["chain", 120],
] as const)("the work for one schema is the same in a large %s as in a small one", async (shape, count) => {
  const growth = await measureGrowth(shape, count, folder);
  expect(growth).toBeGreaterThan(0.5);
  expect(growth).toBeLessThan(1.3);
});
