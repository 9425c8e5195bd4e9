import { describe, expect, test } from "vitest";
import { createWorkspace, emptyWorkspace } from "../temporary-workspace.ts";

describe("the command line", () => {
  test("help lists the commands on standard output", async () => {
    const { exitCode, output } = await createWorkspace().run(["--help"]);
    expect(exitCode).toBe(0);
    for (const name of ["generate", "check", "mock"]) expect(output).toMatch(new RegExp(`^ {2}${name} `, "m"));
  });

  test("help COMMAND is the help of that command", async () => {
    const workspace = createWorkspace();
    const [asked, said] = [await workspace.run(["help", "generate"]), await workspace.run(["generate", "--help"])];
    expect(asked).toEqual(said);
    expect(await workspace.run(["help", "generat"])).toMatchObject({
      exitCode: 2,
      errors: "specloom: there is no command “generat” (did you mean generate?)\n",
    });
  });

  test("a missing command is wrong usage, with help on standard error", async () => {
    expect(await createWorkspace().run([])).toMatchObject({
      exitCode: 2,
      output: "",
      errors: expect.stringContaining("Usage: specloom"),
    });
  });

  test.each(["generate", "check", "mock"])("%s --help describes the command and its exit codes", async (name) => {
    const { exitCode, output } = await createWorkspace().run([name, "--help"]);
    expect(exitCode).toBe(0);
    expect(output).toContain(`Usage: specloom ${name}`);
    expect(output).toContain("Exit codes");
  });

  test("the version is that of the package", async () => {
    expect(await createWorkspace().run(["--version"])).toMatchObject({ exitCode: 0, output: "1.2.3\n" });
  });

  test.each([
    [["generrate"], "there is no command “generrate” (did you mean generate?)"],
    [["frobnicate"], "there is no command “frobnicate” (known: check, "],
    [["generate", "acmee"], "there is no vendor “acmee” below specs/ (did you mean acme?)"],
    [["generate", "somebody"], "there is no vendor “somebody” below specs/ (known: acme)"],
    [["generate", "--kep"], "did you mean --keep?"],
    [["check", "--port"], "Unknown option '--port'"],
  ])("%j is wrong usage, reported in one sentence", async (argv, message) => {
    const { exitCode, output, errors } = await createWorkspace().run(argv);
    expect(exitCode).toBe(2);
    expect(output).toBe("");
    expect(errors).toContain(message);
    expect(errors.trimEnd().split("\n")).toHaveLength(1);
  });

  test("a folder outside of any workspace is wrong usage", async () => {
    const workspace = emptyWorkspace();
    workspace.remove("specs");
    for (const name of ["generate", "check", "sync", "pages", "propose", "diff", "mock", "pull-request"]) {
      expect(await workspace.run([name])).toEqual({
        exitCode: 2,
        output: "",
        errors:
          "specloom: there is no vendor below specs/, here or in a folder above: add one with specloom init NAME --from PLACE\n",
      });
    }
  });

  test("a workspace without vendors is wrong usage", async () => {
    expect(await emptyWorkspace().run(["generate"])).toMatchObject({
      exitCode: 2,
      errors: expect.stringMatching(/holds no vendor: add one with specloom init NAME --from PLACE$/m),
    });
  });

  test("a file that cannot be read is one sentence and not a stack", async () => {
    const workspace = createWorkspace();
    workspace.remove("specs/acme/vendor.yaml");
    workspace.write("specs/acme/vendor.yaml/file", "");
    const { exitCode, errors } = await workspace.run(["generate"]);
    expect(exitCode).toBe(1);
    expect(errors).toMatch(/^specloom: EISDIR.*\n$/);
  });
});
