import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { join, relative } from "node:path";
import { promisify } from "node:util";
import { readText } from "../host/workspace.ts";
import { printMethodName } from "../model/method-name.ts";
import type { Operation } from "../model/operation.ts";
import type { Problem } from "../problems/problem.ts";
import { methodAround, type ClientSource } from "./client-sources.ts";

const run = promisify(execFile);

/**
 * The work that a change of the generated code leaves in the hand-written part of a client: places that no longer compile, and operations
 * whose methods nobody has decided about yet. `folder`: the client's `src`, from the root; `sources`: its files.
 */
export async function checkClient(
  root: string,
  folder: string,
  sources: readonly ClientSource[],
  operations: readonly Operation[],
): Promise<readonly Problem[]> {
  if (sources.length === 0) return [];
  const decisions = await readText(join(root, folder, "../test/coverage.test.ts"));
  const told = [...sources.map(({ text }) => text), decisions ?? ""].join("\n");
  return [...(await brokenPlaces(root, folder, sources)), ...undecided(folder, told, operations)];
}

async function brokenPlaces(root: string, folder: string, sources: readonly ClientSource[]): Promise<readonly Problem[]> {
  const compiler = join(root, "node_modules/typescript/bin/tsc");
  const project = join(root, folder, "../tsconfig.json");
  // Without the workspace's own compiler and settings, a verdict would be more about this command than about the client.
  if (!existsSync(compiler) || !existsSync(project)) return [];
  const output = await run(process.execPath, [compiler, "-p", project, "--noEmit", "--pretty", "false"], {
    cwd: root,
    maxBuffer: 64 * 1024 * 1024,
  }).then(
    () => "",
    (error: unknown) => (error instanceof Error && "stdout" in error ? String(error.stdout) : ""),
  );
  // If the client's imports from other packages are missing, nothing compiles, whatever the vendor changed.
  const [, missing] = /error TS2307: Cannot find module '([^'.][^']*)'/.exec(output) ?? [];
  if (missing !== undefined) {
    return [
      {
        rule: "client-not-checked",
        severity: "error",
        message: `the fit of the client to the generated types is unknown: the compiler finds no module ${missing}`,
        fix: "install and build the workspace, then run specloom propose",
        location: { file: relative(root, project).replaceAll("\\", "/"), line: 1 },
      },
    ];
  }
  return [...output.matchAll(/^(\S[^\n]*?)\((\d+),(\d+)\): error (TS\d+): ([^\n]*)/gm)].map(
    ([, path = "", line = "1", column = "1", code = "", message = ""]): Problem => {
      const file = relative(root, join(root, path)).replaceAll("\\", "/");
      const source = sources.find((candidate) => candidate.file === file);
      const method = source && methodAround(source.text, Number(line));
      return {
        rule: "client-does-not-fit",
        severity: "error",
        message: `${method ?? "this"} no longer fits the generated types: ${message} (${code})`,
        fix: "change it to fit the vendor's new page, and tell users in the changeset",
        location: { file, line: Number(line), column: Number(column) },
      };
    },
  );
}

/** `told`: the hand-written code and the coverage test, which names the operations that somebody has decided about. */
function undecided(folder: string, told: string, operations: readonly Operation[]): readonly Problem[] {
  return operations
    .filter(({ id }) => !told.includes(`"${id}"`))
    .map(({ id, call, name }): Problem => {
      const client = folder.replace(/\/src$/, "");
      return {
        rule: "method-as-generated",
        severity: "info",
        message: [
          `${id} (${call}) has its generated method: ${printMethodName(name)}`,
          `1. its page is in place; read its part of the diff of openapi.gen.yaml`,
          `2. if it only reads and is no GET, mark it x-client-safe by an overlay, so that it is repeated after a failure`,
          `3. if its name does not read well, give it another by an overlay's x-client-method`,
          `4. where a method by hand serves users better, write it in ${folder}/resources, and name the operation in ${client}/test/coverage.test.ts`,
          `5. add a fixture ${client}/test/fixtures/${id}.<case>.json, and its line of ${client}/README.md`,
          `6. run npm test, edit the proposed changeset, commit`,
        ].join("\n"),
      };
    });
}
