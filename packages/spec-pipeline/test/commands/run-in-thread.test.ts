import { expect, test } from "vitest";
import { USERS_PAGE, createWorkspace } from "../temporary-workspace.ts";

test("references may chain through thousands of schemas of a large page", { timeout: 120_000 }, async () => {
  const workspace = createWorkspace();
  const chain = Array.from(
    { length: 2500 },
    (_value, index) =>
      `    Link${index}:\n      type: object\n      properties:\n        next:\n          $ref: '#/components/schemas/Link${index + 1}'\n`,
  );
  const padding = `    Link2500:\n      type: object\n      description: ${"x".repeat(200_000)}\n`;
  const page = USERS_PAGE.replace(
    "        name:\n",
    "        link:\n          $ref: '#/components/schemas/Link0'\n        name:\n",
  ).replace("  securitySchemes:", () => `${chain.join("")}${padding}  securitySchemes:`);
  workspace.write("specs/acme/pages/users.md", page);
  workspace.acceptPage("acme", "users.md");
  const { exitCode, output } = await workspace.run(["generate"]);
  expect(output).toContain("1 operation, 2502 schemas");
  expect(exitCode).toBe(0);
  expect(workspace.read("specs/acme/openapi.gen.yaml")).toContain("Link2500:");
});
