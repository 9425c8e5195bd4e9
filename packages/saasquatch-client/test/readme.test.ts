import { expect, test } from "vitest";
import { runReadme } from "../../../test/readme-programs.ts";
import { createMock } from "../src/testing.ts";

test("every program of the README compiles, runs and prints something", async () => {
  const { typeErrors, runs } = await runReadme(new URL("../", import.meta.url), createMock);
  expect(typeErrors).toBe("");
  expect(runs.map(({ line, exitCode, stderr }) => ({ line, exitCode, stderr }))).toEqual(
    runs.map(({ line }) => ({ line, exitCode: 0, stderr: "" })),
  );
  expect(runs).toHaveLength(9);
  for (const { stdout } of runs) expect(stdout).not.toBe("");
  expect(runs.map(({ stdout }) => stdout)).toContain("2400 3 15\n");
  expect(runs[1]?.stdout).toMatch(/3 actions would go in 1 request\n3 of 3\n3 in force/);
});
