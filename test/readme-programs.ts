/**
 * Proves the programs of a package's README: its ```ts blocks are type-checked together and run one by one against a mock of the API.
 *
 * A block with an `import` starts a program; a block without one continues the program above it, in a scope of its own, so that prose may
 * introduce the client once and show calls one at a time.
 */
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { serveMock } from "./serve-mock.ts";

/** The exports of every client's `./testing` entry: its API as a `fetch`, and the variables that lead to it. */
export interface ServableMock {
  readonly fetch: typeof fetch;
  environment(origin: string): Record<string, string>;
}

export interface ReadmeProgram {
  /** Line of the README on which the program's first block starts. */
  readonly line: number;
  readonly source: string;
}

export interface ReadmeRun {
  readonly line: number;
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ReadmeReport {
  /** The compiler's messages, line by line. Empty if every program compiles. File names end in the README's line: `line-12.ts`. */
  readonly typeErrors: string;
  readonly runs: readonly ReadmeRun[];
}

const root = fileURLToPath(new URL("..", import.meta.url));

/** The programs of a README, in its order. */
export function readmePrograms(readme: string): ReadmeProgram[] {
  const programs: { line: number; source: string }[] = [];
  for (const match of readme.matchAll(/^```ts\r?\n([\s\S]*?)^```\r?$/gm)) {
    const block = match[1] ?? "";
    const line = readme.slice(0, match.index).split("\n").length;
    const current = programs.at(-1);
    if (/^import /m.test(block)) programs.push({ line, source: block });
    else if (current) current.source += `{\n${block}}\n`;
    else throw new Error(`README line ${line}: the first \`ts\` block has to import what it uses`);
  }
  return programs;
}

/** Runs a program to its end, whatever its exit code. */
function runToEnd(args: string[], env: NodeJS.ProcessEnv): Promise<Omit<ReadmeRun, "line">> {
  return new Promise((resolve) => {
    execFile(process.execPath, args, { env }, (error, stdout, stderr) => {
      // A program that was killed has a signal and no exit code.
      resolve({ exitCode: error ? Number(error.code ?? 1) : 0, stdout, stderr });
    });
  });
}

/** Type-checks and runs every program of `packageFolder/README.md`, each against a mock of its own. */
export async function runReadme(packageFolder: URL, createMock: () => ServableMock): Promise<ReadmeReport> {
  return runPrograms(readmePrograms(await readFile(new URL("README.md", packageFolder), "utf8")), packageFolder, createMock);
}

/** Type-checks and runs programs as users of a package would, each against a mock of its own. */
export async function runPrograms(
  programs: readonly ReadmeProgram[],
  packageFolder: URL,
  createMock: () => ServableMock,
): Promise<ReadmeReport> {
  // Inside the package, so that its own name resolves through its `exports`, as it does for those who install it.
  const folder = await mkdtemp(join(fileURLToPath(packageFolder), ".readme-"));
  try {
    const files = programs.map(({ line, source }) => ({ line, source, path: join(folder, `line-${line}.ts`) }));
    const settings = {
      extends: join(root, "tsconfig.base.json"),
      compilerOptions: { types: ["node"], rootDir: root, isolatedDeclarations: false, noUnusedLocals: false },
      files: files.map(({ path }) => path),
    };
    await Promise.all([
      writeFile(join(folder, "tsconfig.json"), JSON.stringify(settings)),
      // A program without a single import would not be a module, and could not await.
      ...files.map(({ path, source }) => writeFile(path, `${source}\nexport {};\n`)),
    ]);
    const types = await runToEnd([join(root, "node_modules/typescript/bin/tsc"), "-p", folder], process.env);
    const runs: ReadmeRun[] = [];
    for (const { line, path } of files) {
      const mock = createMock();
      const { origin, close } = await serveMock(mock);
      try {
        const environment = { PATH: process.env["PATH"], NO_COLOR: "1", ...mock.environment(origin) };
        runs.push({ line, ...(await runToEnd([path], environment)) });
      } finally {
        close();
      }
    }
    return { typeErrors: types.stdout + types.stderr, runs };
  } finally {
    await rm(folder, { recursive: true });
  }
}
