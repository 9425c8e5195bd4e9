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
  test("names the option that keeps the files, and leaves nothing behind without it", async () => {
    const folder = folderWithPages();
    const before = folder.snapshot();
    const { output } = await folder.run(["init", "pets", "--from", "in"]);
    expect(output).toContain("nothing written; run the same command again with --keep");
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

  test("the next failure does not overwrite kept files that a person has fixed", async () => {
    const folder = folderWithPages();
    await folder.run(["init", "pets", "--from", "in", "--keep"]);
    const mine = `# mine\n${folder.read(".work/init/pets/vendor.yaml")}`;
    folder.write(".work/init/pets/vendor.yaml", mine);
    const { exitCode, output } = await folder.run(["init", "pets", "--from", ".work/init/pets", "--keep"]);
    expect(exitCode).toBe(1);
    expect(output).toContain("no client written; correct .work/init/pets, then run the same command again");
    expect(folder.read(".work/init/pets/vendor.yaml")).toBe(mine);
  });

  test("a folder that is taken over is named as it lies, and nothing is accepted in it", async () => {
    const folder = folderWithPages();
    await folder.run(["init", "pets", "--from", "in", "--keep"]);
    folder.write("mine/vendor.yaml", `${folder.read(".work/init/pets/vendor.yaml")}more: true\n`);
    const { exitCode, output } = await folder.run(["init", "pets", "--from", "mine"]);
    expect(exitCode).toBe(1);
    expect(output).toContain("mine/vendor.yaml");
    expect(output).toContain("no client written; correct mine, then run the same command again");
    expect(output).not.toContain("specs/pets");
  });
});

const START = "openapi: 3.1.0\ninfo: { title: Pets, version: '1' }\nservers: [{ url: https://api.example }]\n";
const OK = "responses: { '200': { description: ok } }";

/** Documents that cannot become a client, by what is wrong; and whether an overlay or a setting can correct it. */
const BROKEN: readonly (readonly [string, string, string, boolean])[] = [
  ["text that is no YAML", "a.yaml", "openapi: 3.1.0\ninfo: {\npaths:\n", false],
  ["a path that is there twice", "a.yaml", `${START}paths:\n  /a: { get: { ${OK} } }\n  /a: { get: { ${OK} } }\n`, false],
  ["no operation", "a.yaml", `${START}paths: {}\n`, false],
  ["another kind of document", "a.yaml", "swagger: '2.0'\npaths: {}\n", false],
  [
    "a reference that leads nowhere",
    "a.yaml",
    `${START}paths: { /a: { get: { responses: { '200': { $ref: '#/components/responses/A' } } } } }\n`,
    false,
  ],
  ["a page of HTML", "a.md", "<!doctype html><html></html>", false],
  ["an empty page", "a.md", "", false],
  ["a page of prose", "a.md", "# Pets\n\nThey are nice.\n", false],
  ["a page that was cut off", "a.md", "# Pets\n\n````yaml GET /pets\nopenapi: 3.1.0\npaths:\n", false],
  ["a path without a slash", "a.yaml", `${START}paths: { pets: { get: { operationId: listPets, ${OK} } } }\n`, true],
];

describe("the advice after a failure can be followed", () => {
  test.each(BROKEN)("%s", async (_fault, file, text, isOfSettings) => {
    const folder = emptyWorkspace();
    folder.remove("specs");
    folder.write(`in/${file}`, text);
    const { exitCode, output } = await folder.run(["init", "pets", "--from", `in/${file}`]);
    expect(exitCode).toBe(1);
    expect(output).toContain(`in/${file}`);
    // Neither a file that was not written nor a decision that was not stored.
    expect(output).not.toMatch(/specs\/pets|accepted under/);
    expect(output).toContain(
      isOfSettings ? "run the same command again with --keep" : `correct in/${file}, then run the same command again`,
    );
    for (const [fix] of output.matchAll(/fix: .*(?:overlay|vendor\.yaml).*/g))
      expect(fix).toMatch(/^fix: run again with --keep, then /);
    // Each error once.
    const errors = output.split("\n").filter((line) => line.includes("  error  "));
    expect(errors).toEqual([...new Set(errors)]);
  });

  test("an overlay that --auth asks for is not named as a file before it is one", async () => {
    const folder = emptyWorkspace();
    folder.remove("specs");
    folder.write("in/a.yaml", `${START}security: nonsense\npaths: { /a: { get: { operationId: getA, ${OK} } } }\n`);
    const failed = await folder.run(["init", "pets", "--from", "in/a.yaml", "--auth", "bearer"]);
    expect(failed.output).toContain("in the overlay that --auth asks for");
    expect(failed.output).not.toContain("specs/pets");
    const kept = await folder.run(["init", "pets", "--from", "in/a.yaml", "--auth", "bearer", "--keep"]);
    expect(kept.output).toContain(".work/init/pets/overlays/010-name-the-credential.yaml");
    expect(folder.snapshot().has(".work/init/pets/overlays/010-name-the-credential.yaml")).toBe(true);
  });
});
