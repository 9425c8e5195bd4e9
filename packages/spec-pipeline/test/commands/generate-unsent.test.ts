import { expect, test } from "vitest";
import { emptyWorkspace } from "../temporary-workspace.ts";

const README = "packages/acme-client/src/generated/README.md";

/** Calls without a parameter that their path has, at a scheme that is not defined. */
function documentOf(count: number): string {
  const operations = Array.from(
    { length: count },
    (_value, index) => `  /parts-${index}/{id}:
    get: { operationId: getPart${index}, responses: { "200": { description: Fine } } }
`,
  );
  return `openapi: 3.1.0
info: { title: Parts, version: "1" }
servers: [{ url: https://api.example }]
security: [{ lost: [] }]
paths:
${operations.join("")}`;
}

test("a request that is not sent as documented is a warning of every run, and a line of the README, until it is fixed", async () => {
  const folder = emptyWorkspace();
  folder.write("api.yaml", documentOf(2));
  const first = await folder.run(["init", "acme", "--from", "api.yaml"]);
  const again = await folder.run(["generate"]);
  for (const { exitCode, output } of [first, again, await folder.run(["check"])]) {
    expect(exitCode).toBe(0);
    for (const line of [
      /warning {2}getPart0: \{id\} of the path is described nowhere, .* {2}path-parameter-missing, accepted in vendor\.yaml$/m,
      /warning {2}getPart1: /,
      /warning {2}the security scheme lost, .* security-unknown, accepted in vendor\.yaml$/m,
      /fix: add the parameter with an overlay/,
      /0 errors, 3 warnings/,
    ])
      expect(output).toMatch(line);
  }
  expect(folder.read(README)).toContain(`## Not sent as documented

A client cannot send these requests as the document describes them, or they would not arrive as meant. An overlay can fix each.

- \`getPart0\`, \`getPart1\`: \`{id}\` of the path is described nowhere, so it is taken as a string. Fix: add the parameter with an overlay.
- the security scheme lost, `);
  expect(folder.read("packages/acme-client/README.md")).toContain("`src/generated/README.md`");

  folder.write(
    "specs/acme/overlays/010-id.yaml",
    `overlay: 1.0.0
info: { title: Describe the ids, version: 1.0.0 }
actions:
  - target: $.paths.*
    description: The paths have them.
    update: { parameters: [{ name: id, in: path, required: true, schema: { type: string } }] }
`,
  );
  const { output: stale } = await folder.run(["generate"]);
  expect(stale).toContain("vendor.yaml ignores path-parameters-defined, but nothing finds it");
  const settings = folder.read("specs/acme/vendor.yaml");
  folder.write(
    "specs/acme/vendor.yaml",
    settings.replaceAll(/ {2}- rule: path-parameter(?:-missing|s-defined)\n {4}reason: .*\n/g, ""),
  );
  const { exitCode, output } = await folder.run(["generate"]);
  expect([exitCode, output]).toEqual([0, expect.stringContaining("0 errors, 1 warning")]);
  expect(folder.read(README)).not.toContain("described nowhere");
});

test("many operations with one finding are one line, and their names are in the README", async () => {
  const folder = emptyWorkspace();
  folder.write("api.yaml", documentOf(30));
  const { output } = await folder.run(["init", "acme", "--from", "api.yaml"]);
  expect(output).toMatch(
    /\{id\} of the path is described nowhere, so it is taken as a string \(30 times: getPart0, getPart1, getPart2 and more, in lines 7, 9, 11 and more\)/,
  );
  expect(folder.read(README)).toContain(" and 10 more: `{id}`");
});

test("without an exception such a finding stops the run", async () => {
  const folder = emptyWorkspace();
  folder.write("api.yaml", documentOf(1));
  await folder.run(["init", "acme", "--from", "api.yaml"]);
  const settings = folder.read("specs/acme/vendor.yaml");
  folder.write("specs/acme/vendor.yaml", settings.replace(/ {2}- rule: security-unknown\n.*\n/, ""));
  const { exitCode, output } = await folder.run(["generate"]);
  expect([exitCode, output]).toEqual([1, expect.stringContaining("acme: nothing written")]);
});
