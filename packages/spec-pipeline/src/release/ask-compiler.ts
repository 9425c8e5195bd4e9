import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { text as readText } from "node:stream/consumers";
import {
  compilerProgram,
  explainingProgram,
  isLong,
  PROGRAM_CONFIG,
  quickProgram,
  readCompilerOutput,
  RUNTIME_TYPES,
  type CompilerFinding,
  type CompilerProgram,
  type ProgramSettings,
} from "../diff/compiler-program.ts";
import type { JsonObject } from "../document/json.ts";
import { CommandFailure } from "../host/command.ts";
import { buildModel } from "../model/api-model.ts";
import { emitOperations } from "../stages/emit/emit-operations.ts";
import { emitSchema } from "../stages/emit/emit-schema.ts";

const require = createRequire(import.meta.url);

/** Both documents of a comparison, bundled. */
export interface DocumentPair {
  readonly before: JsonObject;
  readonly after: JsonObject;
}

/** Asks the compiler about one comparison, or about several in one run. */
export async function askCompiler(
  pairs: readonly DocumentPair[],
  settings: ProgramSettings,
  root: string,
  signal?: AbortSignal,
): Promise<readonly (readonly CompilerFinding[])[]> {
  const programs = await Promise.all(pairs.map((pair) => programFor(pair, settings)));
  return inTemporaryFolder(async (folder) => {
    const asked = await runPrograms(
      folder,
      programs.map((program) => (isLong(program) ? quickProgram(program) : program)),
      root,
      signal,
    );
    const missing = programs.map((program, index) => (isLong(program) ? (asked[index] ?? []) : []));
    if (missing.every((findings) => findings.length === 0)) return asked;
    const explaining = programs.map((program, index) =>
      explainingProgram(
        program,
        (missing[index] ?? []).map(({ line }) => line),
      ),
    );
    const explained = await runPrograms(folder, explaining, root, signal);
    return asked.map((findings, index) =>
      findings.map(
        (finding) =>
          explained[index]?.find(({ line }) => line === finding.line) ?? {
            ...finding,
            message: isLong(programs[index] ?? EMPTY) ? "no longer fits" : finding.message,
          },
      ),
    );
  });
}

const EMPTY: CompilerProgram = { files: new Map(), questions: new Map() };

async function runPrograms(
  folder: string,
  programs: readonly CompilerProgram[],
  root: string,
  signal?: AbortSignal,
): Promise<readonly (readonly CompilerFinding[])[]> {
  await writeFile(join(folder, "package.json"), '{ "type": "module" }\n');
  await writeFile(join(folder, "client-runtime.d.ts"), RUNTIME_TYPES);
  const files = programs.map((_program, index) => `${folderName(index)}/judge.ts`);
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify({ ...PROGRAM_CONFIG, files }));
  for (const [index, program] of programs.entries()) await writeProgram(join(folder, folderName(index)), program);
  const output = await runCompiler(folder, root, signal);
  return programs.map((program, index) => {
    const { findings, others } = readCompilerOutput(output, folderName(index), program);
    if (others.length > 0) throw new CommandFailure(`the types of a document do not compile: ${others[0]}`);
    return findings;
  });
}

function folderName(index: number): string {
  return `pair-${index}`;
}

async function programFor({ before, after }: DocumentPair, settings: ProgramSettings): Promise<CompilerProgram> {
  const [left, right] = await Promise.all(
    [before, after].map(async (document) => {
      const api = buildModel(document, settings.clientParameters).value;
      const { value: schema } = await emitSchema(api, settings.vendor);
      const { value: operations } = await emitOperations(api, settings.vendor);
      return { api, schema, operations };
    }),
  );
  if (!left || !right) throw new TypeError("two documents give two sets of types");
  return compilerProgram(left, right, settings);
}

async function writeProgram(folder: string, { files }: CompilerProgram): Promise<void> {
  for (const [name, text] of files) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
}

/**
 * The compiler's output about a folder's `tsconfig.json`. It uses the workspace's own TypeScript, which is faster, or else the one of this
 * package.
 */
export async function runCompiler(folder: string, root: string, signal?: AbortSignal): Promise<string> {
  const own = join(root, "node_modules/typescript/bin/tsc");
  const compiler = existsSync(own) ? own : require.resolve("typescript/bin/tsc");
  const child = spawn(process.execPath, [compiler, "-p", ".", "--pretty", "false"], {
    cwd: folder,
    stdio: ["ignore", "pipe", "inherit"],
    // The compiler starts another program. Both are ended together.
    detached: process.platform !== "win32",
  });
  const stop = (): void => {
    if (child.exitCode !== null || child.pid === undefined) return;
    if (process.platform === "win32") child.kill("SIGKILL");
    else process.kill(-child.pid, "SIGKILL");
  };
  const timer = setTimeout(stop, COMPILER_TIMEOUT_MS);
  signal?.addEventListener("abort", stop, { once: true });
  if (signal?.aborted) stop();
  try {
    const [output, code] = await Promise.all([
      readText(child.stdout),
      new Promise<number | null>((resolve, reject) => child.once("error", reject).once("close", resolve)),
    ]);
    if (code === null)
      throw new CommandFailure(
        signal?.aborted ? "interrupted" : `the compiler gave no result within ${COMPILER_TIMEOUT_MS / 1000} s`,
      );
    return output;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", stop);
  }
}

const COMPILER_TIMEOUT_MS = 180_000;

async function inTemporaryFolder<Result>(work: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), "specloom-diff-"));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
