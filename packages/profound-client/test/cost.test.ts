/** The client's costs for its users: see the speed table of the contract. */
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { bundleSize } from "../../../test/bundle-size.ts";
import { typeCost } from "../../../test/type-cost.ts";

const folder = fileURLToPath(new URL("..", import.meta.url));
const program = `import { createProfoundClient } from "profound-client";
const profound = createProfoundClient({ apiKey: "key" });
const page = await profound.reports.queryCitations({ category_id: "182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e", start_date: "2026-06-09", end_date: "2026-06-15" });
console.log(page.data.length);`;

test("a program with one call loads at most 20.5 kB at once, and has at most 23.5 kB in one file", async () => {
  const { gzip, oneFileGzip } = await bundleSize(program, folder);
  expect(gzip).toBeLessThanOrEqual(20_500);
  expect(oneFileGzip).toBeLessThanOrEqual(23_500);
});

test("imported and unused, it is nothing", async () => {
  const { minified } = await bundleSize('import { createProfoundClient, filter, lastDays } from "profound-client";', folder);
  expect(minified).toBe(0);
  const unused = await bundleSize('import { outputValidators } from "profound-client/validators";', folder);
  expect(unused.minified).toBe(0);
});

test("a program with one call costs the compiler at most 250 types and 100 instantiations", async () => {
  const { types, instantiations } = await typeCost(program, folder);
  expect(types).toBeLessThanOrEqual(250);
  expect(instantiations).toBeLessThanOrEqual(100);
});
