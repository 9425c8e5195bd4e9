import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { parse } from "yaml";
import { runSpecloom } from "../run-specloom.ts";
import type { Failure, Suite } from "../suite.ts";
import { typeCheck } from "../type-check.ts";

export const openapiExamples: Suite = {
  id: "openapi-examples",
  title: "OpenAPI's own examples, 3.0 to 3.2",
  source: "OAI/learn.openapis.org: `examples`, as `oai-examples`",
  data: ["oai-examples"],
  must: { share: 1 },
  asks: "that `init` accepts a document, that what it lays out type-checks, and that its JSON and YAML twins give the same bytes; a document without operations has to be refused",
  async run(folder) {
    const root = join(folder, "oai-examples");
    const failures: Failure[] = [];
    let cases = 0;
    for (const version of (await readdir(root)).toSorted()) {
      const files = (await readdir(join(root, version))).filter((name) => name.endsWith(".yaml")).toSorted();
      for (const file of files) {
        cases += 1;
        const name = basename(file, ".yaml");
        const reason = await misfit(join(root, version), name);
        if (reason !== undefined) failures.push({ name: `${version}/${name}`, reason });
      }
    }
    return { cases, failures };
  },
};

async function misfit(folder: string, name: string): Promise<string | undefined> {
  const work = await mkdtemp(join(tmpdir(), "specloom-conformance-"));
  try {
    const texts: string[] = [];
    for (const kind of ["json", "yaml"]) {
      const workspace = join(work, kind);
      const { exitCode, output } = await runSpecloom(workspace, [
        "init",
        "case",
        "--from",
        join(folder, `${name}.${kind}`),
        "--base-url",
        "https://api.example",
      ]);
      if (exitCode !== 0)
        return /no operation|webhooks/.test(output) ? undefined : `${kind}: init ends with ${exitCode}: ${output.slice(0, 300)}`;
      texts.push(await readGenerated(workspace));
    }
    // One pair of the suite differs in what it says.
    if (texts[0] !== texts[1] && (await areTwins(folder, name))) return "the twins give other bytes";
    const errors = await Promise.all(["json", "yaml"].map((kind) => typeCheck(join(work, kind), "packages/case-client/src")));
    return errors.find((error) => error !== undefined);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function areTwins(folder: string, name: string): Promise<boolean> {
  const [json = "", yaml = ""] = await Promise.all(
    ["json", "yaml"].map((kind) => readFile(join(folder, `${name}.${kind}`), "utf8")),
  );
  return isDeepStrictEqual(JSON.parse(json), parse(yaml));
}

async function readGenerated(workspace: string): Promise<string> {
  const folder = join(workspace, "packages/case-client/src/generated");
  const names = (await readdir(folder)).toSorted();
  const texts = await Promise.all(names.map(async (name) => `${name}\n${await readFile(join(folder, name), "utf8")}`));
  return texts.join("\n");
}
