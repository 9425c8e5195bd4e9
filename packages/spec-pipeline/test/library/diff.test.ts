import { expect, test } from "vitest";
import { diff, UsageError } from "../../src/index.ts";
import { createWorkspace, emptyWorkspace } from "../temporary-workspace.ts";

const documentOf = (field: string): string =>
  JSON.stringify({
    openapi: "3.1.0",
    info: { title: "Users", version: "1" },
    paths: {
      "/user": {
        get: {
          operationId: "getUser",
          responses: {
            200: {
              description: "A user",
              content: { "application/json": { schema: { type: "object", properties: { [field]: { type: "string" } } } } },
            },
          },
        },
      },
    },
  });

test("two documents are compared as the command does", async () => {
  const folder = emptyWorkspace();
  folder.write("old.json", documentOf("name"));
  folder.write("new.json", documentOf("title"));
  const { bump, comparisons } = await diff({ folder: folder.root, documents: ["old.json", "new.json"] });
  const { output } = await folder.run(["diff", "old.json", "new.json", "--json"]);
  expect(bump).toBe("major");
  expect(comparisons[0]?.report.changes.map(({ kind }) => kind)).toEqual(["output-field-removed", "output-field-added"]);
  expect(JSON.parse(output)).toMatchObject({ bump, changes: JSON.parse(JSON.stringify(comparisons[0]?.report.changes)) });
});

test("a vendor that was never released has nothing to compare with", async () => {
  const workspace = createWorkspace();
  await workspace.run(["generate"]);
  expect(await diff({ folder: workspace.root, vendors: ["acme"] })).toMatchObject({
    bump: "none",
    comparisons: [{ name: "acme", base: undefined }],
  });
});

test("a missing file is refused", async () => {
  const folder = emptyWorkspace();
  await expect(diff({ folder: folder.root, documents: ["a.yaml", "b.yaml"] })).rejects.toThrow("there is no file a.yaml");
  await expect(diff({ folder: folder.root })).rejects.toThrow(UsageError);
});
