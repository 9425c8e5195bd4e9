import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { bundleSize } from "../../../test/bundle-size.ts";
import { typeCost } from "../../../test/type-cost.ts";

const packageFolder = fileURLToPath(new URL("..", import.meta.url));
const resultsFolder = fileURLToPath(new URL("../.results", import.meta.url));

test("createCall leaves clients room, and only streaming programs load the reader of event streams", async () => {
  const { gzip, oneFileGzip } = await bundleSize(
    'import { createCall } from "@specloom/client-runtime"; console.log(createCall);',
    packageFolder,
  );
  // A kilobyte of it checks params by the rules of the spec (docs/decisions/0047), most of one is for charsets and delimiters (0093).
  expect(gzip).toBeLessThanOrEqual(14_200);
  expect(oneFileGzip - gzip).toBeGreaterThan(2000);
});

test("an unused import weighs nothing", async () => {
  for (const names of [
    '{ ApiError, createCall, invalidOption } from "@specloom/client-runtime"',
    '{ multipleOf, object, validator } from "@specloom/client-runtime/validate"',
  ]) {
    expect((await bundleSize(`import ${names};`, packageFolder)).minified).toBe(0);
  }
});

test("nothing but the fault server needs Node", async () => {
  for (const entry of ["", "/mock", "/validate"]) {
    const program = `import * as entry from "@specloom/client-runtime${entry}"; console.log(entry);`;
    // esbuild refuses a module of Node's where it bundles for browsers.
    expect((await bundleSize(program, packageFolder)).minified).toBeGreaterThan(0);
  }
  await expect(
    bundleSize('import * as entry from "@specloom/client-runtime/testing"; console.log(entry);', packageFolder),
  ).rejects.toThrow("node:");
});

test("a program with one call costs the compiler little", async () => {
  await mkdir(resultsFolder, { recursive: true });
  const cost = await typeCost(
    `import type { Call } from "@specloom/client-runtime";
     interface Operations { get: { input: { query?: { limit?: number } }; output: { count: number }; stream: false } }
     declare const call: Call<Operations>;
     console.log((await call("get", { query: { limit: 1 } }, { maxRetries: 1 })).count);`,
    resultsFolder,
  );
  expect(cost.types).toBeLessThanOrEqual(250);
  expect(cost.instantiations).toBeLessThanOrEqual(340);
});
