import { expect, test } from "vitest";
import { runReadme } from "../../../test/readme-programs.ts";
import { createMock } from "../src/testing.ts";

test("every program of the README compiles, and runs against the mock", async () => {
  const { typeErrors, runs } = await runReadme(new URL("../", import.meta.url), createMock);
  expect(typeErrors).toBe("");
  expect(runs.map(({ line, exitCode, stderr }) => ({ line, exitCode, stderr }))).toEqual(
    runs.map(({ line }) => ({ line, exitCode: 0, stderr: "" })),
  );
  // The first query, its continuation, a test of a user's own code (which prints nothing), the options, and openapi-fetch twice.
  expect(runs.map(({ stdout }) => stdout.trim().split("\n").length)).toEqual([10, expect.any(Number), 1, 2, 1, 1, 1]);
});
