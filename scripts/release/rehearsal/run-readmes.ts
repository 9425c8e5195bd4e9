import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readmePrograms } from "../../../test/readme-programs.ts";
import { runNode } from "./run.ts";
import { serveMocks } from "./serve-mocks.ts";

/** The packages of others that the READMEs show the clients with, in the versions that the clients are tested with. */
export function readmePartners(manifest: string): string[] {
  const { devDependencies }: { devDependencies: Record<string, string> } = JSON.parse(readFileSync(manifest, "utf8"));
  return ["@tanstack/react-query", "openapi-react-query", "react"].map((name) => `${name}@${devDependencies[name]}`);
}

/** Runs every program of an installed package's README against the installed mocks, from a folder that has nothing but the install. */
export async function runReadme(consumer: string, name: string): Promise<string> {
  const programs = readmePrograms(readFileSync(join(consumer, "node_modules", name, "README.md"), "utf8"));
  for (const { line, source } of programs) {
    const file = join(consumer, `readme-${name.replaceAll("/", "-")}-${line}.ts`);
    writeFileSync(file, `${source}\nexport {};\n`);
    // State does not carry over: each program meets a mock of its own.
    const mocks = await serveMocks(consumer);
    try {
      await runNode([file], { cwd: consumer, env: mocks.environment, timeoutMs: 30_000 });
    } catch (error) {
      throw new Error(`the program at line ${line} of ${name}'s README failed`, { cause: error });
    } finally {
      mocks.close();
    }
  }
  return `${programs.length} programs`;
}
