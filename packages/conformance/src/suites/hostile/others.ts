import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build, type Plugin } from "esbuild";
import { GeneratorProgram, GENERATORS, versionOf } from "../../generator-program.ts";
import { documentOf, type Attempt } from "./attempt.ts";
import { findPlantedCode } from "./find-planted-code.ts";
import type { Importer } from "./importer.ts";
import type { GeneratorCounts } from "./security-page.ts";

/** What the program that runs them calls each, and the package that says its version. */
export const OTHERS = [
  { id: "orval", package: "orval", made: "fetch client, mocks, zod" },
  { id: "hey-api", package: "@hey-api/openapi-ts", made: "types, SDK, fetch client, zod, transformers" },
  { id: "kubb", package: "@kubb/core", made: "types, client, zod" },
  { id: "swagger-typescript-api", package: "swagger-typescript-api", made: "types, fetch client" },
] as const;

type Other = (typeof OTHERS)[number];

/** Runs one of the others on the document of each attempt, and counts what became of the texts. */
export async function countWith(other: Other, attempts: readonly Attempt[], importer: Importer): Promise<GeneratorCounts> {
  const work = join(GENERATORS, "work", other.id);
  await rm(work, { recursive: true, force: true });
  await mkdir(work, { recursive: true });
  const counts = { documents: 0, refused: 0, broken: 0, planted: 0, ran: 0 };
  const places = new Set<string>();
  using program = new GeneratorProgram(other.id);
  for (const [index, attempt] of attempts.entries()) {
    counts.documents += 1;
    const [input, output] = [join(work, `${index}.json`), join(work, String(index))];
    await writeFile(input, JSON.stringify(documentOf(attempt)));
    const refusal = await program.run(input, output);
    const { files, isBroken, plantedFiles } = await judge(output);
    const ranBefore = refusal === "planted";
    // Some say it on the terminal only, and write nothing.
    if ((refusal !== "" && !ranBefore) || files === 0) counts.refused += 1;
    else if (isBroken) counts.broken += 1;
    if (plantedFiles.length > 0 || ranBefore) {
      counts.planted += 1;
      for (const place of attempt.places) places.add(place);
      if (ranBefore || (await runsWhenImported(plantedFiles, importer))) counts.ran += 1;
    }
    await rm(output, { recursive: true, force: true });
  }
  return { name: other.package, version: versionOf(other.package), made: other.made, places: places.size, ...counts };
}

interface Judgement {
  readonly files: number;
  readonly isBroken: boolean;
  readonly plantedFiles: readonly string[];
}

async function judge(folder: string): Promise<Judgement> {
  const entries = existsSync(folder) ? await readdir(folder, { recursive: true }) : [];
  const names = entries.filter((name) => name.endsWith(".ts"));
  const plantedFiles: string[] = [];
  let isBroken = false;
  for (const name of names) {
    const finding = findPlantedCode(name, await readFile(join(folder, name), "utf8"));
    isBroken ||= finding.isBroken;
    if (finding.isPlanted && !finding.isBroken) plantedFiles.push(join(folder, name));
  }
  return { files: names.length, isBroken, plantedFiles };
}

/** Stands for every package that a generated file imports: it can be called, made and read at any depth, and does nothing. */
const ANYTHING: Plugin = {
  name: "anything",
  setup(bundler) {
    bundler.onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
      kind === "entry-point" || path.startsWith("data:") ? undefined : { path, namespace: "anything" },
    );
    bundler.onLoad({ filter: /.*/, namespace: "anything" }, () => ({
      contents: `const anything = new Proxy(function () {}, {
        get: (_, key) => (key === "__esModule" ? false : key === Symbol.toPrimitive ? () => "" : key === Symbol.iterator ? function* () {} : anything),
        apply: () => anything,
        construct: () => anything,
      });
      module.exports = anything;`,
    }));
  },
};

async function runsWhenImported(files: readonly string[], importer: Importer): Promise<boolean> {
  for (const file of files) {
    const outfile = `${file}.mjs`;
    const isBundled = await build({
      entryPoints: [file],
      outfile,
      bundle: true,
      format: "esm",
      platform: "node",
      logLevel: "silent",
      plugins: [ANYTHING],
    }).then(
      () => true,
      () => false,
    );
    if (isBundled && (await importer.fault(outfile)) === "ran the text") return true;
  }
  return false;
}
