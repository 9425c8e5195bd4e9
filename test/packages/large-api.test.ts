// An API of 1,000 operations costs a program that calls one of them little more than an API of 3 does.
import { rmSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bundleSize } from "../bundle-size.ts";
import { documentOf, FORMS, layOutLargeApi } from "../large-api.ts";
import { typeCost } from "../type-cost.ts";

const folders: { small: string; large: string } = { small: "", large: "" };

beforeAll(() => {
  folders.small = layOutLargeApi(documentOf(1, 3));
  folders.large = layOutLargeApi(documentOf(50, 20));
});
afterAll(() => {
  for (const folder of Object.values(folders)) rmSync(folder, { recursive: true, force: true });
});

test("a program that imports its resource bundles to at most 1.3 × that of an API of 3 operations", async () => {
  const program = FORMS.resource.bundled;
  const [small, large] = await Promise.all([bundleSize(program, folders.small), bundleSize(program, folders.large)]);
  expect(large.oneFileGzip / small.oneFileGzip).toBeLessThanOrEqual(1.3);
  expect(large.gzip / small.gzip).toBeLessThanOrEqual(1.3);
});

test.each([
  ["its resource", FORMS.resource.checked],
  ["the client", FORMS.client.checked],
])("a program that imports %s costs the compiler at most 250 types and 100 instantiations", async (_, program) => {
  const { types, instantiations } = await typeCost(program, folders.large);
  expect(types).toBeLessThanOrEqual(250);
  expect(instantiations).toBeLessThanOrEqual(100);
});

test("a call by id costs the compiler as much as in an API of 3 operations, and a type for each id", async () => {
  const program = FORMS.call.checked;
  const [small, large] = await Promise.all([typeCost(program, folders.small), typeCost(program, folders.large)]);
  expect(large.instantiations).toBe(small.instantiations);
  expect(large.instantiations).toBeLessThanOrEqual(450);
  expect(large.types - small.types).toBeLessThanOrEqual(997);
});
