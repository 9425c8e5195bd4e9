import { expect, test } from "vitest";
import { readmePrograms, runPrograms, type ServableMock } from "./readme-programs.ts";
import { readText } from "./workspace.ts";

const programs = readmePrograms(readText("README.md"));

/** The mock of a client as it was built. */
async function mockOf(client: string): Promise<() => ServableMock> {
  const entry: { createMock: () => ServableMock } = await import(
    new URL(`../packages/${client}/dist/testing.mjs`, import.meta.url).href
  );
  return entry.createMock;
}

test("the README has a first call with each client", () => {
  expect(programs.map(({ source }) => /from "([^"]+)"/.exec(source)?.[1])).toEqual(["profound-client", "saasquatch-client"]);
});

test.each(["profound-client", "saasquatch-client"])(
  "the README's call with %s compiles and prints the documented output",
  async (client) => {
    const own = programs.filter(({ source }) => source.includes(`from "${client}"`));
    const report = await runPrograms(own, new URL(`../packages/${client}/`, import.meta.url), await mockOf(client));
    expect(report.typeErrors).toBe("");
    expect(report.runs.map(({ exitCode, stderr }) => ({ exitCode, stderr }))).toEqual([{ exitCode: 0, stderr: "" }]);
    expect(report.runs[0]?.stdout.split("\n").length).toBeGreaterThan(2);
  },
);
