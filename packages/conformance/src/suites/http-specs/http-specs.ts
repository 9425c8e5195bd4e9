import { existsSync } from "node:fs";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import type { Failure, Suite } from "../../suite.ts";
import { installSuite } from "./install-suite.ts";
import { layOutClient, type LaidOutClient } from "./lay-out-client.ts";
import { carries, playScenario } from "./play-scenario.ts";
import { readScenarios } from "./scenario.ts";
import { serveScenarios } from "./serve-scenarios.ts";

export const httpSpecs: Suite = {
  id: "http-specs",
  title: "TypeSpec's scenarios of HTTP",
  source:
    "npm: `@typespec/http-specs`, compiled by `@typespec/openapi3`, judged by `@typespec/spector`; installed by the first run",
  data: [],
  must: { share: 0.99 },
  asks: "that the suite's server accepts each request of a scenario that the OpenAPI document still carries, and that its response is read",
  async run() {
    const suite = await installSuite();
    const server = await serveScenarios(suite);
    const work = await mkdtemp(join(tmpdir(), "specloom-http-specs-"));
    const failures: Failure[] = [];
    let cases = 0;
    try {
      for (const [folder, files] of await documentsByFolder(suite.documents)) {
        const clients: LaidOutClient[] = [];
        for (const file of files) {
          const client = await layOutClient(file, join(work, relative(suite.documents, file)));
          if (typeof client !== "string") clients.push(client);
          else failures.push({ name: relative(suite.documents, file), reason: client });
          if (typeof client === "string") cases += 1;
        }
        const module = join(suite.scenarios, folder, "mockapi.js");
        if (!existsSync(module)) continue;
        for (const scenario of await readScenarios(pathToFileURL(module).href)) {
          const client = clients.find((candidate) => carries(candidate, scenario));
          if (client === undefined) continue;
          cases += 1;
          const reason = await playScenario(client, scenario, server.origin, suite.scenarios);
          if (reason !== undefined) failures.push({ name: scenario.name, reason });
        }
      }
    } finally {
      server.close();
      await rm(work, { recursive: true, force: true });
    }
    return { cases, failures };
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
