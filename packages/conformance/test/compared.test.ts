import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { checks } from "../src/suites/compared/checks.ts";
import { readComparison, withComparison } from "../src/suites/compared/compared-page.ts";
import { observe, others, readProgram, specloom } from "../src/suites/compared/observe.ts";
import { tasks } from "../src/suites/compared/tasks.ts";

const PAGE = join(import.meta.dirname, "../../../docs/compared.md");

test("the page has the programs unchanged, and their outcomes", async () => {
  const subjects = [specloom, ...others];
  const programs = new Map<string, string>();
  for (const subject of subjects) programs.set(subject.id, await readProgram(subject));
  const comparison = await readComparison();
  expect(comparison.observations.map(({ id, name }) => [id, name])).toEqual(subjects.map(({ id, name }) => [id, name]));
  const page = readFileSync(PAGE, "utf8");
  expect(withComparison(page, comparison, programs)).toBe(page);
  for (const { name } of tasks)
    for (const program of programs.values()) expect(program).toContain(`export async function ${name}(`);
});

test("every outcome on the page belongs to a check", async () => {
  const { observations } = await readComparison();
  const known = checks.map(({ right }) => right);
  expect(new Set(known).size).toBe(known.length);
  for (const { wrong } of observations) expect(known).toEqual(expect.arrayContaining(Object.keys(wrong)));
});

test("our program compiles, and has the outcomes of the page", async () => {
  const folder = mkdtempSync(join(tmpdir(), "compared-"));
  try {
    const { observations } = await readComparison();
    expect(await observe(specloom, folder)).toEqual(observations[0]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
