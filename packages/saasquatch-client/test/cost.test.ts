import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { bundleSize } from "../../../test/bundle-size.ts";
import { typeCost } from "../../../test/type-cost.ts";

const folder = fileURLToPath(new URL("..", import.meta.url));

const oneCall = `
  import { createSaaSquatchClient } from "saasquatch-client";
  const saasquatch = createSaaSquatchClient({ tenantAlias: "test_abc", apiKey: "TEST_key" });
  const page = await saasquatch.referrals.list({ limit: 100 });
  console.log(page.referrals[0]?.id);`;

test("a program with one call loads at most 20.5 kB at once, and has at most 23.5 kB in one file", async () => {
  const { gzip, oneFileGzip } = await bundleSize(oneCall, folder);
  expect(gzip).toBeLessThanOrEqual(20_500);
  expect(oneFileGzip).toBeLessThanOrEqual(23_500);
});

test("imported and unused, the client weighs nothing", async () => {
  expect((await bundleSize('import { createSaaSquatchClient } from "saasquatch-client";', folder)).gzip).toBe(0);
  expect((await bundleSize('import { outputValidators } from "saasquatch-client/validators";', folder)).gzip).toBe(0);
});

test("a program with one call costs the compiler at most 250 types and 100 instantiations", async () => {
  const { types, instantiations } = await typeCost(oneCall, folder);
  expect(types).toBeLessThanOrEqual(250);
  expect(instantiations).toBeLessThanOrEqual(100);
});
