import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { commands } from "../../src/commands/index.ts";
import { createWorkspace } from "../temporary-workspace.ts";

/** The completions of bash for the last word of a line. */
function completeInBash(script: string, cwd: string, words: readonly string[]): readonly string[] {
  const program = `${script}
COMP_WORDS=(${words.map((word) => `'${word}'`).join(" ")})
COMP_CWORD=${words.length - 1}
_specloom
printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { status, stdout, stderr } = spawnSync("bash", ["-c", program], { cwd, encoding: "utf8" });
  expect([status, stderr]).toEqual([0, ""]);
  return stdout.split("\n").filter((line) => line !== "");
}

test("bash completes commands, options and vendors", async () => {
  const workspace = createWorkspace();
  const { output } = await workspace.run(["completion", "bash"]);
  const complete = (...words: readonly string[]): readonly string[] => completeInBash(output, workspace.root, words);
  expect(complete("specloom", "ge")).toEqual(["generate"]);
  expect(complete("specloom", "help", "comp")).toEqual(["completion"]);
  expect(complete("specloom", "generate", "--")).toEqual(["--help", "--json", "--keep", "--watch"]);
  expect(complete("specloom", "generate", "ac")).toEqual(["acme"]);
  expect(completeInBash(output, `${workspace.root}/specs/acme/pages`, ["specloom", "check", "a"])).toEqual(["acme"]);
});

test.each(["bash", "zsh", "fish"])("the script of %s names every command and option", async (shell) => {
  const { exitCode, output } = await createWorkspace().run(["completion", shell]);
  expect(exitCode).toBe(0);
  for (const [name, { load }] of commands) {
    expect(output).toContain(name);
    for (const option of Object.keys((await load()).options))
      expect(output).toContain(shell === "fish" ? `-l ${option}` : `--${option}`);
  }
});

test("without a name the shell is that of the environment", async () => {
  const workspace = createWorkspace();
  const asked = await workspace.run(["completion", "fish"]);
  expect(await workspace.run(["completion"], { env: { SHELL: "/usr/bin/fish" } })).toEqual(asked);
  expect(await workspace.run(["completion"], { env: {} })).toMatchObject({
    exitCode: 2,
    output: "",
    errors: "specloom: name the shell (known: bash, zsh, fish): specloom completion bash\n",
  });
});
