import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const cli = fileURLToPath(new URL("../src/cli.ts", import.meta.url));

test.each([
  [["--only", "nonsense"], '--only takes a row, and "nonsense" is none'],
  [["--rounds", "0"], '--rounds takes a whole number from 1, got "0"'],
  [["--rounds", "many"], '--rounds takes a whole number from 1, got "many"'],
  [["--csv"], "Unknown option '--csv'"],
  [["clients", "pipeline"], "there is no table “clients pipeline”"],
  [["runtime"], "there is no table “runtime”"],
  [["pipeline", "--only", "json-call"], '--only takes a row, and "json-call" is none'],
  [["diff"], "diff takes one folder of pairs of documents"],
  [["diff", "a", "b"], "diff takes one folder of pairs of documents"],
  [["--only", "made-cpu"], '--only takes a row, and "made-cpu" is none'],
])("the command refuses %j before it measures anything, and names the known arguments", (args, sentence) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], { encoding: "utf8" });
  expect(stderr).toContain(`specloom bench: ${sentence}`);
  expect(stderr).toContain("usage: pnpm bench");
  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
});
