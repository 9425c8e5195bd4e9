import { spawn } from "node:child_process";
import { copyFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { installPinned } from "./install-pinned.ts";

/** The newest of each on the day on which the table was made. Kubb's plugins have no version that fits its newest core. */
const PINNED: Readonly<Record<string, string>> = {
  "@hey-api/openapi-ts": "0.99.0",
  "@kubb/core": "4.39.3",
  "@kubb/plugin-client": "4.39.3",
  "@kubb/plugin-oas": "4.39.3",
  "@kubb/plugin-ts": "4.39.3",
  "@kubb/plugin-zod": "4.39.3",
  orval: "8.38.0",
  "swagger-typescript-api": "13.13.0",
  // What some of them parse and print with.
  typescript: "5.9.3",
};

/** Where they are installed; git ignores it. */
export const GENERATORS: string = fileURLToPath(new URL("../.tools/generators", import.meta.url));
const PROGRAM = fileURLToPath(new URL("../tools/generate-with.mjs", import.meta.url));

/** How long a generator may take for one document. */
const PATIENCE = 60_000;

export function versionOf(name: string): string {
  return PINNED[name] ?? "";
}

/** Installs the other generators into a folder that git ignores, unless they are there. */
export async function installOthers(): Promise<void> {
  await installPinned(GENERATORS, PINNED);
  await copyFile(PROGRAM, join(GENERATORS, "generate-with.mjs"));
}

/** A generator in a program of its own, which is started again where a document ends it. */
export class GeneratorProgram implements Disposable {
  readonly #id: string;
  #child: ReturnType<typeof startProgram> | undefined;

  constructor(id: string) {
    this.#id = id;
  }

  /** Why the document was refused; an empty text where it was not. */
  async run(input: string, output: string): Promise<string> {
    this.#child ??= startProgram(this.#id);
    const { process, lines } = this.#child;
    process.stdin.write(`${JSON.stringify([input, output])}\n`);
    const over = new AbortController();
    const line = await Promise.race([lines.next(), setTimeout(PATIENCE, undefined, { signal: over.signal })]);
    over.abort();
    if (line !== undefined && line.done !== true) return String(JSON.parse(line.value));
    this[Symbol.dispose]();
    return line === undefined ? "did not end" : "ended the program";
  }

  [Symbol.dispose](): void {
    this.#child?.process.kill("SIGKILL");
    this.#child = undefined;
  }
}

function startProgram(id: string) {
  const child = spawn(process.execPath, ["generate-with.mjs", id], { cwd: GENERATORS, stdio: ["pipe", "pipe", "ignore"] });
  child.stdin.on("error", () => {});
  return { process: child, lines: createInterface({ input: child.stdout })[Symbol.asyncIterator]() };
}
