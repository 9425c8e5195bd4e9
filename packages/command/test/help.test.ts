import { describe, expect, test } from "vitest";
import { makeSettings } from "./support/make-settings.ts";
import { runInProcess } from "./support/run-in-process.ts";

const settings = {
  ...makeSettings({
    list: {
      run: () => [],
      operation: { rules: { query: { properties: { open: { types: ["boolean"] }, count: { types: ["integer"] } } } } },
    },
  }),
  variables: [
    { name: "ACME_API_KEY", about: "the key", isSecret: true },
    { name: "ACME_BASE_URL", about: "the address", isSecret: false },
  ],
};
const run = (...args: readonly string[]) => runInProcess(settings, args);

describe("help", () => {
  test.each([
    [["help"], ["--help"]],
    [
      ["help", "things"],
      ["things", "--help"],
    ],
    [
      ["help", "things", "list"],
      ["things", "list", "--help"],
    ],
  ])("%j prints the same as %j", async (words, option) => {
    const asked = await run(...words);
    expect(asked).toEqual(await run(...option));
    expect(asked.exitCode).toBe(0);
  });

  test("of an option says what it takes, and nothing of how it is read", async () => {
    const { stdout } = await run("things", "list", "--help");
    expect(stdout).toContain("--open [boolean]");
    expect(stdout).toContain("--chart [column]");
    expect(stdout).not.toContain("preset");
  });

  test("of a group begins with its usage and its commands, and the environment stands in a column", async () => {
    expect((await run("things", "--help")).stdout).toMatch(/^Usage: acme-client things .*\n\nOptions:/);
    expect((await run("--help")).stdout).toMatch(/ACME_API_KEY {3}the key\n {2}ACME_BASE_URL {2}the address\n/);
  });
});

test.each([
  [["things", "list", "--format", "xml"], "acme-client things list --help"],
  [["things", "list", "--count", "many"], "acme-client things list --help"],
  [["things", "list", "--nope"], "acme-client things list --help"],
  [["things", "list", "extra"], "acme-client things list --help"],
  [["things", "lst"], "acme-client things --help"],
  [["thing"], "acme-client --help"],
  [["completion", "tcsh"], "acme-client --help"],
  [["completion", "bash", "extra"], "acme-client --help"],
])("the mistake in %j names the help of that command", async (args, help) => {
  const { exitCode, stderr } = await run(...args);
  expect([exitCode, stderr]).toEqual([2, expect.stringContaining(`  ${help} shows how it is called\n`)]);
});
