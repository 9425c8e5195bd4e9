/** A call of an operation from a terminal: the example that the client's command gives itself, which is run once. */
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { shellWords } from "../run/curl.ts";
import { operationFile } from "./operation-slug.ts";

export interface CommandSample {
  readonly text: string;
  readonly printed: string;
}

/** `folder`: of the client's package. Undefined where the client has no command. */
export function commandSample(folder: string, packageName: string, call: string): CommandSample | undefined {
  const program = join(folder, "bin", `${packageName}.mjs`);
  if (!existsSync(program)) return undefined;
  const run = (words: readonly string[]): string =>
    execFileSync(process.execPath, [program, ...words], { encoding: "utf8", env: { ...process.env, NO_COLOR: "1" } });
  const words = call.split(".").map((name) => operationFile(name));
  const [, example] = /^Examples?:\n\s+(\S.*)$/m.exec(run([...words, "--help"])) ?? [];
  if (example === undefined) throw new Error(`${packageName} ${words.join(" ")} --help has no example`);
  return { text: `npx ${example}`, printed: run(shellWords(example, {}).slice(1)).trimEnd() };
}
