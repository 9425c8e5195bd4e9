import { expect, test } from "vitest";
import { isThere, readText } from "./workspace.ts";

interface Launch {
  readonly configurations: readonly {
    readonly name: string;
    readonly program?: string;
    readonly runtimeArgs?: readonly string[];
    readonly args?: string;
  }[];
  readonly inputs: readonly { readonly id: string }[];
}

const { configurations, inputs }: Launch = JSON.parse(readText(".vscode/launch.json"));

test("there are configurations to debug one test, and the command from source", () => {
  expect(configurations.map(({ name }) => name)).toEqual([
    "Test: the open file, in its package",
    "Test: the open file, of the workspace's own (test/)",
    "specloom, from source",
  ]);
});

test("launched programs, npm scripts and inputs exist", () => {
  const { scripts }: { scripts: Record<string, string> } = JSON.parse(readText("package.json"));
  const programs = configurations.flatMap(({ program = [] }) => program).map((path) => path.replace("${workspaceFolder}/", ""));
  expect(programs.map((path) => [path, isThere(path)])).toEqual([["packages/spec-pipeline/src/cli.ts", true]]);
  const called = configurations.flatMap(({ runtimeArgs: [verb, script] = [] }) => (verb === "run" ? [script] : []));
  expect(called.map((script) => [script, (script ?? "") in scripts])).toEqual([["test:workspace", true]]);
  expect(configurations.flatMap(({ args = [] }) => args)).toEqual(inputs.map(({ id }) => `\${input:${id}}`));
});

test("the container recommends what the workspace does", () => {
  const { recommendations }: { recommendations: string[] } = JSON.parse(readText(".vscode/extensions.json"));
  const container: { customizations: { vscode: { extensions: string[] } } } = JSON.parse(
    readText(".devcontainer/devcontainer.json"),
  );
  expect(container.customizations.vscode.extensions).toEqual(recommendations);
});
