import { describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { emptyWorkspace, type TemporaryWorkspace } from "../temporary-workspace.ts";
import { PETS_3_0, PETS_3_1 } from "./init-documents.ts";

/** A folder that is no workspace yet, with two documents that disagree about an operation. */
function folderWithPages(): TemporaryWorkspace {
  const folder = emptyWorkspace();
  folder.remove("specs");
  folder.write("in/a.yaml", stringify(PETS_3_0));
  folder.write("in/b.yaml", stringify(PETS_3_1));
  return folder;
}

describe("init after a failure", () => {
  test("says which option keeps the files, and leaves nothing behind without it", async () => {
    const folder = folderWithPages();
    const before = folder.snapshot();
    const { output } = await folder.run(["init", "pets", "--from", "in"]);
    expect(output).toContain("nothing written; the same command with --keep lays the vendor's files out in .work/init/pets");
    expect(folder.snapshot()).toEqual(before);
  });

  test("--keep lays the files out, names their places there, and they can be fixed and taken over", async () => {
    const folder = folderWithPages();
    const failed = await folder.run(["init", "pets", "--from", "in", "--keep"]);
    expect(failed.exitCode).toBe(1);
    expect(failed.output).toContain("no client written; the vendor's files are in .work/init/pets");
    expect(failed.output).not.toMatch(/specs\/pets\//);
    expect(folder.snapshot().has(".work/init/pets/pages/a.yaml")).toBe(true);
    // As the advice has it: the page that is right about the operation is named in vendor.yaml.
    const settings = folder.read(".work/init/pets/vendor.yaml");
    const prefer = "prefer:\n  - pointer: '#/paths/~1pets/get'\n    page: a.yaml\n    reason: The other page is older.\n";
    folder.write(".work/init/pets/vendor.yaml", settings + prefer);
    const again = await folder.run(["init", "pets", "--from", ".work/init/pets"]);
    expect(again.output).not.toContain("GET /pets is not the same");
  });

  test("what a person has fixed in the kept files is not written over by the next failure", async () => {
    const folder = folderWithPages();
    await folder.run(["init", "pets", "--from", "in", "--keep"]);
    const mine = `# mine\n${folder.read(".work/init/pets/vendor.yaml")}`;
    folder.write(".work/init/pets/vendor.yaml", mine);
    const { exitCode, output } = await folder.run(["init", "pets", "--from", ".work/init/pets", "--keep"]);
    expect(exitCode).toBe(1);
    expect(output).toContain("run specloom init pets --from .work/init/pets");
    expect(folder.read(".work/init/pets/vendor.yaml")).toBe(mine);
  });
});
