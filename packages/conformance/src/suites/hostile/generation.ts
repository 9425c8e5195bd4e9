import { mkdir, symlink, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { runPipeline } from "../../../../spec-pipeline/src/pipeline.ts";
import { foreignCodeProblems } from "../../../../spec-pipeline/src/source/find-foreign-code.ts";
import { inputOf, type Attempt } from "./attempt.ts";
import type { Importer } from "./importer.ts";

const RUNTIME = fileURLToPath(new URL("../../../../client-runtime", import.meta.url));

/** What the pipeline made of an attempt. */
export interface Outcome {
  /** Why it refused the document; undefined where it made code. */
  readonly refusal: string | undefined;
  /** The first thing that must not be: text that became code, a refusal without its place, an exception. */
  readonly fault: string | undefined;
  /** Path to text; empty where the document was refused. */
  readonly files: ReadonlyMap<string, string>;
}

/** Runs the stages on attempts, checks each generated file against the grammar, and imports each by itself. */
export class Generation {
  readonly #folder: string;
  readonly #importer: Importer;
  /** Most attempts change one file of four: what was imported once need not be again. */
  readonly #imported = new Map<string, { readonly file: string; readonly fault: string | undefined }>();

  /** `folder` is empty, and the files are written there. */
  constructor(folder: string, importer: Importer) {
    this.#folder = folder;
    this.#importer = importer;
  }

  async run(attempt: Attempt): Promise<Outcome> {
    try {
      const { files, problems } = await runPipeline(inputOf(attempt));
      const error = problems.find(({ severity }) => severity === "error");
      if (!error) return { refusal: undefined, fault: await this.#faultOf(files), files };
      const isPlaced = error.location !== undefined || error.pointer !== undefined;
      const refusal = `${error.rule}: ${error.message}`;
      return { refusal, fault: isPlaced ? undefined : `refused without a place: ${refusal}`, files: new Map() };
    } catch (error) {
      const fault = `an exception: ${error instanceof Error ? error.stack : String(error)}`;
      return { refusal: undefined, fault, files: new Map() };
    }
  }

  async #faultOf(files: ReadonlyMap<string, string>): Promise<string | undefined> {
    const [foreign] = foreignCodeProblems(files);
    if (foreign) return `${foreign.location?.file}: ${foreign.message}`;
    const sources = [...files].filter(([path]) => path.endsWith(".ts"));
    // Resources import the operations beside them, and come behind them.
    let operations = "";
    for (const [path, text] of sources) {
      const name = basename(path);
      const { file, fault } = await this.#import(name, text.replace("./operations.gen.ts", `./${operations}`));
      if (fault !== undefined) return `${path} ${fault}`;
      if (name === "operations.gen.ts") operations = file;
    }
    return undefined;
  }

  async #import(name: string, text: string): Promise<{ readonly file: string; readonly fault: string | undefined }> {
    const known = this.#imported.get(text);
    if (known) return known;
    if (this.#imported.size === 0) await linkRuntime(this.#folder);
    const file = `${this.#imported.size}-${name}`;
    await writeFile(join(this.#folder, file), text);
    const imported = { file, fault: await this.#importer.fault(join(this.#folder, file)) };
    this.#imported.set(text, imported);
    return imported;
  }
}

/** Makes the runtime known to modules below a folder. */
export async function linkRuntime(folder: string): Promise<void> {
  await mkdir(join(folder, "node_modules/@specloom"), { recursive: true });
  await symlink(RUNTIME, join(folder, "node_modules/@specloom/client-runtime"), "dir");
}
