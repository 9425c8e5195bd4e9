import { existsSync } from "node:fs";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { GeneratorProgram, installOthers, versionOf } from "../../generator-program.ts";
import type { Failure, Suite } from "../../suite.ts";
import { layOutHeyApi, type HeyApiClient } from "./hey-api-client.ts";
import { installSuite } from "./install-suite.ts";
import { layOutClient, type LaidOutClient } from "./lay-out-client.ts";
import { carries, playScenario } from "./play-scenario.ts";
import { playWithHeyApi } from "./play-with-hey-api.ts";
import { readScenarios } from "./scenario.ts";
import { serveScenarios } from "./serve-scenarios.ts";

export const httpSpecs: Suite = {
  id: "http-specs",
  title: "TypeSpec's scenarios of HTTP",
  source:
    "npm: `@typespec/http-specs`, compiled by `@typespec/openapi3`, judged by `@typespec/spector`; another generator comes from npm; all are installed by the first run",
  data: [],
  must: { share: 0.99 },
  asks: "that the suite's server accepts each request of a scenario that the OpenAPI document still carries, and that its response is read",
  async run() {
    const suite = await installSuite();
    const server = await serveScenarios(suite);
    const work = await mkdtemp(join(tmpdir(), "specloom-http-specs-"));
    const failures: Failure[] = [];
    const theirs = new Map<string, string[]>();
    let cases = 0;
    const hasOthers = await installOthers().then(
      () => true,
      () => false,
    );
    using generator = new GeneratorProgram("hey-api-client");
    try {
      for (const [folder, files] of await documentsByFolder(suite.documents)) {
        const clients: { readonly client: LaidOutClient; readonly other: HeyApiClient | undefined }[] = [];
        for (const file of files) {
          const client = await layOutClient(file, join(work, "ours", relative(suite.documents, file)));
          if (typeof client === "string") {
            failures.push({ name: relative(suite.documents, file), reason: client });
            cases += 1;
            continue;
          }
          const theirFolder = join(work, "theirs", relative(suite.documents, file));
          clients.push({ client, other: hasOthers ? await layOutHeyApi(generator, file, theirFolder) : undefined });
        }
        const module = join(suite.scenarios, folder, "mockapi.js");
        if (!existsSync(module)) continue;
        for (const scenario of await readScenarios(pathToFileURL(module).href)) {
          const found = clients.find(({ client }) => carries(client, scenario));
          if (found === undefined) continue;
          const { client, other } = found;
          cases += 1;
          const reason = await playScenario(client, scenario, server.origin, suite.scenarios);
          if (reason !== undefined) failures.push({ name: scenario.name, reason });
          const kind = other && (await playWithHeyApi(other, client.document, scenario, server.origin, suite.scenarios));
          if (kind !== undefined) theirs.set(kind, [...(theirs.get(kind) ?? []), scenario.name]);
        }
      }
    } finally {
      server.close();
      await rm(work, { recursive: true, force: true });
    }
    const name = `@hey-api/openapi-ts ${versionOf("@hey-api/openapi-ts")}`;
    return { cases, failures, other: hasOthers ? { name, failures: theirs } : undefined };
  },
};

/** The documents of each specification: one for each version of it. */
async function documentsByFolder(root: string): Promise<readonly (readonly [folder: string, files: readonly string[]])[]> {
  const names = await readdir(root, { recursive: true });
  const files = names.filter((name) => name.endsWith(".json")).map((name) => join(root, name));
  const byFolder = new Map<string, string[]>();
  for (const file of files.toSorted()) {
    const folder = relative(root, dirname(file));
    byFolder.set(folder, [...(byFolder.get(folder) ?? []), file]);
  }
  return [...byFolder];
}
