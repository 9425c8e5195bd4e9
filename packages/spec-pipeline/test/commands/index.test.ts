import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { commands } from "../../src/commands/index.ts";

const README = readFileSync(new URL("../../README.md", import.meta.url), "utf8");

test.each([...commands])("the README and the help name every option of %s", async (name, { load }) => {
  const { options, help } = await load();
  expect(README).toMatch(new RegExp(`^\\| \`specloom ${name}\\b`, "m"));
  for (const option of Object.keys(options)) {
    expect(help).toContain(`--${option}`);
    // An option that means something else to another command has a row of its own there.
    const rows = [...README.matchAll(new RegExp(`^\\| \`--${option}[ \`][^|]*\\| +([^|]*?) +\\|`, "gm"))].map(([, row]) => row);
    expect(rows).toContainEqual(expect.stringMatching(new RegExp(`\`${name}\`|^all but`)));
  }
});
