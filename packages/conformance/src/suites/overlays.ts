import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { parse, stringify } from "yaml";
import { isObject, listMember, type Json } from "../../../spec-pipeline/src/document/json.ts";
import type { Problem } from "../../../spec-pipeline/src/problems/problem.ts";
import { overlay } from "../../../spec-pipeline/src/stages/overlay/overlay.ts";
import { readOverlay } from "../../../spec-pipeline/src/stages/overlay/read-overlay.ts";
import type { Failure, Suite } from "../suite.ts";

export const overlays: Suite = {
  id: "overlays",
  title: "OpenAPI Overlay 1.0 and 1.1",
  source: "OAI/Overlay-Specification: `compliant-sets`, and `tests`, as `overlay-compliant-sets` and `overlay-schema-tests`",
  data: ["overlay-compliant-sets", "overlay-schema-tests"],
  must: { share: 1 },
  asks: "what an overlay makes of a document, and whether a file is an overlay; a description is added to each action, since we demand one",
  async run(folder) {
    const sets = join(folder, "overlay-compliant-sets");
    const failures: Failure[] = [];
    let cases = 0;
    for (const entry of (await readdir(sets, { withFileTypes: true })).filter((file) => file.isDirectory())) {
      cases += 1;
      const reason = await misfitOfSet(join(sets, entry.name));
      if (reason !== undefined) failures.push({ name: `compliant set ${entry.name}`, reason });
    }
    for (const version of ["v1.0", "v1.1"]) {
      for (const verdict of ["pass", "fail"]) {
        const place = join(folder, "overlay-schema-tests", version, verdict);
        for (const file of await readdir(place).catch(() => [])) {
          cases += 1;
          const found = problemsOf(described(await readYaml(join(place, file))));
          if ((found.length === 0) !== (verdict === "pass")) {
            failures.push({ name: `${version}/${verdict}/${file}`, reason: found.join("; ") || "accepted" });
          }
        }
      }
    }
    return { cases, failures };
  },
};

async function readYaml(path: string): Promise<Json> {
  const value: Json = parse(await readFile(path, "utf8"));
  return value;
}

/** We ask of each action why it is there; the suites do not. */
function described(value: Json): Json {
  if (!isObject(value) || !Array.isArray(value["actions"])) return value;
  const actions = listMember(value, "actions").map((action): Json =>
    isObject(action) && !("description" in action) ? { ...action, description: "As the suite has it." } : action,
  );
  return { ...value, actions };
}

function problemsOf(value: Json): readonly string[] {
  return errorsIn(readOverlay({ file: "overlay.yaml", text: stringify(value), firstLine: 1 }).problems);
}

async function misfitOfSet(folder: string): Promise<string | undefined> {
  const [document, file, output] = await Promise.all(
    ["openapi", "overlay", "output"].map((name) => readYaml(join(folder, `${name}.yaml`))),
  );
  if (!isObject(document)) return "the document is not an object";
  const text = stringify(described(file ?? null));
  const { value, problems } = overlay(document, { overlays: [{ file: "overlay.yaml", text, firstLine: 1 }], pages: [] });
  const errors = errorsIn(problems);
  if (errors.length > 0) return errors.join("; ");
  return isDeepStrictEqual(plain(value.document), plain(output)) ? undefined : "gives another document";
}

function errorsIn(problems: readonly Problem[]): readonly string[] {
  return problems.filter(({ severity }) => severity === "error").map(({ message }) => message);
}

function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
