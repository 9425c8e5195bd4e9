import { describe, expect, test } from "vitest";
import {
  findExportBlemishes,
  findConstantBlemishes,
  findCredentials,
  findDeadLinks,
  findGeneratedBlemishes,
  findMachinePaths,
  findNameBlemishes,
  findPageBlemishes,
  findRecordBlemishes,
  findSourceBlemishes,
  findStubBlemishes,
  findTestBlemishes,
  MAX_LINES,
  readDocument,
} from "./find-blemishes.ts";
import { readModule } from "./read-module.ts";
import { isThere, listFiles, readBytes, readText } from "./workspace.ts";

/** The vendors' words and the inputs of tests are not checked. */
const isForeign = (path: string): boolean => /^specs\/[^/]+\/pages\//.test(path) || path.includes("/test/cases/");

const FILES = listFiles("**/*", ".changeset/*", ".github/**/*").filter((path) => !isForeign(path));
const isGenerated = (path: string): boolean => path.includes("/generated/") || /\.gen\.[a-z]+$/.test(path);
const SOURCES = FILES.filter((path) => /\.(?:ts|mts|js|mjs|cjs)$/.test(path) && !isGenerated(path));
const TEXTS = FILES.filter(
  (path) => /\.(?:ts|mts|js|mjs|cjs|md|json|yaml|yml|html|css)$/.test(path) && path !== "pnpm-lock.yaml",
);
const DOCUMENTS = FILES.filter((path) => path.endsWith(".md") && !path.endsWith("CHANGELOG.md"));
const RECORDS = FILES.filter((path) => /^docs\/decisions\/\d{4}-.*\.md$/.test(path));

describe("the workspace", () => {
  test("has files to judge", () => {
    expect(FILES).toEqual(
      expect.arrayContaining(["README.md", "scripts/bootstrap.mjs", "packages/spec-pipeline/src/problems/problem.ts"]),
    );
  });

  test("names its files and folders in kebab-case, after their content", () => {
    expect(FILES.flatMap(findNameBlemishes)).toEqual([]);
  });

  test("names its sources after their exports", () => {
    expect(SOURCES.flatMap((path) => findExportBlemishes(readModule(path, readText(path))))).toEqual([]);
  });

  test("has the private constants of its sources in capitals", () => {
    const sources = SOURCES.filter((path) => /^(?:packages\/[^/]+\/src|scripts)\/.*\.ts$/.test(path));
    expect(sources.flatMap((path) => findConstantBlemishes(readModule(path, readText(path))))).toEqual([]);
  });

  test("has sources of a size to read, which leave nothing for later", () => {
    const found = SOURCES.flatMap((path) => {
      const source = readText(path);
      return findSourceBlemishes(readModule(path, source), source);
    });
    expect(found).toEqual([]);
  });

  test("has tests that run, on the real modules, with names that state behaviour", () => {
    const tests = SOURCES.filter((path) => /\.(?:test|test-d|bench)\.ts$/.test(path));
    expect(tests.flatMap((path) => findTestBlemishes(readModule(path, readText(path))))).toEqual([]);
  });

  test("holds the requests of the clients' tests against the spec", () => {
    // A client that was just laid out calls every operation as the spec says, and has no such tool yet.
    const tests = SOURCES.filter((path) =>
      isThere(`${/^packages\/[^/]+-client\/test\//.exec(path)?.[0]}support/held-to-spec.ts`),
    );
    expect(tests.flatMap((path) => findStubBlemishes(path, readText(path)))).toEqual([]);
  });

  test("keeps generated and hand-written files apart", () => {
    expect(FILES.flatMap(findGeneratedBlemishes)).toEqual([]);
  });

  test("names no place on anybody's machine", () => {
    expect(TEXTS.flatMap((path) => findMachinePaths(path, readText(path)))).toEqual([]);
  });

  test("holds nobody's credential, in its fixtures neither", () => {
    expect(TEXTS.flatMap((path) => findCredentials(path, readText(path)))).toEqual([]);
  });

  test("has links that lead somewhere", () => {
    const documents = new Map(DOCUMENTS.map((path) => [path, readDocument(readText(path))]));
    expect(findDeadLinks(documents, isThere)).toEqual([]);
  });

  test("is drawn whole: its documents in the tree of the house style, its packages in that of the README", () => {
    const [style, readme] = [readText("docs/style.md"), readText("README.md")];
    const documents = listFiles("docs/*.md").map((path) => path.slice("docs/".length));
    const packages = listFiles("packages/*/package.json").map((path) => path.split("/")[1] ?? path);
    expect(documents.filter((name) => !style.includes(`── ${name} `))).toEqual([]);
    expect(packages.filter((name) => !readme.includes(`\n  ${name}/ `))).toEqual([]);
  });

  test("names only existing commands of npm run", () => {
    const { scripts }: { scripts: Record<string, string> } = JSON.parse(readText("package.json"));
    const found = DOCUMENTS.flatMap((path) =>
      [...readText(path).matchAll(/npm run ([\w:-]+)/g)]
        .filter(([, name = ""]) => !(name in scripts))
        .map(([command]) => `${path}: ${command}`),
    );
    expect(found).toEqual([]);
  });

  test("has decision records of one form, a number each", () => {
    expect(RECORDS.flatMap((path) => findRecordBlemishes(path, readText(path)))).toEqual([]);
    const numbers = RECORDS.map((path) => path.slice("docs/decisions/".length, "docs/decisions/0000".length));
    expect(numbers).toEqual([...new Set(numbers)]);
  });

  test("holds the vendors' pages as they were fetched", () => {
    const vendors = listFiles("specs/*/vendor.yaml").map((path) => path.slice("specs/".length, -"/vendor.yaml".length));
    expect(vendors).toEqual(expect.arrayContaining(["profound", "saasquatch"]));
    const found = vendors.flatMap((vendor) => {
      const folder = `specs/${vendor}/pages/`;
      const pages = new Map(listFiles(`${folder}*`).map((path) => [path.slice(folder.length), readBytes(path)]));
      return findPageBlemishes(vendor, readText(`specs/${vendor}/vendor.yaml`), pages);
    });
    expect(found).toEqual([]);
  });
});

describe("a name", () => {
  test.each(["packages/acme-client/src/may-retry.ts", "specs/acme/openapi.gen.yaml", "README.md", ".github/workflows/ci.yml"])(
    "may be %s",
    (path) => {
      expect(findNameBlemishes(path)).toEqual([]);
    },
  );

  test.each([
    ["src/retryPolicy.ts", "src/retryPolicy.ts: file name is not kebab-case"],
    ["src/Retry/policy.ts", "src/Retry/policy.ts: folder name is not kebab-case"],
    ["src/string-utils.ts", "src/string-utils.ts: “utils” says nothing about what is inside"],
    ["src/helpers/dates.ts", "src/helpers/dates.ts: “helpers” says nothing about what is inside"],
    ["src/common.ts", "src/common.ts: “common” says nothing about what is inside"],
    ["src/token-manager.ts", "src/token-manager.ts: “manager” says nothing about what is inside"],
  ])("may not be %s", (path, sentence) => {
    expect(findNameBlemishes(path)).toEqual([sentence]);
  });

  test("of a fixture starts with an operation id as the API spells it", () => {
    expect(findNameBlemishes("packages/acme-client/test/fixtures/queryReferrals.two-metrics.json")).toEqual([]);
    expect(findNameBlemishes("packages/acme-client/test/fixtures/queryReferrals.Two_metrics.json")).toHaveLength(1);
  });
});

/** The blemishes of a source, as if it lay at `a.ts`. */
const judgeSource = (source: string): string[] => findSourceBlemishes(readModule("a.ts", source), source);

const constantBlemishes = (source: string): string[] => findConstantBlemishes(readModule("a.ts", source));

describe("a source", () => {
  const long = "\n".repeat(MAX_LINES + 1);

  test("is short, or says in its first comment why it is long", () => {
    expect(judgeSource("\n".repeat(MAX_LINES))).toEqual([]);
    expect(judgeSource(long)).toEqual(["a.ts: 501 lines; split it, or say “Long because …” in its first comment"]);
    expect(judgeSource(`// Long because the table is one fact.${long}`)).toEqual([]);
    expect(judgeSource(`// A table.\n// Long because the table is one fact.${long}`)).toHaveLength(1);
  });

  test("leaves nothing for later without an issue's number", () => {
    expect(judgeSource("// TODO: fix\nexport const a = 1;")).toEqual(["a.ts:1 leaves work for later without an issue's number"]);
    expect(judgeSource("// TODO(#12): fix\nexport const a = 'TODO';")).toEqual([]);
  });

  test("has its private constants in capitals", () => {
    expect(constantBlemishes("const maxItems = 5;\nconst names = new Set(['a', 'b']);")).toEqual([
      "a.ts:1 has a constant that is not in capitals: maxItems",
      "a.ts:2 has a constant that is not in capitals: names",
    ]);
    expect(
      constantBlemishes("const MAX_ITEMS = 5;\nexport const names = ['a'];\nconst seen = [];\nconst now = Date.now();"),
    ).toEqual([]);
  });

  test("exports names that say something", () => {
    expect(judgeSource("export const dateUtils = {};\nexport class TokenManager {}")).toEqual([
      "a.ts:1 exports dateUtils: “utils” says nothing",
      "a.ts:2 exports TokenManager: “manager” says nothing",
    ]);
    expect(judgeSource("export const commonality = 1;")).toEqual([]);
  });
});

/** The blemishes of a file of tests, as if it lay at `a.test.ts`. */
const judgeTests = (source: string): string[] => findTestBlemishes(readModule("a.test.ts", source));

describe("a file of tests", () => {
  test("leaves no test out", () => {
    expect(judgeTests('test.skip("a", () => {});')).toEqual(["a.test.ts:1 leaves tests out: test.skip"]);
    expect(judgeTests('describe.only("a", () => {});')).toEqual(["a.test.ts:1 leaves tests out: describe.only"]);
  });

  test("mocks no module", () => {
    expect(judgeTests('vi.mock("./a.ts");')).toEqual(["a.test.ts:1 mocks a module: vi.mock"]);
    expect(judgeTests("vi.useFakeTimers();")).toEqual([]);
  });

  test("states behaviour", () => {
    const title = ["should", "work"].join(" ");
    expect(judgeTests(`test("${title}", () => {});`)).toHaveLength(1);
    expect(judgeTests(`test.each([1])("${title}", () => {});`)).toHaveLength(1);
    expect(judgeTests('test("a read-only POST is retried after 503", () => {});')).toEqual([]);
  });
});

describe("a test of a client", () => {
  test.each([
    "fetch: async () => new Response()",
    "const fetch = (url, init) => {",
    "const fetch: Fetch = async (url) => {",
    "fetch: respond => 1",
  ])("writes no fetch of its own: %s", (line) => {
    expect(findStubBlemishes("a.test.ts", line)).toEqual(["a.test.ts:1 writes a fetch without heldToSpec"]);
  });

  test.each(["fetch: mock.fetch,", "fetch: heldToSpec(async () => new Response()),", "const fetch = held(async (url) => {"])(
    "takes that of a mock, or one that is held to the spec: %s",
    (line) => {
      expect(findStubBlemishes("a.test.ts", line)).toEqual([]);
    },
  );
});

const exportBlemishes = (path: string, source: string): string[] => findExportBlemishes(readModule(path, source));

describe("a source", () => {
  test("is named after its export, whole, or by the first or last words", () => {
    for (const [name, source] of [
      ["may-retry", "export function mayRetry() {}"],
      ["errors", "export class CallError {}"],
      ["client", "export function createAcmeClient() {}"],
      ["render", "export const renderText = 1;"],
      ["index", "export const anything = 1;"],
    ] as const)
      expect(exportBlemishes(`packages/acme-client/src/${name}.ts`, source)).toEqual([]);
  });

  test("that is named after something else is found", () => {
    expect(
      exportBlemishes("packages/acme-client/src/policy.ts", "export function mayRetry() {}\nexport const delayMs = 1;"),
    ).toEqual(["packages/acme-client/src/policy.ts: named after none of its exports: mayRetry, delayMs"]);
    expect(exportBlemishes("packages/acme-client/test/support/policy.ts", "export const other = 1;")).toEqual([]);
  });
});

describe("a generated file", () => {
  test("lies in a generated folder, or beside the pages that it is made of", () => {
    expect(findGeneratedBlemishes("packages/acme-client/src/generated/schema.gen.ts")).toEqual([]);
    expect(findGeneratedBlemishes("packages/acme-client/src/generated/README.md")).toEqual([]);
    expect(findGeneratedBlemishes("specs/acme/openapi.gen.yaml")).toEqual([]);
    expect(findGeneratedBlemishes("specs/acme/corrections.gen.yaml")).toEqual([]);
    expect(findGeneratedBlemishes("specs/acme/pages.gen.yaml")).toHaveLength(1);
    expect(findGeneratedBlemishes("packages/acme-client/src/schema.gen.ts")).toHaveLength(1);
    expect(findGeneratedBlemishes("packages/acme-client/src/generated/rows.ts")).toHaveLength(1);
  });
});

describe("a text", () => {
  // Put together here, so that this file does not hold what it forbids.
  const home = ["", "home", "ada"].join("/");

  test("names no home folder and no drive", () => {
    expect(findMachinePaths("a.md", `see\n${home}/README.md`)).toEqual([`a.md:2 names a place on one machine: ${home}`]);
    expect(findMachinePaths("a.md", ["C:", "Users", "ada"].join("\\"))).toHaveLength(1);
  });

  test("may name addresses and folders of the workspace that look alike", () => {
    expect(findMachinePaths("a.md", `https://acme.example${home}/x and .work/joined.yaml`)).toEqual([]);
    expect(findMachinePaths("a.ts", 'const example = "/home/somebody/specloom";')).toEqual([]);
  });
});

describe("a credential", () => {
  // Put together here, so that this file does not hold what it forbids.
  const random = "51H8xqpJk2nM9vR3tYw8zQ4bN7cL6dFa0b1c";

  test.each([
    `sk_live_${random}`,
    `LIVE_${random}`,
    `ghp_${random}`,
    `npm_${random}`,
    ["-----BEGIN", "PRIVATE KEY-----"].join(" "),
    [`eyJ${random}`, `eyJ${random}`, random].join("."),
  ])("is known by its shape: %s", (credential) => {
    expect(findCredentials("a.json", `{\n  "key": "${credential}"\n}`)).toEqual(["a.json:2 holds what looks like a credential"]);
  });

  test("may be made up", () => {
    expect(findCredentials("a.ts", 'const keys = ["TEST_mock_key", "mock-key", "secret-key", "LIVE_key"];')).toEqual([]);
  });
});

describe("a decision record", () => {
  const record = "# 0001: A title\n\n## Context\n\nA.\n\n## Decision\n\nB.\n\n## Consequences\n\nC.\n";

  test("has its number, a title and three parts", () => {
    expect(findRecordBlemishes("docs/decisions/0001-a-title.md", record)).toEqual([]);
    expect(findRecordBlemishes("docs/decisions/0002-a-title.md", record)).toHaveLength(1);
    expect(findRecordBlemishes("docs/decisions/0001-a-title.md", record.replace("## Decision\n\nB.", ""))).toHaveLength(1);
    expect(findRecordBlemishes("docs/decisions/0001-a-title.md", record.replace("B.", ""))).toHaveLength(1);
  });
});

/** The dead links of a document at `docs/a.md`. */
const judgeLinks = (text: string): string[] =>
  findDeadLinks(new Map([["docs/a.md", readDocument(text)]]), (path) => ["docs/a.md", "README.md", "docs"].includes(path));

describe("a link", () => {
  test("leads to a file or a folder of the workspace, and to a heading in it", () => {
    expect(judgeLinks("# The `a` part\n\n[a](#the-a-part) [b](../README.md) [c](../docs/) [d](https://acme.example/x)")).toEqual(
      [],
    );
    expect(judgeLinks("[a](#lost)")).toEqual(["docs/a.md: no such heading: #lost"]);
    expect(judgeLinks("![a](./lost.png)")).toEqual(["docs/a.md: no such file: ./lost.png"]);
    expect(judgeLinks("[a](../../README.md)")).toEqual(["docs/a.md: no such file: ../../README.md"]);
  });

  test("is not seen in code", () => {
    expect(judgeLinks("`[a](lost.md)`\n\n```md\n[a](lost.md)\n```")).toEqual([]);
  });
});

const page = (text: string): Uint8Array => new TextEncoder().encode(text);

describe("a page", () => {
  const settings = "pages:\n  - { file: a.md, sha256: ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad }\n";

  test("has the hash that vendor.yaml says", () => {
    expect(findPageBlemishes("acme", settings, new Map([["a.md", page("abc")]]))).toEqual([]);
    expect(findPageBlemishes("acme", settings, new Map([["a.md", page("abd")]]))).toEqual([
      "acme: pages/a.md is not what vendor.yaml says",
    ]);
  });

  test("is listed, and each listed page exists", () => {
    expect(findPageBlemishes("acme", settings, new Map([["b.md", page("abc")]]))).toEqual([
      "acme: pages/b.md is not listed in vendor.yaml",
      "acme: pages/a.md is missing",
    ]);
  });
});
