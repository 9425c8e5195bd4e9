import { createHash } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PAYLOADS } from "../../../../spec-pipeline/test/hostile/payloads.ts";
import { installOthers, versionOf } from "../../generator-program.ts";
import type { Failure, Suite } from "../../suite.ts";
import { documentOf, FORMS, isOfDocument, listAttempts, nameOf, placesOf, type AnyPlace, type Attempt } from "./attempt.ts";
import { faultOfClient } from "./fault-of-client.ts";
import { findPlantedCode } from "./find-planted-code.ts";
import { Generation, type Outcome } from "./generation.ts";
import { Importer } from "./importer.ts";
import { countWith, OTHERS } from "./others.ts";
import { readOtherRows, rowOf, writeSecurityPage, type CountsRow, type GeneratorCounts } from "./security-page.ts";

export const hostile: Suite = {
  id: "hostile",
  title: "Texts of a page that try to become code",
  source: "ours: `packages/spec-pipeline/test/hostile`; the other generators come from npm, and the first run installs them",
  data: [],
  must: { share: 1 },
  asks: "one text in one place of a document, as JSON, as YAML and on a page: that the generated files fit their grammar and do nothing when each is imported; and one text in every place: that the client compiles, passes its tests and can be called",
  async run() {
    const work = await mkdtemp(join(tmpdir(), "specloom-hostile-"));
    try {
      const outcomes = await tryEach(listAttempts(), join(work, "files"));
      const clients = await tryClients(outcomes, work);
      await compareGenerators(outcomes);
      return {
        cases: outcomes.size + clients.length,
        failures: [...outcomes, ...clients].flatMap(([attempt, { fault }]): Failure[] =>
          fault === undefined ? [] : [{ name: nameOf(attempt), reason: fault }],
        ),
      };
    } finally {
      await rm(work, { recursive: true, force: true });
    }
  },
};

/** Runs the stages on each attempt. */
export async function tryEach(attempts: readonly Attempt[], folder: string): Promise<ReadonlyMap<Attempt, Outcome>> {
  using importer = new Importer();
  const generation = new Generation(folder, importer);
  const outcomes = new Map<Attempt, Outcome>();
  for (const attempt of attempts) outcomes.set(attempt, await generation.run(attempt));
  return outcomes;
}

/** A client for each payload, with the text in every place that did not refuse it alone. The forms take turns. */
async function tryClients(
  outcomes: ReadonlyMap<Attempt, Outcome>,
  work: string,
): Promise<readonly (readonly [Attempt, Pick<Outcome, "fault">])[]> {
  const clients: [Attempt, Pick<Outcome, "fault">][] = [];
  for (const [index, payload] of Object.keys(PAYLOADS).entries()) {
    const form = FORMS[index % FORMS.length] ?? "json";
    const refused = [...outcomes].filter(([one, { refusal }]) => one.payload === payload && refusal !== undefined);
    const attempt = everyPlace({ form, payload }, new Set(refused.flatMap(([{ places }]) => places)));
    clients.push([attempt, { fault: await faultOfClient(attempt, join(work, `client-${index}`)) }]);
  }
  return clients;
}

/** One text in all places but some. */
export function everyPlace({ form, payload }: Omit<Attempt, "places">, but: ReadonlySet<AnyPlace>): Attempt {
  return { form, payload, places: placesOf(form).filter((place) => !but.has(place)) };
}

/**
 * The same documents for other generators, unless the page has their counts for these documents and these versions. The page is written
 * where they can be installed.
 */
async function compareGenerators(outcomes: ReadonlyMap<Attempt, Outcome>): Promise<void> {
  const ours = [...outcomes].filter(([attempt]) => isOfDocument(attempt));
  const attempts = ours.map(([attempt]) => attempt);
  const mark = markOf(attempts);
  const others = (await readOtherRows(mark)) ?? (await countOthers(attempts));
  if (others.length > 0)
    await writeSecurityPage([rowOf(countOurs(ours)), ...others], mark, new Date().toISOString().slice(0, 10));
}

/** Another document, generator or version gives another text. */
function markOf(attempts: readonly Attempt[]): string {
  const hash = createHash("sha256").update(
    JSON.stringify(OTHERS.map((other) => ({ ...other, version: versionOf(other.package) }))),
  );
  for (const attempt of attempts) hash.update(JSON.stringify(documentOf(attempt)));
  return hash.digest("hex").slice(0, 12);
}

async function countOthers(attempts: readonly Attempt[]): Promise<readonly CountsRow[]> {
  try {
    await installOthers();
  } catch (error) {
    process.stderr.write(`docs/security.md stays as it is: ${error instanceof Error ? error.message : String(error)}\n`);
    return [];
  }
  const rows: CountsRow[] = [];
  for (const other of OTHERS) {
    using importer = new Importer();
    rows.push(rowOf(await countWith(other, attempts, importer)));
  }
  return rows;
}

function countOurs(outcomes: readonly (readonly [Attempt, Outcome])[]): GeneratorCounts {
  const judged = outcomes.map(([{ places }, { refusal, fault, files }]) => {
    const findings = [...files].filter(([path]) => path.endsWith(".ts")).map(([path, text]) => findPlantedCode(path, text));
    return {
      places,
      isRefused: refusal !== undefined,
      isBroken: findings.some(({ isBroken }) => isBroken),
      isPlanted: findings.some(({ isPlanted }) => isPlanted),
      ran: fault?.endsWith("ran the text") === true,
    };
  });
  const count = (holds: (each: (typeof judged)[number]) => boolean): number => judged.filter(holds).length;
  return {
    name: "specloom",
    version: "this commit",
    made: "types, operation table, validators, values",
    documents: judged.length,
    refused: count(({ isRefused }) => isRefused),
    broken: count(({ isBroken }) => isBroken),
    planted: count(({ isPlanted }) => isPlanted),
    ran: count(({ ran }) => ran),
    places: new Set(judged.filter(({ isPlanted }) => isPlanted).flatMap(({ places }) => places)).size,
  };
}
