import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse, stringify } from "yaml";
import type { Page } from "../src/document/fragment.ts";
import { isList, isObject, parseJson, type Json } from "../src/document/json.ts";
import { runPipeline, type PipelineInput } from "../src/pipeline.ts";
import { hasErrors } from "../src/problems/problem.ts";
import { readVendor, type Vendor } from "../src/vendor/vendor.ts";
import { USERS_PAGE } from "./temporary-workspace.ts";

const VENDOR: Vendor = {
  id: "acme",
  baseUrl: "https://api.acme.example",
  dialect: "mintlify",
  pages: [],
  clientParameters: [],
  output: "packages/acme-client/src/generated",
  ignore: [],
  prefer: [],
};

const OVERLAY: Json = {
  overlay: "1.0.0",
  info: { title: "T", version: "1" },
  actions: [{ target: "$.paths['/users'].get", description: "What the page says.", update: { operationId: "listUsers" } }],
};

function page(text: string): Page {
  return {
    name: "users.md",
    file: "specs/acme/pages/users.md",
    url: "https://docs.example/users.md",
    hash: "0".repeat(64),
    text,
  };
}

/**
 * What is wrong with a run, in words. Whatever comes in: no exception, and either files and no error, or an error and no
 * file. Every error says something, and where.
 */
async function findFaults(changes: Partial<PipelineInput>): Promise<readonly string[]> {
  const input: PipelineInput = { vendor: VENDOR, pages: [page(USERS_PAGE)], overlays: [], lintConfig: "rules: {}\n", ...changes };
  const { files, problems } = await runPipeline(input);
  const errors = problems.filter(({ severity }) => severity === "error");
  return [
    ...(files.size === 0 && errors.length === 0 ? ["no file and no error"] : []),
    ...(files.size > 0 && errors.length > 0 ? ["files although there are errors"] : []),
    ...errors.filter(({ message }) => message === "").map(({ rule }) => `${rule} says nothing`),
    ...errors
      .filter(({ location, pointer }) => !location && pointer === undefined)
      .map(({ rule, message }) => `${rule} has no place: ${message}`),
    ...errors.filter(({ location }) => location && location.line < 1).map(({ rule }) => `${rule} has no line`),
  ];
}

function readDocument(file: string): Json {
  const markdown = readFileSync(join(import.meta.dirname, "cases/extract/two-pages-as-mintlify-published-them", file), "utf8");
  const text = /````yaml.*\n([^]*?)\n````/.exec(markdown)?.[1];
  return parseJson(JSON.stringify(parse(text ?? "")));
}

/** The document with one value, chosen by number, replaced by another or left out. */
function mutate(value: Json, choice: { index: number; replacement: Json | undefined }): Json | undefined {
  let seen = -1;
  const visit = (node: Json): Json | undefined => {
    seen += 1;
    if (seen === choice.index) return choice.replacement;
    if (isList(node)) return node.map(visit).filter((item) => item !== undefined);
    if (!isObject(node)) return node;
    const entries = Object.entries(node).map(([key, item]) => [key, visit(item)] as const);
    return Object.fromEntries(entries.filter((entry): entry is [string, Json] => entry[1] !== undefined));
  };
  return visit(value);
}

function countNodes(value: Json): number {
  if (isList(value)) return 1 + value.reduce<number>((sum, item) => sum + countNodes(item), 0);
  return isObject(value) ? countNodes(Object.values(value)) : 1;
}

const json = fc.json({ maxDepth: 4 }).map(parseJson);
const replacement: fc.Arbitrary<Json | undefined> = fc.oneof(
  fc.constant(undefined),
  fc.constantFrom<Json>(
    null,
    true,
    0,
    -1,
    1e300,
    "",
    "x",
    [],
    {},
    [null],
    { $ref: "#/components/schemas/Lost" },
    { $ref: 1 },
    { $ref: "#" },
  ),
  fc.constantFrom<Json>(
    { $ref: "#/components" },
    { nullable: true },
    { type: 7 },
    { allOf: {} },
    { enum: "a" },
    { discriminator: [] },
    "__proto__",
  ),
  json,
);

const mutation = (document: Json): fc.Arbitrary<Json | undefined> =>
  fc
    .array(fc.record({ index: fc.nat({ max: countNodes(document) }), replacement }), { minLength: 1, maxLength: 3 })
    .map((choices) =>
      choices.reduce<Json | undefined>((value, choice) => (value === undefined ? value : mutate(value, choice)), document),
    );

const runs = (count: number): { numRuns: number; seed: number } => ({ numRuns: count, seed: 20_261_121 });

describe("a malformed input never ends in an exception or in half an output", () => {
  test("pages of any text", async () => {
    const piece = fc.constantFrom(
      "````yaml GET /users\n",
      "```json\n",
      "````\n",
      "```\n",
      '{"openapi":"3.1.0"',
      "}\n",
      "openapi: 3.1.0\n",
      "paths:\n",
      "  ",
      "- ",
      "\r\n",
      "\t",
      "&a *a",
      "\0",
    );
    const text = fc
      .array(fc.oneof(piece, fc.string({ unit: "binary", maxLength: 12 })), { maxLength: 30 })
      .map((parts) => parts.join(""));
    await fc.assert(
      fc.asyncProperty(text, fc.constantFrom("mintlify", "gitbook"), async (markdown, dialect) => {
        expect(await findFaults({ pages: [page(markdown)], vendor: { ...VENDOR, dialect } })).toEqual([]);
      }),
      runs(150),
    );
  });

  test.each(["get-referrals-report-v2.md", "query-citations-v2.md"])(
    "the document of %s with values replaced or missing",
    async (file) => {
      const announced = file.startsWith("get") ? "POST /v2/reports/referrals" : "POST /v2/reports/citations";
      const vendor = { ...VENDOR, baseUrl: "https://api.tryprofound.com" };
      await fc.assert(
        fc.asyncProperty(mutation(readDocument(file)), async (document) => {
          expect(
            await findFaults({ vendor, pages: [page(`\`\`\`\`yaml ${announced}\n${stringify(document ?? null)}\n\`\`\`\`\n`)] }),
          ).toEqual([]);
        }),
        runs(40),
      );
    },
  );

  test("blocks that hold any JSON below the right names", async () => {
    const document = fc.record(
      {
        openapi: fc.constantFrom("3.0.0", "3.1.0", "3.2.0"),
        info: json,
        servers: json,
        security: json,
        tags: json,
        components: fc.oneof(json, fc.record({ schemas: json, parameters: json })),
        paths: fc.record({ "/users": fc.record({ get: json, parameters: json }) }),
      },
      { requiredKeys: ["openapi", "paths"] },
    );
    await fc.assert(
      fc.asyncProperty(document, async (value) => {
        expect(
          await findFaults({
            vendor: { ...VENDOR, dialect: "gitbook" },
            pages: [page(`\`\`\`json\n${JSON.stringify(value)}\n\`\`\`\n`)],
          }),
        ).toEqual([]);
      }),
      runs(150),
    );
  });

  test("overlays with values replaced or missing, and targets of any text", async () => {
    const target = fc.oneof(
      fc.string(),
      fc.constantFrom("$", "$..*", "$.paths", "$..[?@.x]", "$.paths['/users'].get.tags[0]", "$.info.title"),
    );
    const actions = fc.array(fc.record({ target, description: fc.constant("What the page says."), update: json }), {
      minLength: 1,
      maxLength: 3,
    });
    const overlay = fc.oneof(
      mutation(OVERLAY),
      actions.map((list): Json => ({ ...(OVERLAY as object), actions: list })),
    );
    await fc.assert(
      fc.asyncProperty(overlay, async (value) => {
        expect(
          await findFaults({
            overlays: [{ file: "specs/acme/overlays/010-a.yaml", text: JSON.stringify(value ?? null), firstLine: 1 }],
          }),
        ).toEqual([]);
      }),
      runs(100),
    );
  });

  test("settings of any form", () => {
    const settings: Json = {
      baseUrl: "https://a.example",
      dialect: "mintlify",
      clientParameters: ["a"],
      output: "a/generated",
      pages: [{ file: "a.md", url: "https://a.example/a.md", retrieved: "2026-01-01", sha256: "0".repeat(64) }],
      ignore: [{ rule: "a", pointer: "#/a", reason: "Because it is so." }],
    };
    fc.assert(
      fc.property(
        fc.oneof(
          mutation(settings).map((value) => stringify(value ?? null)),
          fc.string(),
        ),
        (text) => {
          const { value, problems } = readVendor("acme", { file: "specs/acme/vendor.yaml", text, firstLine: 1 }, ["mintlify"]);
          expect(value === undefined).toBe(hasErrors(problems));
          for (const { location } of problems) expect(location?.line).toBeGreaterThan(0);
        },
      ),
      runs(500),
    );
  });
});

test.each([
  ["a document that nests too deep", `{"openapi":"3.1.0","a":${"[".repeat(100_000)}${"]".repeat(100_000)}}`],
  [
    "YAML that nests too deep",
    `openapi: 3.1.0\n${Array.from({ length: 1000 }, (_value, depth) => `${" ".repeat(depth)}a:\n`).join("")}`,
  ],
  [
    "aliases that multiply",
    `a: &a [1, 1]\n${Array.from({ length: 30 }, (_value, index) => `${String.fromCodePoint(98 + (index % 20))}${index}: &x${index} [${`*${index === 0 ? "a" : `x${index - 1}`}, `.repeat(9)}1]\n`).join("")}`,
  ],
  ["an alias to itself", "openapi: 3.1.0\npaths: &p\n  /a: *p\n"],
  ["keys that are maps", "? {a: 1}\n: b\n"],
  [
    "keys that objects have by birth",
    'openapi: 3.1.0\n__proto__: {a: 1}\nconstructor: 1\npaths: {"/users": {get: {responses: {}}, __proto__: {}}}\ncomponents: {schemas: {__proto__: {type: string}, toString: {type: string}}}\n',
  ],
  ["two documents in one block", "openapi: 3.1.0\n---\nopenapi: 3.1.0\n"],
  ["a tag that needs code", "openapi: !!js/function 'return 1'\n"],
  [
    "a number that no double holds",
    "openapi: 3.1.0\npaths: {/users: {get: {responses: {}, x-big: 123456789012345678901234567890}}}\n",
  ],
  [
    "references in a ring",
    "openapi: 3.1.0\ninfo: {title: A, version: '1'}\npaths: {/users: {get: {operationId: a, responses: {'200': {$ref: '#/components/responses/A'}}}}}\ncomponents: {responses: {A: {$ref: '#/components/responses/B'}, B: {$ref: '#/components/responses/A'}}}\n",
  ],
  [
    "a schema that refers to itself",
    "openapi: 3.1.0\ninfo: {title: A, version: '1'}\npaths: {/users: {get: {operationId: a, responses: {'200': {description: A, content: {application/json: {schema: {$ref: '#/components/schemas/A'}}}}}}}}\ncomponents: {schemas: {A: {$ref: '#/components/schemas/A'}}}\n",
  ],
])("%s comes to an end with problems or with files", async (_name, text) => {
  expect(await findFaults({ pages: [page(`\`\`\`\`yaml GET /users\n${text}\n\`\`\`\`\n`)] })).toEqual([]);
});
