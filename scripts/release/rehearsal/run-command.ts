import { cpSync, globSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { run } from "./run.ts";

/** Lets the installed `specloom` generate both clients' code in a folder that has nothing but the pages and overlays: the bytes are those of `workspace`. */
export async function generateAsStranger(consumer: string, workspace: string): Promise<string> {
  for (const input of ["specs", "redocly.yaml"]) cpSync(join(workspace, input), join(consumer, input), { recursive: true });
  const bundled = globSync("specs/*/openapi.gen.yaml", { cwd: workspace });
  for (const file of bundled) {
    rmSync(join(consumer, file));
    mkdirSync(join(consumer, file.replace(/^specs[\\/](.*)[\\/].*$/, "packages/$1-client/src")), { recursive: true });
  }
  const command = join(consumer, "node_modules/.bin/specloom");
  await run(command, ["generate"], { cwd: consumer });
  const generated = [...bundled, ...globSync("packages/*/src/generated/*.gen.ts", { cwd: workspace })];
  const differing = generated.filter((file) => !readFileSync(join(consumer, file)).equals(readFileSync(join(workspace, file))));
  if (bundled.length === 0 || differing.length > 0) throw new Error(`other bytes than in the workspace: ${differing.join(", ")}`);
  return `${(await run(command, ["--version"], { cwd: consumer })).trim()}: ${generated.length} files, the same bytes`;
}
