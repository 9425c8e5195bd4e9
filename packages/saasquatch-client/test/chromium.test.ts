import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { chromium, runScenariosInChromium } from "../../../test/scenarios-in-chromium.ts";
import { adapter } from "./support/adapter.ts";
import { fetchAdapter } from "./support/fetch-adapter.ts";

const fileOf = (name: string): string => fileURLToPath(new URL(`support/${name}.ts`, import.meta.url));

test("the table of scenarios passes in Chromium", async () => {
  const report = await runScenariosInChromium(chromium, adapter, fileOf("adapter"));
  expect(report.failures).toEqual([]);
});

test("the table of scenarios passes in Chromium through openapi-fetch", async () => {
  const report = await runScenariosInChromium(chromium, fetchAdapter, fileOf("fetch-adapter"), "fetchAdapter");
  expect(report.failures).toEqual([]);
});
