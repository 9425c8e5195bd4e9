// An API of 1,000 operations costs a program that calls one of them little more than an API of 3 does.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runNode } from "../../scripts/release/rehearsal/run.ts";
import { bundleSize } from "../bundle-size.ts";
import { typeCost } from "../type-cost.ts";

const RESOURCES = 50;
const OPERATIONS = 20;

/** A document of so many operations, each resource with reads, writes and actions of several params. */
function documentOf(resources: number, operations: number): object {
  const paths: Record<string, object> = {};
  for (let resource = 0; resource < resources; resource += 1) {
    for (let operation = 0; operation < operations; operation += 1) {
      const name = `/group${resource}/{id}/thing${operation}`;
      const parameters = [
        { name: "id", in: "path", required: true, schema: { type: "string" } },
        { name: "limit", in: "query", schema: { type: "integer", minimum: 1, maximum: 100 } },
        { name: "status", in: "query", schema: { enum: ["active", "paused", `other${operation}`] } },
      ];
      const schema = {
        type: "object",
        required: ["name"],
        properties: { name: { type: "string" }, [`size${operation}`]: { type: "number" } },
      };
      const content = { "application/json": { schema } };
      const responses = { 200: { description: "Things", content } };
      paths[name] =
        operation % 2 === 0
          ? { get: { operationId: `getThing${resource}x${operation}`, parameters, responses } }
          : {
              post: {
                operationId: `makeThing${resource}x${operation}`,
                parameters,
                requestBody: { required: true, content },
                responses,
              },
            };
    }
  }
  return { openapi: "3.1.0", info: { title: "Acme", version: "1" }, servers: [{ url: "https://acme.example" }], paths };
}

const folders: { small: string; large: string } = { small: "", large: "" };

/** Lays out a client in a workspace of its own, with declarations as a package has them. */
async function layOut(document: object): Promise<string> {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), "specloom-large-"));
  writeFileSync(join(folder, "in.json"), JSON.stringify(document));
  await runNode([realpathSync("packages/spec-pipeline/bin/specloom.mjs"), "init", "acme", "--from", "in.json"], { cwd: folder });
  mkdirSync(join(folder, "node_modules/@specloom"), { recursive: true });
  symlinkSync(realpathSync("packages/client-runtime"), join(folder, "node_modules/@specloom/client-runtime"), "dir");
  const compilerOptions = {
    target: "es2023",
    module: "nodenext",
    types: [],
    strict: true,
    declaration: true,
    emitDeclarationOnly: true,
    allowImportingTsExtensions: true,
    resolveJsonModule: true,
    outDir: "types",
    rootDir: "packages/acme-client",
    skipLibCheck: true,
  };
  const files = ["packages/acme-client/src/index.ts", "packages/acme-client/src/resources.ts"];
  writeFileSync(join(folder, "package.json"), JSON.stringify({ type: "module" }));
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files }));
  execFileSync(process.execPath, [realpathSync("node_modules/typescript/bin/tsc"), "-p", folder]);
  return folder;
}

beforeAll(async () => {
  folders.small = await layOut(documentOf(1, 3));
  folders.large = await layOut(documentOf(RESOURCES, OPERATIONS));
}, 180_000);
afterAll(() => {
  for (const folder of Object.values(folders)) rmSync(folder, { recursive: true, force: true });
});

const call = 'await acme.group0.getThing0X0({ id: "1", limit: 5 })';
const single = (from: string): string =>
  `import { createAcmeClient, group0 } from "${from}";\nconst acme = createAcmeClient({ group0 });\nconsole.log(${call});`;
const whole = (from: string): string =>
  `import { createAcmeClient } from "${from}";\nconst acme = createAcmeClient();\nconsole.log(${call});`;

test("a program that imports its resource bundles to at most 1.3 × that of an API of 3 operations", async () => {
  const program = single("./packages/acme-client/src/resources.ts");
  const [small, large] = await Promise.all([bundleSize(program, folders.small), bundleSize(program, folders.large)]);
  expect(large.oneFileGzip / small.oneFileGzip).toBeLessThanOrEqual(1.3);
  expect(large.gzip / small.gzip).toBeLessThanOrEqual(1.3);
}, 60_000);

test.each([
  ["its resource", single("./types/src/resources.js")],
  ["the client", whole("./types/src/index.js")],
])(
  "a program that imports %s costs the compiler at most 250 types and 100 instantiations",
  async (_, program) => {
    const { types, instantiations } = await typeCost(program.replaceAll('"./', '"../'), folders.large);
    expect(types).toBeLessThanOrEqual(250);
    expect(instantiations).toBeLessThanOrEqual(100);
  },
  60_000,
);
