import { setTimeout } from "node:timers/promises";
import { expect, test } from "vitest";
import { growthOf, LINEAR } from "./growth-of.ts";

function listOf(length: number): number[] {
  return Array.from({ length }, (_, index) => index);
}

function lookOnce(list: readonly number[]): number {
  return list.reduce((sum, entry) => sum + Math.sqrt(entry), 0);
}

/** Looks through the whole list for each entry. */
function lookAgain(list: readonly number[]): number {
  return list.filter((entry) => list.includes(-entry - 1)).length;
}

test("work in proportion stays below the line, and a search for each entry does not", async () => {
  expect(await growthOf(listOf, lookOnce, 400_000)).toBeLessThan(LINEAR);
  expect(await growthOf(listOf, lookAgain, 6000)).toBeGreaterThan(LINEAR);
});

test("work that waits takes no time", async () => {
  expect(await growthOf((size) => size, setTimeout, 50)).toBeLessThan(LINEAR);
});
