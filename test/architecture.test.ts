import { describe, expect, test } from "vitest";
import { EXCEPTIONS, RULES } from "./architecture-rules.ts";
import {
  findCycles,
  findImportViolations,
  findManifestViolations,
  findSurfaceViolations,
  type Manifest,
  type Package,
} from "./find-violations.ts";
import { readModule } from "./read-module.ts";
import { listFiles, readModules, readPackages } from "./workspace.ts";

const SOURCES = listFiles("packages/*/{src,test,examples}/**/*.{ts,mts,js,mjs}").filter((path) => !path.includes("/test/cases/"));

describe("the workspace", () => {
  const packages = readPackages();

  test("has sources to judge", () => {
    expect(packages.map(({ manifest }) => manifest.name)).toEqual(
      expect.arrayContaining(["@specloom/client-runtime", "profound-client", "saasquatch-client", "specloom"]),
    );
    expect(SOURCES.length).toBeGreaterThan(0);
  });

  test("imports along the layers only", () => {
    expect(findImportViolations(readModules(SOURCES), packages, RULES)).toEqual([]);
  });

  test("uses every exception that the rules make", () => {
    const modules = readModules(SOURCES);
    const unused = EXCEPTIONS.filter(
      ({ path, name }) => !modules.some((module) => module.path === path && module.names.some((used) => used.name === name)),
    );
    expect(unused).toEqual([]);
  });

  test("has public lists that name their exports one by one", () => {
    expect(findSurfaceViolations(readModules(SOURCES), RULES)).toEqual([]);
  });

  test("has no ring of imports", () => {
    expect(findCycles(readModules(SOURCES))).toEqual([]);
  });

  test("declares only the dependencies that users are promised", () => {
    expect(findManifestViolations(packages, RULES)).toEqual([]);
  });
});

const named = (folder: string, manifest: Manifest): Package => ({ folder, manifest });
const PACKAGES = [
  named("packages/client-runtime", { name: "@specloom/client-runtime" }),
  named("packages/acme-client", { name: "acme-client" }),
  named("packages/other-client", { name: "other-client" }),
  named("packages/spec-pipeline", { name: "specloom" }),
];

/** Judges one source as if it lay at the path. */
function judge(path: string, source: string): string[] {
  return findImportViolations([readModule(path, source)], PACKAGES, RULES).map((sentence) => sentence.replace(`${path}:`, ""));
}

describe("a client", () => {
  test("imports no other client, in its tests neither", () => {
    expect(judge("packages/acme-client/src/client.ts", 'import { x } from "other-client";')).toContain(
      "1 is a client and imports another: other-client",
    );
    expect(judge("packages/acme-client/test/client.test.ts", 'import { x } from "other-client/testing";')).toEqual([
      "1 is a client and imports another: other-client/testing",
    ]);
  });

  test("imports itself by name in its command alone", () => {
    expect(judge("packages/acme-client/src/command.ts", 'import { x } from "acme-client/testing";')).toEqual([]);
    expect(judge("packages/acme-client/src/client.ts", 'import { x } from "acme-client/testing";')).toEqual([
      "1 is client and imports acme-client/testing",
    ]);
  });

  test("reaches into no other package by path", () => {
    expect(judge("packages/acme-client/src/client.ts", 'import "../../client-runtime/src/errors.ts";')).toEqual([
      "1 reaches into another package: ../../client-runtime/src/errors.ts",
    ]);
    expect(judge("packages/acme-client/src/client.ts", 'import "../test/client.test.ts";')).toEqual([
      "1 imports from outside of src: ../test/client.test.ts",
    ]);
  });

  test("knows its own version from its manifest, in call-settings.ts only", () => {
    const source = 'import { version } from "../package.json" with { type: "json" };';
    expect(judge("packages/acme-client/src/call-settings.ts", source)).toEqual([]);
    expect(judge("packages/acme-client/src/client.ts", source)).toEqual(["1 imports from outside of src: ../package.json"]);
  });

  test("goes from generated to resources to client to index, never back", () => {
    expect(judge("packages/acme-client/src/generated/operations.gen.ts", 'import "../options.ts";')).toEqual([
      "1 is generated and imports options: ../options.ts",
    ]);
    expect(judge("packages/acme-client/src/resources/reports.ts", 'import type { A } from "../client.ts";')).toEqual([
      "1 is resources and imports client: ../client.ts",
    ]);
    expect(judge("packages/acme-client/src/client.ts", 'export { a } from "./index.ts";')).toEqual([
      "1 is client and imports index: ./index.ts",
    ]);
  });

  test("keeps its resources apart", () => {
    expect(judge("packages/acme-client/src/resources/reports.ts", 'import "./referrals.ts";')).toEqual([
      "1 imports its sibling: ./referrals.ts",
    ]);
  });

  test("keeps its validators out of the main entry", () => {
    expect(judge("packages/acme-client/src/client.ts", 'import "./validators.ts";')).toEqual([
      "1 is client and imports validators: ./validators.ts",
    ]);
  });

  test("needs no Node outside of its testing entry", () => {
    expect(judge("packages/acme-client/src/options.ts", 'const a = await import("node:fs");')).toEqual([
      "1 is options and imports node:fs",
    ]);
    expect(judge("packages/acme-client/src/options.ts", "export const basic = Buffer.from(key);")).toEqual([
      "1 is options and uses Buffer, which only Node has",
    ]);
    expect(judge("packages/acme-client/src/testing.ts", 'import "node:http"; Buffer.from("");')).toEqual([]);
  });

  test("speaks to the wire through the runtime only", () => {
    expect(judge("packages/acme-client/src/client.ts", 'import createClient from "openapi-fetch";')).toEqual([
      "1 is client and imports openapi-fetch",
    ]);
  });

  test("has pure parts", () => {
    expect(judge("packages/acme-client/src/rows.ts", "export const now = (): number => Date.now();")).toEqual([
      "1 is parts, which is pure, and uses Date.now",
    ]);
  });
});

describe("the runtime", () => {
  test("goes from errors, operation and options to policies to create-call to index, never back", () => {
    expect(judge("packages/client-runtime/src/errors.ts", 'import "./may-retry.ts";')).toEqual([
      "1 is foundation and imports pure policies: ./may-retry.ts",
    ]);
    expect(judge("packages/client-runtime/src/paginate.ts", 'import "./create-call.ts";')).toEqual([
      "1 is policies and imports create-call: ./create-call.ts",
    ]);
  });

  test("imports its index nowhere, and not itself by name", () => {
    expect(judge("packages/client-runtime/src/create-call.ts", 'import "./index.ts";')).toEqual([
      "1 is create-call and imports index: ./index.ts",
    ]);
    expect(judge("packages/client-runtime/src/create-call.ts", 'import "@specloom/client-runtime";')).toEqual([
      "1 is create-call and imports @specloom/client-runtime",
    ]);
  });

  test("needs no Node outside of its testing entry", () => {
    expect(judge("packages/client-runtime/src/auth.ts", 'import { readFile } from "node:fs/promises";')).toEqual([
      "1 is policies and imports node:fs/promises",
    ]);
    expect(judge("packages/client-runtime/src/mock.ts", 'import "node:http";')).toEqual(["1 is mock and imports node:http"]);
    expect(judge("packages/client-runtime/src/testing/fault-server.ts", 'import "node:http";')).toEqual([]);
  });

  test("keeps its checks of values apart from its calls", () => {
    expect(judge("packages/client-runtime/src/validate/types.ts", 'import "../create-call.ts";')).toEqual([
      "1 is validate and imports create-call: ../create-call.ts",
    ]);
    expect(judge("packages/client-runtime/src/create-call.ts", 'import "./validate.ts";')).toEqual([
      "1 is create-call and imports validate: ./validate.ts",
    ]);
  });

  test("decides about retries without a clock", () => {
    expect(judge("packages/client-runtime/src/may-retry.ts", "export const at = new Date();")).toEqual([
      "1 is pure policies, which is pure, and uses new Date()",
    ]);
  });
});

const STAGE = "packages/spec-pipeline/src/stages/extract.ts";

describe("the pipeline", () => {
  test("goes from cli to commands to pipeline to stages, never back", () => {
    expect(judge("packages/spec-pipeline/src/stages/join.ts", 'import "../pipeline.ts";')).toEqual([
      "1 is stages and imports pipeline: ../pipeline.ts",
    ]);
    expect(judge("packages/spec-pipeline/src/pipeline.ts", 'import "./commands/generate.ts";')).toEqual([
      "1 is pipeline and imports commands: ./commands/generate.ts",
    ]);
    expect(judge("packages/spec-pipeline/src/cli.ts", 'import "./stages/join.ts";')).toEqual([
      "1 is cli and imports stages: ./stages/join.ts",
    ]);
  });

  test("keeps its stages apart, whether a file or a folder", () => {
    expect(judge("packages/spec-pipeline/src/stages/join.ts", 'import "./lint.ts";')).toEqual([
      "1 imports its sibling: ./lint.ts",
    ]);
    expect(judge("packages/spec-pipeline/src/stages/join/merge.ts", 'import "../lint/rules.ts";')).toEqual([
      "1 imports its sibling: ../lint/rules.ts",
    ]);
    expect(judge("packages/spec-pipeline/src/stages/join/merge.ts", 'import "./equal.ts";')).toEqual([]);
  });

  test("has stages without files", () => {
    expect(judge(STAGE, 'import "node:fs";')).toEqual(["1 is stages and imports node:fs"]);
    expect(judge(STAGE, 'import "node:fs/promises";')).toEqual(["1 is stages and imports node:fs/promises"]);
  });

  test.each([
    ['await fetch("https://x");', "fetch"],
    ["const load = { fetch };", "fetch"],
    ["new Date();", "new Date()"],
    ["const say = Date();", "Date()"],
    ["Date.now();", "Date.now"],
    ['Date["now"]();', "Date.now"],
    ["performance.now();", "performance"],
    ["process.env;", "process"],
    ["globalThis.fetch;", "globalThis"],
    ["Math.random();", "Math.random"],
  ])("has stages without network, clock or chance: %s", (source, name) => {
    expect(judge(STAGE, source)).toContain(`1 is stages, which is pure, and uses ${name}`);
  });

  test("may compute with dates, paths and hashes in its stages", () => {
    expect(judge(STAGE, 'import { posix } from "node:path"; new Date(0); Date.UTC(2026); page.fetch; ({ process: 1 });')).toEqual(
      [],
    );
  });

  test("reads process.argv in cli.ts only", () => {
    expect(judge("packages/spec-pipeline/src/commands/mock.ts", "const [, , name] = process.argv;")).toEqual([
      "1 reads process.argv",
    ]);
    expect(judge("packages/spec-pipeline/src/cli.ts", "process.argv;")).toEqual([]);
  });

  test("imports no package of ours, in its tests neither", () => {
    expect(judge("packages/spec-pipeline/test/mock.test.ts", 'import "acme-client/testing";')).toEqual([
      "1 is the pipeline and imports a package of ours: acme-client/testing",
    ]);
  });
});

describe("a public list", () => {
  test("exports names from elsewhere, one by one, and nothing else", () => {
    const path = "packages/acme-client/src/index.ts";
    const judgeList = (source: string): string[] => findSurfaceViolations([readModule(path, source)], RULES);
    expect(judgeList('export { a, type B } from "./a.ts";\nexport type { C } from "./c.ts";')).toEqual([]);
    for (const source of [
      'export * from "./a.ts";',
      "export default 1;",
      "export const a = 1;",
      'import "./a.ts";',
      "const a = 1;",
    ]) {
      expect(judgeList(source)).toHaveLength(1);
    }
  });
});

/** The rings of imports among sources by path. */
const ring = (sources: Record<string, string>): string[] =>
  findCycles(Object.entries(sources).map(([path, source]) => readModule(path, source)));

describe("rings of imports", () => {
  test("are found over several files, once", () => {
    expect(
      ring({ "src/c.ts": 'import "./a.ts";', "src/a.ts": 'import "./b.ts";', "src/b.ts": 'export * from "./c.ts";' }),
    ).toEqual(["src/a.ts → src/b.ts → src/c.ts"]);
  });

  test("are found where only types are imported", () => {
    expect(ring({ "a.ts": 'import type { B } from "./b.ts";', "b.ts": 'export type C = import("./a.ts").A;' })).toEqual([
      "a.ts → b.ts",
    ]);
  });

  test("are not seen in a diamond", () => {
    expect(
      ring({ "a.ts": 'import "./b.ts"; import "./c.ts";', "b.ts": 'import "./d.ts";', "c.ts": 'import "./d.ts";', "d.ts": "" }),
    ).toEqual([]);
  });
});

/** Judges one manifest as if it lay in the folder, beside a runtime. */
const judgeManifest = (folder: string, manifest: Manifest): string[] =>
  findManifestViolations(
    [named(folder, manifest), named("packages/x", { name: "@specloom/client-runtime", private: true })],
    RULES,
  );

describe("a manifest", () => {
  test("of the runtime depends on eventsource-parser alone", () => {
    expect(judgeManifest("packages/client-runtime", { name: "r", dependencies: { "eventsource-parser": "3", ky: "1" } })).toEqual(
      ["packages/client-runtime/package.json depends on ky"],
    );
  });

  test("of a client depends on the runtime alone, by range", () => {
    expect(judgeManifest("packages/acme-client", { name: "acme-client", dependencies: { zod: "4" } })).toEqual([
      "packages/acme-client/package.json depends on zod",
    ]);
    expect(
      judgeManifest("packages/acme-client", { name: "a", dependencies: { "@specloom/client-runtime": "workspace:*" } }),
    ).toEqual(["packages/acme-client/package.json depends on @specloom/client-runtime as workspace:*, not workspace:^"]);
    expect(judgeManifest("packages/acme-client", { name: "a", optionalDependencies: { undici: "7" } })).toEqual([
      "packages/acme-client/package.json depends on undici",
    ]);
  });

  test("has no peer dependency between packages of ours", () => {
    expect(
      judgeManifest("packages/acme-client", { name: "a", peerDependencies: { "@specloom/client-runtime": "^0.1.0" } }),
    ).toEqual([
      "packages/acme-client/package.json has the peer dependency @specloom/client-runtime: changesets would make every release of it a major one",
    ]);
  });

  test("of the pipeline names no package of ours", () => {
    expect(
      judgeManifest("packages/spec-pipeline", { name: "s", dependencies: { "@specloom/client-runtime": "workspace:^" } }),
    ).toEqual(["packages/spec-pipeline/package.json depends on @specloom/client-runtime"]);
    expect(
      judgeManifest("packages/spec-pipeline", { name: "s", devDependencies: { "@specloom/client-runtime": "workspace:*" } }),
    ).toEqual(["packages/spec-pipeline/package.json is the pipeline and depends on a package of ours"]);
  });

  test("of a package without rules is private", () => {
    expect(judgeManifest("packages/bench", { name: "bench" })).toEqual([
      "packages/bench/package.json is published, but test/architecture-rules.ts has no rules for it",
    ]);
    expect(judgeManifest("packages/bench", { name: "bench", private: true })).toEqual([]);
  });
});

describe("a source that does not parse", () => {
  test("is an error, since no rule could see into it", () => {
    expect(() => readModule("a.ts", "import {")).toThrow("a.ts does not parse");
  });
});
