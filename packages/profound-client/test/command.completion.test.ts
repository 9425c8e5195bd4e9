import { execFileSync } from "node:child_process";
import { chmod, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { spawn } from "@lydell/node-pty";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runClientCommand } from "../../../test/run-client-command.ts";

const packageFolder = new URL("../", import.meta.url);
const bin = fileURLToPath(new URL("bin/profound-client.mjs", packageFolder));
const SHELLS = {
  bash: { args: ["--norc", "-i"], load: "source <(profound-client completion bash)" },
  zsh: { args: ["-f", "-i"], load: "autoload -U compinit; compinit -u -D; source <(profound-client completion zsh)" },
  fish: { args: ["--no-config", "-i"], load: "profound-client completion fish | source" },
};
type Shell = keyof typeof SHELLS;

const isInstalled = (shell: string): boolean => {
  try {
    execFileSync(shell, ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
};

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "profound-completion-"));
  const command = join(folder, "profound-client");
  await writeFile(command, `#!/bin/sh\nexec '${process.execPath}' '${bin}' "$@"\n`);
  await chmod(command, 0o755);
  await writeFile(join(folder, "rows of mine.csv"), "");
});
afterAll(() => rm(folder, { recursive: true }));

/** Types into a shell in a terminal, and returns the completed line. `echo` in front prints it. */
function typeInto(shell: Shell, typed: string): Promise<string> {
  const { args, load } = SHELLS[shell];
  const env = { PATH: `${folder}${delimiter}${process.env["PATH"]}`, HOME: folder, TERM: "xterm", NO_COLOR: "1" };
  // A command as in a profile of a shell, in a second shell within the first.
  const loaded = `${load}; ${load}; echo ready-${shell === "fish" ? "(math 40 + 2)" : "$((40 + 2))"}\r`;
  const terminal = spawn(shell, args, { cols: 200, rows: 40, cwd: folder, env });
  return new Promise((resolve, reject) => {
    let text = "";
    let isTyped = false;
    terminal.onExit(() => reject(new Error(`${shell} ended: ${text}`)));
    terminal.onData((data) => {
      text += data;
      if (!isTyped && text.includes("ready-42")) {
        isTyped = true;
        terminal.write(`${typed}\u0001echo line: \r`);
      }
      const line = /^line: (.*)\r\n/m.exec(text)?.[1];
      if (line === undefined) return;
      terminal.kill("SIGKILL");
      resolve(line.trim());
    });
    terminal.write(loaded);
  });
}

// `.ci/run` installs all three, so none is skipped there.
describe.each(["bash", "zsh", "fish"] as const)("%s", (shell) => {
  test.runIf(process.platform !== "win32" && isInstalled(shell))("completes commands, options, values and files", async () => {
    expect(await typeInto(shell, "profound-client rep\tstr\t--max\t")).toBe(
      "profound-client reports stream-citations --max-results",
    );
    expect(await typeInto(shell, "profound-client reports query-citations --sco\town\t")).toBe(
      "profound-client reports query-citations --scope owned",
    );
    expect(await typeInto(shell, "profound-client reports query-citations --output ro\t")).toBe(
      "profound-client reports query-citations --output rows of mine.csv",
    );
    // The script runs nothing of the typed line.
    expect(await typeInto(shell, "profound-client reports query-citations --filter '$(touch made)' --sco\t")).toBe(
      "profound-client reports query-citations --filter $(touch made) --scope",
    );
    expect(await readdir(folder)).not.toContain("made");
  });
});

test("an unknown shell has no script", async () => {
  expect(await runClientCommand(packageFolder, "profound-client completion csh")).toMatchObject({
    exitCode: 2,
    stdout: "",
    stderr: expect.stringContaining("bash, zsh, fish"),
  });
});
