import { readdirSync } from "node:fs";
import { join } from "node:path";
import { SetupError } from "../peers.ts";

/** Two revisions of a document. */
export interface DocumentPair {
  /** `03`, or `acme/03` in a folder of that name. */
  readonly name: string;
  readonly before: string;
  readonly after: string;
}

/** The pairs `NN-old.*`, `NN-new.*` of a folder, and of the folders in it. */
export function findPairs(folder: string): readonly DocumentPair[] {
  const pairs = pairsIn(folder, "");
  if (pairs.length === 0)
    throw new SetupError(`${folder} holds no pair of documents: they are named NN-old.yaml and NN-new.yaml`);
  return pairs;
}

function pairsIn(folder: string, prefix: string): readonly DocumentPair[] {
  const entries = readdirSync(folder, { withFileTypes: true }).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    if (entry.isDirectory()) return pairsIn(join(folder, entry.name), `${prefix}${entry.name}/`);
    const [, number, end = ""] = /^(.+)-old\.(json|ya?ml)$/.exec(entry.name) ?? [];
    const after = entries.find(({ name }) => name.startsWith(`${number}-new.`));
    if (number === undefined || after === undefined) return [];
    return [{ name: `${prefix}${number}`, before: join(folder, `${number}-old.${end}`), after: join(folder, after.name) }];
  });
}
