import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** A document of so many operations, each resource with reads, writes and actions of several params. */
export function documentOf(resources: number, operations: number): object {
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

const inWorkspace = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** Lays out a client in a workspace of its own, with declarations as a package has them. The command has to be built. */
export function layOutLargeApi(document: object): string {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), "specloom-large-"));
  writeFileSync(join(folder, "in.json"), JSON.stringify(document));
  const init = [inWorkspace("packages/spec-pipeline/bin/specloom.mjs"), "init", "acme", "--from", "in.json"];
  execFileSync(process.execPath, init, { cwd: folder, stdio: "pipe" });
  mkdirSync(join(folder, "node_modules/@specloom"), { recursive: true });
  symlinkSync(inWorkspace("packages/client-runtime"), join(folder, "node_modules/@specloom/client-runtime"), "dir");
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
  execFileSync(process.execPath, [inWorkspace("node_modules/typescript/bin/tsc"), "-p", folder]);
  return folder;
}

const CALL = 'await acme.group0.getThing0X0({ id: "1", limit: 5 })';

/** A program with one call that imports the resource of the call. */
const single = (from: string): string =>
  `import { createAcmeClient, group0 } from "${from}";\nconst acme = createAcmeClient({ group0 });\nconsole.log(${CALL});`;
/** The same with the whole client. */
const whole = (from: string): string =>
  `import { createAcmeClient } from "${from}";\nconst acme = createAcmeClient();\nconsole.log(${CALL});`;

/** The same that calls the operation by its id. */
const byId = (from: string): string =>
  `import { createAcmeClient } from "${from}";\nconst acme = createAcmeClient();\nconsole.log(await acme.call("getThing0x0", { path: { id: "1" }, query: { limit: 5 } }));`;

/** A program that is bundled from a client's sources, and the same as it is checked against the declarations. */
export interface Form {
  readonly bundled: string;
  readonly checked: string;
}

export const FORMS: Readonly<Record<"call" | "client" | "resource", Form>> = {
  resource: { bundled: single("./packages/acme-client/src/resources.ts"), checked: single("../types/src/resources.js") },
  client: { bundled: whole("./packages/acme-client/src/index.ts"), checked: whole("../types/src/index.js") },
  call: { bundled: byId("./packages/acme-client/src/index.ts"), checked: byId("../types/src/index.js") },
};
